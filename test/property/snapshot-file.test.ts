import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../db/open-database.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { application, person, workstation } from '../../domain/testing/county.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { until } from '../helpers/until.ts';
import { countyRecords, usualPlace } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { JoinedDesk } from './support/joined-desk.ts';
import { Line } from './support/line.ts';

const part = 32 * 1024;
const records: readonly Change[] = [
  ...countyRecords.filter((one) => one.table !== 'workstation'),
  // One for each counter that a test enrols.
  ...Array.from({ length: 30 }, (_unused, index) =>
    change('workstation', { ...workstation, id: `workstation-${String(100 + index)}`, number: 100 + index }),
  ),
  ...Array.from({ length: 3_000 }, (_unused, index) =>
    change('insuredPerson', { ...person, id: `person-${String(index).padStart(4, '0')}-more` }),
  ),
];
const content = '/v1/snapshot/file/content';
const refusedPart = '{"ok":false,"error":{"code":"invalid-input","params":{},"refusals":[],"problems":[]}}';
const { serviceNumber: _made, ...applicationInput } = application;

let office: CountyOffice;
let written = 0;
beforeAll(async () => {
  office = await CountyOffice.open(records);
});
afterAll(() => office.remove(), 180_000);

/** A counter over a line; the file is ready unless it is said otherwise. */
async function meeting({ prepared = true } = {}) {
  const line = await Line.to(office.url);
  onTestFinished(() => line.close());
  const joined = await JoinedDesk.at(line.url);
  joined.filePart = part;
  if (prepared) await prepareFile(joined);
  const parts = () =>
    line.passed.filter((one) => one.path === content).map((one) => Number(one.query.get('offset')));
  const download = `${joined.desk.options.file}.snapshot`;
  return { line, joined, desk: joined.desk, parts, download };
}
type Meeting = Awaited<ReturnType<typeof meeting>>;

async function prepareFile(joined: JoinedDesk): Promise<number> {
  const client = new CentralClient(office.url, joined.desk.storage.memory.get('token'));
  const offer = await until('the file is ready', async () => {
    const answer = await client.snapshotFile(new AbortController().signal);
    return answer.ok && answer.value;
  });
  return offer.size;
}

async function online({ joined }: Meeting): Promise<void> {
  await until('the counter is online', () => joined.line?.state === 'online', 60);
}

async function expectEqual({ desk, joined, download }: Meeting): Promise<void> {
  expect(desk.sharedRecords()).toEqual(await office.sharedRecords());
  expect(existsSync(download)).toBe(false);
  expect(desk.storage.memory.get('snapshot-state')).toBeNull();
  expect(joined.reported).toEqual([]);
}

/** Somebody else changes persons at the central office, one change after the other. */
async function write(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    written += 1;
    const record = {
      ...person,
      id: `person-${String(time).padStart(4, '0')}-more`,
      address: `第${String(written)}处`,
    };
    await office.storage.change(usualPlace.county, (writer) =>
      writeForeignChanges(writer, written, [change('insuredPerson', record)]),
    );
  }
}

function schemaOf({ desk }: Meeting): unknown {
  const database = connect(desk.options);
  try {
    return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  } finally {
    database.close();
  }
}

describe('a county that comes as a file', () => {
  it('is equal row by row with the feed from its position, and leaves neither file nor key nor another schema', async () => {
    const here = await meeting();
    const before = schemaOf(here);
    await write(5);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(here.line.count('/v1/snapshot')).toBe(0);
    expect(here.parts().length).toBeGreaterThan(8);
    expect(schemaOf(here)).toEqual(before);
    expect((await here.desk.call('getCounterStatus', {})).firstSynchronisation.done).toBe(true);
    await write(2);
    await until(
      'the feed goes on',
      async () => JSON.stringify(here.desk.sharedRecords()) === JSON.stringify(await office.sharedRecords()),
    );
  });

  it('goes on in the middle of the file after the program was ended: one part at most comes again', async () => {
    const here = await meeting();
    let left = 6;
    here.line.fault = (one) => (one.path === content && left-- <= 0 ? 'cut short' : null);
    here.joined.start();
    await until('the line broke', () => here.joined.line?.state === 'offline');
    const { received, total, stage, done } = (await here.desk.call('getCounterStatus', {}))
      .firstSynchronisation;
    expect([stage, done, total]).toEqual(['receiving', false, records.length]);
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(records.length);
    await here.joined.stop();
    here.line.fault = () => null;
    const before = [...here.parts()];
    await here.joined.restart();
    await online(here);
    await expectEqual(here);
    const broken = before.length - new Set(before).size;
    expect(here.parts().length - new Set(here.parts()).size - broken).toBe(1);
    expect(here.line.count('/v1/snapshot/file')).toBe(1);
  });

  it('goes on in the middle of its tables after the program was ended, without a byte from the line', async () => {
    const here = await meeting();
    const before = schemaOf(here);
    here.joined.start();
    const stage = async () => (await here.desk.call('getCounterStatus', {})).firstSynchronisation;
    while (here.desk.storage.memory.get('deferred-indexes') === null) await nextTurn();
    expect((await stage()).stage).toBe('filing');
    await here.joined.stop();
    expect(schemaOf(here)).not.toEqual(before);
    const { received } = await stage();
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(records.length);
    const fetched = here.parts().length;
    here.desk.restart();
    expect((await stage()).received).toBe(received);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(schemaOf(here)).toEqual(before);
    expect(here.parts().length).toBe(fetched);
  });

  it('is taken by a whole counter too whose central office was restored', async () => {
    const here = await meeting();
    here.joined.start();
    await online(here);
    await here.joined.stop();
    await office.storage.beginEpoch();
    await prepareFile(here.joined);
    await write(1);
    const { epoch } = await office.storage.identity();
    here.joined.start();
    await until('it has pulled anew', () => here.desk.replica.state().epoch === epoch);
    await until('it is whole', () => here.desk.replica.state().snapshot === null);
    await until(
      'the feed is drained',
      async () => JSON.stringify(here.desk.sharedRecords()) === JSON.stringify(await office.sharedRecords()),
    );
    await expectEqual(here);
    expect(here.line.count('/v1/snapshot')).toBe(0);
  });
});

