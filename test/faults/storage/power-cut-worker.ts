import { openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { connect } from '../../../db/open-database.ts';
import { Chance } from '../support/chance.ts';
import { takeStep, type ClerkStep } from '../support/clerk-step.ts';
import type { Counter } from '../support/counter.ts';
import { persons } from '../support/history.ts';
import { personId } from '../support/small-county.ts';
import { turns } from '../support/statement-work.ts';
import { behindEachWrite } from './behind-each-write.ts';
import type { Mark } from './marks.ts';
import { openDesk, type PreparedDesk } from './prepared-desks.ts';
import { contentHash } from './stored.ts';

/**
 * A counter at work in a process of its own, whose files are watched by shim.c, until it is ended by it. It notes what
 * its clerk was told. Told what to do in one line of JSON, its only parameter.
 */

/** What the process is told. */
export interface PowerCutWork {
  readonly folder: string;
  readonly marks: string;
  readonly seed: number;
  readonly desk: Omit<PreparedDesk, 'kind' | 'files'>;
  readonly synchronous: 'full' | 'normal';
}

/** So many steps, where nobody ends it before. */
const mostSteps = 150;

await work(JSON.parse(process.argv[2] ?? '') as PowerCutWork);

async function work({ folder, marks, seed, desk, synchronous }: PowerCutWork): Promise<void> {
  if (synchronous === 'normal') loosen();
  const handle = openSync(marks, 'a');
  const mark = (one: Mark) => writeSync(handle, JSON.stringify(one));
  let reader: Database.Database | null = null;
  const counter = openDesk(desk, folder, {
    notes: {
      made: (id) => mark({ what: 'made', id }),
      acknowledged: (id) => mark({ what: 'acknowledged', id }),
    },
    variant: behindEachWrite(() => {
      if (reader !== null) mark({ what: 'committed', content: contentHash(reader) });
    }),
  });
  reader = connect(counter.database);
  mark({ what: 'committed', content: contentHash(reader) });
  const chance = new Chance(seed);
  for (let step = 0; step < mostSteps; step += 1) {
    mark({ what: 'begin', step });
    const told: string[] = [];
    await takeStep(counter, step === 0 ? desk.step : someStep(chance), (what) => told.push(what));
    // Some work is given to the engine without the call of a window; what is done by now the clerk was told as well.
    for (const id of counter.made) {
      if (!counter.acknowledged.has(id) && counter.file.outbox.get(id) !== undefined) counter.acknowledge(id);
    }
    mark({ what: 'end', told });
    if (chance.happens(0.03)) counter.file.checkpoint();
    if (chance.happens(0.03)) {
      reader.close();
      counter.restart();
      reader = connect(counter.database);
    }
  }
  complain(counter);
}

function someStep(chance: Chance): ClerkStep {
  if (chance.happens(0.02)) return { what: 'settle' };
  return { what: 'work', personId: personId(chance.below(persons)), turn: chance.below(turns) };
}

/** What the counter told of as a mistake of the program is one. */
function complain(counter: Counter): void {
  const [first] = counter.reported;
  if (first !== undefined) throw new Error('the counter has reported a mistake', { cause: first });
}

/**
 * The control: every connection that writes is set to synchronous=NORMAL behind the back of the product, which has
 * asserted FULL by then.
 */
function loosen(): void {
  // Through a record of functions: the method is called on its own connection below.
  const methods: { prepare: (this: Database.Database, source: string) => Database.Statement } =
    Database.prototype;
  const { prepare } = methods;
  methods.prepare = function (source) {
    if (source === 'BEGIN IMMEDIATE') this.pragma('synchronous=NORMAL');
    return prepare.call(this, source);
  };
}
