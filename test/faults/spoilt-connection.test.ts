import { once } from 'node:events';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { application } from '../../domain/testing/county.ts';
import { databaseFile } from '../../electron/backend/backend.ts';
import { until } from '../helpers/until.ts';
import { FaultProxy } from './fault-proxy.ts';
import { calls, ShimControl, shimEnvironment } from './storage/shim.ts';
import { Chance } from './support/chance.ts';
import { EndedError, KillableCounter } from './support/killable-counter.ts';
import { Office, type Credential } from './support/office.ts';
import { desks, personId, smallCounty } from './support/small-county.ts';

/**
 * One read of the log that fails during a checkpoint leaves SQLite's connection of no use for ever, and the file as whole
 * as before. The program must end, behind its answer, so that whoever starts it again has the work go on.
 */

const password = 'Tongxi-2026';
const { serviceNumber: _made, ...applicationInput } = application;
const [desk] = desks;
const persons = 200;
/** A command reads fewer pages than this, whatever it is about; a checkpoint reads some hundreds. */
const readsOfCommand = 40;

let office: Office;
let line: FaultProxy;
let place: Credential;
let counter: KillableCounter;
let control: ShimControl;

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  office = await Office.open(() => Date.now());
  line = await FaultProxy.open(await office.listen(), new Chance(1));
  const county = await office.addCounty(smallCounty({ persons, blanksEach: 3, passwordHash }));
  if (desk === undefined) throw new Error('there is no desk');
  place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
  counter = new KillableCounter();
});
afterAll(async () => {
  control.close();
  await counter.remove();
  await line.close();
  await office.close();
});

async function accept(place: number): Promise<string> {
  const input = { ...applicationInput, personId: personId(place) };
  return (await counter.call('acceptCardApplication', input)).serviceNumber;
}

describe.skipIf(process.platform !== 'linux')('a read that fails during a checkpoint', () => {
  it('ends the program behind its answer; the next start has everything that was told, and goes on', async () => {
    const controlFile = join(counter.folder, 'shim-control');
    control = new ShimControl(controlFile);
    const child = counter.start(line.url, await office.enrolmentCode(place), {
      environment: shimEnvironment({
        ...{ folder: counter.folder, names: databaseFile },
        ...{ control: controlFile, journal: null, marks: null },
      }),
    });
    const closed = once(child, 'close');
    await counter.ready('clerk1', password);
    // Nothing comes in meanwhile that would be written: the checkpoint is that of a clerk's command.
    line.choose = () => 'drop before';

    const told: string[] = [];
    let failure: unknown = null;
    while (failure === null && told.length < persons) {
      control.fail({ kinds: calls.read, error: 'EIO', at: readsOfCommand, lasting: false, torn: false });
      try {
        told.push(await accept(told.length));
      } catch (error) {
        failure = error;
      }
    }
    expect(control.failed()).toBe(1);
    expect(failure).not.toBeInstanceOf(EndedError);
    expect(String(failure)).toContain('"code":"storage-failed","params":{"result":"unknown"}');
    await until('the program has ended by itself', () => child.exitCode !== null, 5);
    await closed;
    expect(child.exitCode).toBe(1);
    // By its own decision: the next look at the file, at any time, would end it as well, with what nobody has caught.
    expect(counter.complaints.join('').trim()).toBe(
      JSON.stringify({ where: 'acceptCardApplication', error: 'SqliteError SQLITE_CORRUPT' }),
    );

    counter.start(line.url, null);
    line.choose = () => null;
    await counter.ready('clerk1', password);
    const stored = (await counter.outbox()).map(({ service }) => service);
    expect(told.filter((service) => !stored.includes(service))).toEqual([]);
    // The command of which nobody knew: the checkpoint comes behind the commit.
    expect(stored).toHaveLength(told.length + 1);
    expect(await accept(told.length + 1)).not.toBe('');

    await until(
      'everything is decided',
      async () => (await counter.outbox()).every(({ state }) => state === 'done'),
      40,
    );
    const decided = office.log.of(place.county).flatMap((one) => (one.what === 'command' ? [one.id] : []));
    expect(decided.toSorted()).toEqual((await counter.outbox()).map(({ id }) => id).toSorted());
  });
});
