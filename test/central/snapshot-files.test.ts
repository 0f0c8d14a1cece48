import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../../central/http/server.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { newToken, secretHash } from '../../central/services/credentials.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import {
  openSnapshotFiles,
  type SnapshotFilePolicy,
  type SnapshotFiles,
} from '../../central/services/snapshot-files.ts';
import type { CentralStorage, CountyReader } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { snapshotFileOffer, type SnapshotFileOffer } from '../../contract/sync-protocol.ts';
import { recordColumns } from '../../db/record-columns.ts';
import { change } from '../../domain/records/change.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds, startDatabases, testPinKeys, type TestDatabases } from './databases.ts';
import { Desk } from './desk.ts';
import { smallCounty } from './small-county.ts';

const { county } = smallCounty;
const otherCounty = '330199';
const minute = 60_000;
const silent = createJournal({ write: () => undefined });

describe.each(databaseKinds)('a county as a file, from %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-snapshots-'));
  let databases: TestDatabases;
  let storage: CentralStorage;
  const opened: SnapshotFiles[] = [];
  const closing: (() => Promise<void>)[] = [];
  let writes = 0;

  beforeAll(async () => {
    databases = await startDatabases(kind);
  }, minute);
  afterAll(async () => {
    await databases.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    storage = await openCentralStorage(await databases.open(await databases.newAddress()));
    await loadDemonstration(storage, smallCounty, silent);
    await storage.loadCounty({ county: otherCounty, name: '邻县', demonstration: true }, []);
  }, minute);
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    for (const one of opened.splice(0)) await one.close();
    await storage.close();
  });

  async function open(
    policy: Partial<SnapshotFilePolicy> = {},
    over: CentralStorage = storage,
  ): Promise<SnapshotFiles> {
    const files = await openSnapshotFiles({
      storage: over,
      journal: silent,
      folder,
      policy: { quiet: 0, ...policy },
    });
    opened.push(files);
    return files;
  }

  async function ready(files: SnapshotFiles): Promise<SnapshotFileOffer> {
    return await until('the file is ready', () => files.offer(county));
  }

  /** The address of an employer is changed, over and over, by another hand than a counter's. */
  async function write(): Promise<void> {
    writes += 1;
    const number = writes;
    const record = {
      id: `employer-${String(number % 7)}`,
      name: `第${String(number)}版`,
      phone: '',
      active: number % 2 === 0,
    };
    await storage.change(county, (writer) =>
      writeForeignChanges(writer, number, [change('employer', record)]),
    );
  }

  it('is not waited for: the first who asks is told that there is none, and it is made behind him', async () => {
    const files = await open();
    expect(await files.offer(county)).toBeUndefined();
    const offer = await ready(files);
    const bytes = (await files.read(county, offer.id, 0, offer.size)) ?? Buffer.alloc(0);
    expect(bytes.length).toBe(offer.size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(offer.sha256);
    expect(recordsIn(bytes, offer.key)).toEqual(await recordsOf(storage));
  });

  it('is whole with the feed from its position, although the county changed while it was made', async () => {
    let reads = 0;
    // Before each of its pages somebody else commits something.
    const busy: CentralStorage = {
      ...storage,
      async read<T>(at: string, work: (reader: CountyReader) => Promise<T>): Promise<T> {
        reads += 1;
        if (reads > 1) await write();
        return await storage.read(at, work);
      },
    };
    const files = await open({}, busy);
    await files.offer(county);
    const offer = await until('the file is ready', async () => {
      const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
      return names.length > 0 && (await files.offer(county));
    });
    const bytes = (await files.read(county, offer.id, 0, offer.size)) ?? Buffer.alloc(0);
    const records = new Map(
      Object.entries(recordsIn(bytes, offer.key)).map(([table, rows]) => [
        table,
        new Map(rows.map((row) => [(JSON.parse(row) as { id: string }).id, row])),
      ]),
    );
    const feed = await storage.read(county, (reader) => reader.feed(offer.head, 5_000));
    const changes = JSON.parse(`[${feed?.changesText ?? ''}]`) as {
      change: { table: string; record: { id: string } };
    }[];
    expect(changes.length).toBeGreaterThan(tableNames.length - 2);
    for (const { change: one } of changes)
      records.get(one.table)?.set(one.record.id, canonicalJson(one.record));
    const whole = Object.fromEntries([...records].map(([table, rows]) => [table, [...rows.values()].sort()]));
    expect(whole).toEqual(await recordsOf(storage));
  });

  it('holds nothing on the disk that can be read without its key, and nothing at all after the end', async () => {
    const files = await open();
    const offer = await ready(files);
    const [name = ''] = readdirSync(folder);
    const bytes = readFileSync(join(folder, name));
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    for (const text of ['330122198001', '县医保中心', 'insured_person', offer.key]) {
      expect(bytes.includes(text)).toBe(false);
    }
    await files.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made anew when many changes are behind it, and is offered until then; the one before stays for those who fetch it', async () => {
    const files = await open({ changesBehind: 2 });
    const first = await ready(files);
    for (let number = 0; number < 3; number += 1) await write();
    expect((await files.offer(county))?.id).toBe(first.id);
    const second = await until('a newer one', async () => {
      const offer = await files.offer(county);
      return offer?.id !== first.id && offer;
    });
    expect(second.head).toBe(first.head + 3);
    expect(second.key).not.toBe(first.key);
    expect((await files.read(county, first.id, 0, 10))?.length).toBe(10);
  });

  it('is not offered any more after a restore', async () => {
    const files = await open();
    const offer = await ready(files);
    const epoch = await storage.beginEpoch();
    expect(await files.offer(county)).toBeUndefined();
    expect(await files.read(county, offer.id, 0, 10)).toBeUndefined();
    expect((await ready(files)).epoch).toBe(epoch);
  });

  it('that somebody has removed from the disk is not offered again, and made anew', async () => {
    const files = await open();
    const offer = await ready(files);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(await files.read(county, offer.id, 0, 10)).toBeUndefined();
    expect(await files.offer(county)).toBeUndefined();
    expect((await ready(files)).id).not.toBe(offer.id);
  });

  it('lets counters go first that pull pages', async () => {
    const files = await open({ quiet: 60_000, longestWait: 120_000 });
    files.notePage();
    expect(await files.offer(county)).toBeUndefined();
    expect(await files.offer(county)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    const impatient = await open({ quiet: 60_000, longestWait: 50 });
    impatient.notePage();
    await ready(impatient);
  });

  it('of a process that is no more is removed at the next start, and nothing else is', async () => {
    const id = '0b9e7a52-3f3c-4c57-9d39-b6a7a6f1a001';
    const gone = join(folder, `999999999.${id}-330122-${id}.db.part`);
    const alive = join(folder, `${String(process.ppid)}.${id}-330122-${id}.db`);
    const other = join(folder, 'notes.db');
    mkdirSync(folder, { recursive: true });
    for (const file of [gone, alive, other]) writeFileSync(file, '');
    await open();
    expect([gone, alive, other].map((file) => existsSync(file))).toEqual([false, true, true]);
    for (const file of [alive, other]) rmSync(file);
  });

  describe('over HTTP', () => {
    async function serve(files: SnapshotFiles | null): Promise<string> {
      const server = await createServer({
        storage,
        vault: await openPinVault(testPinKeys(), storage),
        clock: systemClock(),
        journal: silent,
        signal: createChangeSignal(),
        epoch: (await storage.identity()).epoch,
        snapshotFiles: files,
        mode: 'demonstration',
        demonstrationClerks: [],
        portrait: null,
      });
      closing.push(async () => server.close());
      return await server.listen({ host: '127.0.0.1', port: 0 });
    }
    const content = (id: string, offset: number | string, length: number | string) =>
      `/v1/snapshot/file/content?id=${id}&offset=${String(offset)}&length=${String(length)}`;

    it('goes with its key to workstations of the county alone, in parts that together are the file', async () => {
      const files = await open();
      await ready(files);
      const url = await serve(files);
      const desk = await Desk.enrol(url);
      const answer = await desk.get('/v1/snapshot/file');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const { id, size, sha256 } = snapshotFileOffer.parse(await answer.json());
      const hash = createHash('sha256');
      const length = 100_000;
      for (let offset = 0; offset < size; offset += length) {
        const part = await desk.get(content(id, offset, length));
        expect(part.headers.get('content-encoding')).toBeNull();
        const bytes = Buffer.from(await part.arrayBuffer());
        expect(bytes.length).toBe(Math.min(length, size - offset));
        hash.update(bytes);
      }
      expect(hash.digest('hex')).toBe(sha256);

      const token = newToken(otherCounty);
      await storage.change(otherCounty, (writer) =>
        writer.addCredential(secretHash(token), { officeId: 'O01', workstationId: 'W001' }),
      );
      for (const [authorization, expected] of [
        ['', 401],
        [`Bearer ${token}`, 404],
      ] as const) {
        for (const path of ['/v1/snapshot/file', content(id, 0, 10)]) {
          const refused = await fetch(url + path, { headers: { authorization } });
          expect(refused.status, path).toBe(expected);
          expect(await refused.text()).not.toContain('key');
        }
      }
    });

    it('refuses a part that is not there', async () => {
      const files = await open();
      const { id, size } = await ready(files);
      const desk = await Desk.enrol(await serve(files));
      for (const [path, status] of [
        [content(id, size, 1), 416],
        [content(id, -1, 1), 400],
        [content(id, 0, 0), 400],
        [content(id, 0, 4 * 1024 * 1024 + 1), 400],
        [content(id, 'x', 1), 400],
        [content('0b9e7a52-3f3c-4c57-9d39-b6a7a6f1a001', 0, 1), 404],
        [content('..%2F..%2Fpin-key.pem', 0, 1), 404],
        ['/v1/snapshot/file/content', 400],
      ] as const) {
        expect((await desk.get(path)).status, path).toBe(status);
      }
      const last = await desk.get(content(id, size - 1, 10));
      expect((await last.arrayBuffer()).byteLength).toBe(1);
    });

    it('is told as not there where the central office makes none', async () => {
      const desk = await Desk.enrol(await serve(null));
      expect((await desk.get('/v1/snapshot/file')).status).toBe(404);
      expect((await desk.get(content('x', 0, 1))).status).toBe(404);
    });
  });

  /** What the file holds, one canonical line for each record. */
  function recordsIn(bytes: Buffer, key: string): Readonly<Record<string, readonly string[]>> {
    const copy = join(tmpdir(), `guitai-snapshot-${String(process.pid)}-${kind}.db`);
    writeFileSync(copy, bytes);
    const database = new Database(copy);
    try {
      database.pragma(`cipher='chacha20'`);
      database.pragma(`key="raw:${key}"`);
      return Object.fromEntries(
        tableNames.map((table) => {
          const columns = recordColumns(table);
          const rows = database
            .prepare<[], Record<string, unknown>>(`SELECT ${columns.selection} FROM ${columns.sqlName}`)
            .all();
          return [table, rows.map((row) => canonicalJson(columns.toRecord(row))).sort()];
        }),
      );
    } finally {
      database.close();
      rmSync(copy);
    }
  }
});

async function recordsOf(storage: CentralStorage): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables: [string, readonly string[]][] = [];
  for (const table of tableNames) {
    const records = await storage.read(county, (reader) => reader.all(table));
    tables.push([table, records.map(canonicalJson).sort()]);
  }
  return Object.fromEntries(tables);
}
