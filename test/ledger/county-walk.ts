import { isSound } from '../../central/storage/ledger-audit.ts';
import type { Change } from '../../domain/records/change.ts';
import { Chance } from '../faults/support/chance.ts';
import type { Happened } from '../faults/support/decision-log.ts';
import { parseRecords } from '../faults/support/record-rows.ts';
import { History } from '../faults/support/history.ts';
import type { Office } from '../faults/support/office.ts';
import { desks, smallCounty } from '../faults/support/small-county.ts';
import { Tally } from '../faults/support/tally.ts';
import { Violation } from '../faults/support/violation.ts';
import { CountyDays, personsOfCounty, waitingAtPoint, ways, type WalkStep } from './county-days.ts';
import { LedgerWitness } from './ledger-witness.ts';

/** Cards are made for as long as a county is walked through. */
const blanksEach = 60;
const day = 86_400_000;

export interface CountyWalkSettings {
  readonly office: Office;
  /** The clock of the central office, which the walk turns. */
  readonly time: { now: number };
  readonly seed: number;
  /** So many commands are given in this county, and so many before everything is held against everything. */
  readonly operations: number;
  readonly group: number;
  /** Is told how many commands a group had that was found right. */
  readonly told?: (operations: number) => void;
}

/** What was done in a county: `operations`, `applied KIND`, `refused`, `entries`, `own changes` and so on, by name. */
export type CountyFigures = Tally;

/** A county in which something is untrue, and the way there. */
export class UntrueCounty extends Error {
  override readonly cause: Violation;
  readonly seed: number;
  readonly steps: readonly WalkStep[];

  constructor(cause: Violation, seed: number, steps: readonly WalkStep[]) {
    super(cause.message);
    this.name = 'UntrueCounty';
    this.cause = cause;
    this.seed = seed;
    this.steps = steps;
  }
}

/**
 * Random commands of all services at the counters of one county; after each group everything is true that must be.
 * @throws UntrueCounty
 */
export async function walkCounty(settings: CountyWalkSettings): Promise<CountyFigures> {
  const { office, time, seed, operations, group, told } = settings;
  const days = new CountyDays(new Chance(seed));
  const walk = await CountyWalk.begin(office, time);
  const steps: WalkStep[] = [];
  const take = (step: WalkStep) => {
    steps.push(step);
    return walk.take(step);
  };
  try {
    for (let done = 0; done < operations;) {
      const end = Math.min(done + group, operations);
      for (let before = done; before < end; before = walk.operations()) {
        await take(days.next());
        days.note(walk.operations() > before);
      }
      await take({ what: 'rest' });
      told?.(walk.operations() - done);
      done = walk.operations();
    }
    return walk.figures();
  } catch (error) {
    throw error instanceof Violation ? new UntrueCounty(error, seed, steps) : error;
  } finally {
    walk.end();
  }
}

/** The same steps, or a part of them, in a county of their own; null where all is true. */
export async function retrace(
  office: Office,
  time: { now: number },
  steps: readonly WalkStep[],
): Promise<Violation | null> {
  const walk = await CountyWalk.begin(office, time);
  try {
    for (const step of steps) await walk.take(step);
    await walk.take({ what: 'rest' });
    return null;
  } catch (error) {
    if (error instanceof Violation) return error;
    throw error;
  } finally {
    walk.end();
  }
}

/** One county on its way. */
class CountyWalk {
  readonly #office: Office;
  readonly #time: { now: number };
  readonly #history: History;
  readonly #tally = new Tally();
  readonly #witness: LedgerWitness;
  /** So many commands that were made at each counter were looked for in its outbox. */
  readonly #looked = desks.map(() => 0);
  #stored = 0;
  #seen: readonly string[] = [];
  readonly #entriesBefore: number;
  #entries = 0;

  private constructor(office: Office, time: { now: number }, history: History, beginning: readonly Change[]) {
    this.#office = office;
    this.#time = time;
    this.#history = history;
    this.#entriesBefore = beginning.filter(({ table }) => table === 'ledgerEntry').length;
    this.#witness = new LedgerWitness(
      beginning.flatMap((one) => (one.table === 'personalAccount' ? [one.record] : [])),
    );
  }

  static async begin(office: Office, time: { now: number }): Promise<CountyWalk> {
    const beginning = smallCounty({
      persons: personsOfCounty,
      blanksEach,
      ways,
      underWay: waitingAtPoint,
    });
    const whole = desks.map((_desk, index) => index);
    const county = { beginning, whole, asksAgain: false };
    const history = await History.begin(office, time, new Tally(), () => ({}), null, county);
    return new CountyWalk(office, time, history, beginning);
  }

  async take(step: WalkStep): Promise<void> {
    if (step.what === 'rest') {
      await this.#history.calm();
      await this.#check();
    } else if (step.what === 'days') {
      this.#time.now += step.days * day;
      await this.#office.turnMonth(this.#history.county, 1);
    } else await this.#history.happen(step);
  }

  /** Commands that a clerk gave and that were stored at his counter. */
  operations(): number {
    for (const [at, counter] of this.#history.counters.entries()) {
      const fresh = counter.madeSince(this.#looked[at] ?? 0);
      this.#looked[at] = counter.made.size;
      this.#stored += fresh.filter((id) => counter.file.outbox.get(id) !== undefined).length;
    }
    return this.#stored;
  }

  figures(): CountyFigures {
    const happened = this.#office.log.of(this.#history.county);
    for (const what of this.#seen) this.#tally.note(what);
    const count = (of: (one: Happened) => boolean) => happened.filter(of).length;
    this.#tally.note('counties');
    this.#tally.note('operations', this.#stored);
    this.#tally.note('entries', this.#entries - this.#entriesBefore);
    this.#tally.note(
      'refused',
      count((one) => one.what === 'command' && one.outcome === 'refused'),
    );
    this.#tally.note(
      'own changes',
      count(({ what }) => what === 'follows' || what === 'foreign'),
    );
    this.#tally.note(
      'own entries',
      count((one) => one.what === 'follows' && one.change.table === 'ledgerEntry'),
    );
    this.#tally.note(
      'turns',
      count(({ what }) => what === 'turn'),
    );
    return this.#tally;
  }

  end(): void {
    this.#history.end();
  }

  /** Counters, central office and oracle against each other, the central office's own audit, and the sums. */
  async #check(): Promise<void> {
    const { county } = this.#history;
    const { seen, there } = await this.#history.check();
    const { ledger, papers } = await this.#office.audit(county);
    if (!isSound(ledger)) {
      throw new Violation(
        'difference',
        `the audit finds ${JSON.stringify(ledger.unsound[0] ?? ledger.kinds)}`,
      );
    }
    const [paper] = papers.unsoundPapers;
    if (paper !== undefined) throw new Violation('difference', `the audit finds ${JSON.stringify(paper)}`);
    const entries = parseRecords(there, 'ledgerEntry');
    const accounts = parseRecords(there, 'personalAccount');
    const [fault] = this.#witness.faults(entries, accounts, this.#office.log.of(county));
    if (fault !== undefined) throw new Violation('difference', fault);
    this.#seen = seen;
    this.#entries = entries.length;
  }
}
