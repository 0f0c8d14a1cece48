import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { application } from '../../domain/testing/county.ts';
import { databaseFile } from '../../electron/backend/backend.ts';
import { until } from '../helpers/until.ts';
import { FaultProxy } from './fault-proxy.ts';
import { calls, ShimControl, shimEnvironment } from './storage/shim.ts';
import { Chance } from './support/chance.ts';
import { EndedError, KillableCounter } from './support/killable-counter.ts';
import { Office } from './support/office.ts';
import { desks, personId, smallCounty } from './support/small-county.ts';

/**
 * The headless program and reads of its file that fail. One of the log during a checkpoint leaves SQLite's connection of no
 * use for ever, and the file as whole as before. The program must end, behind its answer, so that whoever starts it again
 * has the work go on.
 */

const password = 'Tongxi-2026';
const { serviceNumber: _made, ...applicationInput } = application;
const [desk, otherDesk] = desks;
const persons = 200;
/** A command reads fewer pages than this, whatever it is about; a checkpoint reads some hundreds. */
const readsOfCommand = 40;

let office: Office;
let url: string;
let line: FaultProxy;
let county: string;
let watched: { readonly counter: KillableCounter; readonly disk: ShimControl };

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  office = await Office.open(() => Date.now());
  url = await office.listen();
  county = await office.addCounty(smallCounty({ persons, blanksEach: 3, passwordHash }));
});
beforeEach(async () => {
  line = await FaultProxy.open(url, new Chance(1));
  const counter = new KillableCounter();
  watched = { counter, disk: new ShimControl(controlIn(counter)) };
});
afterEach(async () => {
  await line.close();
  watched.disk.close();
  await watched.counter.remove();
});
afterAll(() => office.close());

const controlIn = ({ folder }: KillableCounter) => join(folder, 'shim-control');

/** Starts the program on a disk that can be made to fail, at a place of its own. */
async function start(at: (typeof desks)[number] | undefined): Promise<ChildProcess> {
  if (at === undefined) throw new Error('there is no such desk');
  const { counter } = watched;
  const environment = shimEnvironment({
    ...{ folder: counter.folder, names: databaseFile },
    ...{ control: controlIn(counter), journal: null, marks: null },
  });
  const child = counter.start(line.url, await office.enrolmentCode({ county, ...at }), { environment });
  await counter.ready('clerk1', password);
  return child;
}

async function accept(place: number): Promise<string> {
  const input = { ...applicationInput, personId: personId(place) };
  return (await watched.counter.call('acceptCardApplication', input)).serviceNumber;
}

const complaints = () => watched.counter.complaints.join('').trim();

describe.skipIf(process.platform !== 'linux')('one read that fails', () => {
  it('during a checkpoint: the program ends behind its answer; the next start has all that was told, and goes on', async () => {
    const child = await start(desk);
    const closed = once(child, 'close');
    const { counter, disk } = watched;
    // Nothing comes in meanwhile that would be written: the checkpoint is that of a clerk's command.
    line.choose = () => 'drop before';

    const told: string[] = [];
    let failure: unknown = null;
    while (failure === null && told.length < persons) {
      disk.fail({ kinds: calls.read, error: 'EIO', at: readsOfCommand, lasting: false, torn: false });
      try {
        told.push(await accept(told.length));
      } catch (error) {
        failure = error;
      }
    }
    expect(disk.failed()).toBe(1);
    expect(failure).not.toBeInstanceOf(EndedError);
    expect(String(failure)).toContain('"code":"storage-failed","params":{"result":"unknown"}');
    await until('the program has ended by itself', () => child.exitCode !== null);
    await closed;
    expect(child.exitCode).toBe(1);
    // By its own decision: the next look at the file, at any time, would end it as well, with what nobody has caught.
    expect(complaints()).toBe(
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
    const decided = office.log.of(county).flatMap((one) => (one.what === 'command' ? [one.id] : []));
    expect(decided.toSorted()).toEqual((await counter.outbox()).map(({ id }) => id).toSorted());
  });

  it('while it only looks how things stand: it says so, and works on with the same session', async () => {
    const child = await start(otherDesk);
    const { counter, disk } = watched;
    // What another has written empties the cache: the next look at the file is one at the disk.
    const other = await counter.connect();
    other.pragma(`user_version = ${String(other.pragma('user_version', { simple: true }))}`);
    other.close();
    disk.fail({ kinds: calls.read, error: 'EIO', at: 0, lasting: false, torn: false });
    await line.close();
    await until('how things stand was to be told', () => complaints() !== '', 40);
    expect(disk.failed()).toBe(1);
    expect(complaints()).toBe(JSON.stringify({ where: 'status', error: 'SqliteError SQLITE_NOTADB' }));
    const status = () => counter.call('getCounterStatus', {});
    await until('it knows that it has no line', async () => (await status()).connection.state === 'offline');
    expect((await status()).clerk).not.toBeNull();
    expect(child.exitCode).toBeNull();
  });
});