describe('a county comes in pages', () => {
  it.each([
    ['where no file is ready yet', 404],
    ['where the central office knows nothing of files', 404],
    ['where something else answers', 200],
  ])('%s', async (_where, status) => {
    const here = await meeting({ prepared: false });
    const body =
      status === 404
        ? '{"ok":false,"error":{"code":"not-found","params":{},"refusals":[],"problems":[]}}'
        : '{}';
    here.line.fault = (one) => (one.path === '/v1/snapshot/file' ? { status, body } : null);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(here.parts()).toEqual([]);
    expect(here.joined.told()).toEqual(['online']);
  });

  it('where this counter has unfinished commands, which lie over its records', async () => {
    const here = await meeting({ prepared: false });
    here.joined.start();
    await online(here);
    here.desk.signInWithoutPassword();
    here.line.fault = (one) => (one.path === '/v1/commands' ? 'dropped' : null);
    await here.desk.call('acceptCardApplication', { ...applicationInput, personId: person.id });
    await here.joined.stop();
    await office.storage.beginEpoch();
    await prepareFile(here.joined);
    here.line.passed.length = 0;
    here.line.fault = () => null;
    here.joined.start();
    await until('the command is confirmed', () => here.desk.storage.outbox.summary().pendingCommands === 0);
    expect(here.line.count('/v1/snapshot')).toBeGreaterThan(0);
    expect(here.line.count('/v1/snapshot/file')).toBe(0);
    await until(
      'all is equal',
      async () => JSON.stringify(here.desk.sharedRecords()) === JSON.stringify(await office.sharedRecords()),
    );
  });

  it('where the file is damaged, at the central office or on the way', async () => {
    const here = await meeting();
    const folder = join(office.folder, 'snapshots');
    const [name = ''] = readdirSync(folder);
    expect(readdirSync(folder)).toEqual([name]);
    const bytes = readFileSync(join(folder, name));
    bytes.writeUInt8((bytes.at(50_000) ?? 0) ^ 1, 50_000);
    writeFileSync(join(folder, name), bytes);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(here.parts().length).toBeGreaterThan(8);
    expect(here.line.count('/v1/snapshot')).toBeGreaterThan(0);
    expect(here.line.count('/v1/snapshot/file')).toBe(1);
    // Away with it.
    await office.storage.beginEpoch();
  });

  it('where the file is gone in the middle, after asking for another', async () => {
    const here = await meeting();
    let left = 4;
    const body = '{"ok":false,"error":{"code":"not-found","params":{},"refusals":[],"problems":[]}}';
    here.line.fault = (one) => (one.path === content && left-- <= 0 ? { status: 404, body } : null);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(here.line.count('/v1/snapshot/file')).toBe(3);
    expect(here.line.count('/v1/snapshot')).toBeGreaterThan(0);
  });

  it.each([
    ['a filter on the way lets no such bytes pass', 403, '<html>blocked</html>'],
    ['the central office does not know the part', 416, refusedPart],
  ])('where %s', async (_why, status, body) => {
    const here = await meeting();
    here.line.fault = (one) => (one.path === content ? { status, body } : null);
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(here.parts()).toEqual([0]);
    expect(here.line.count('/v1/snapshot')).toBeGreaterThan(0);
  });

  it('each of them asked for when the one before it is written, so that one at most comes again', async () => {
    const here = await meeting({ prepared: false });
    const wrong: string[] = [];
    here.joined.filePart = null;
    here.line.fault = (one) => {
      if (one.path !== '/v1/snapshot') return null;
      const rows = here.desk.committed().get('memory')?.join('\n') ?? '';
      const place = `\\"table\\":\\"${one.query.get('table') ?? ''}\\"`;
      if (!rows.includes(place)) wrong.push(place);
      return null;
    };
    here.joined.start();
    await online(here);
    await expectEqual(here);
    expect(wrong).toEqual([]);
  });
});

it('a file that was left behind is removed when the program starts', async () => {
  const here = await meeting({ prepared: false });
  writeFileSync(here.download, 'left');
  here.desk.restart();
  expect(existsSync(here.download)).toBe(false);
});
