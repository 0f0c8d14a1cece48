import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate, migrations, NewerDatabaseError } from '../../central/migrations/migrate.ts';
import type {
  CentralStorage,
  CountyHead,
  CountyWriter,
  SequencedChange,
} from '../../central/storage/central-storage.ts';
import { UnknownCountyError } from '../../central/storage/central-storage.ts';
import { fieldsOf, sqlTypeOf } from '../../central/storage/record-sql.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase, SqlRow } from '../../central/storage/sql-database.ts';
import { change } from '../../domain/records/change.ts';
import { recordTables, sqlFieldName, tableNames } from '../../domain/records/record-tables.ts';
import type { Employer } from '../../domain/records/records.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';
import { personId, smallCounty } from './small-county.ts';

const county = smallCounty.county;
const minute = 60_000;

/** What every database of the central office must do, on each of them. */
describe.each(databaseKinds)('central storage on %s', (kind) => {
  let databases: TestDatabases;
  let address: string | undefined;
  let database: SqlDatabase;
  let storage: CentralStorage;

  beforeAll(async () => {
    databases = await startDatabases(kind);
  }, minute);
  afterAll(() => databases.stop());

  beforeEach(async () => {
    address = await databases.newAddress();
    database = await databases.open(address);
    storage = await openCentralStorage(database);
  }, minute);
  afterEach(() => storage.close());

  describe('its shape', () => {
    it('comes of steps whose numbers follow each other', () => {
      expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_step, index) => index + 1));
    });

    it('is that of the descriptions: every field, its type, its nullness, and no other column', async () => {
      const found = await columns(database);
      for (const table of tableNames) {
        const expected = fieldsOf(table).map(([field, form]) => ({
          column: sqlFieldName(field),
          type: sqlTypeOf(form),
          nullable: form.endsWith('?'),
        }));
        const bookkeeping = [
          { column: 'county', type: 'text', nullable: false },
          { column: 'version', type: 'bigint', nullable: false },
        ];
        expect(found.get(recordTables[table].sqlName), table).toEqual([...bookkeeping, ...expected]);
      }
    });

    it('has an index for every declared lookup, beginning with the county', async () => {
      const indexes = await statements(database, 'select indexdef from pg_indexes where schemaname = $1', [
        'public',
      ]);
      for (const table of tableNames) {
        for (const lookup of recordTables[table].lookups) {
          const wanted = `ON public.${recordTables[table].sqlName} USING btree (county, ${sqlFieldName(lookup)})`;
          expect(
            indexes.some((row) => String(row['indexdef']).includes(wanted)),
            wanted,
          ).toBe(true);
        }
      }
    });

    it('has the county first in every primary and unique key', async () => {
      const keys = await statements(
        database,
        `select indexdef from pg_indexes where schemaname = 'public'
         and tablename not in ('schema_migration', 'central_identity') and indexdef like 'CREATE UNIQUE%'`,
      );
      expect(keys.length).toBeGreaterThan(tableNames.length);
      for (const key of keys) expect(String(key['indexdef'])).toMatch(/USING btree \(county[,)]/);
    });

    it('guards every table that holds something of a county by row-level security', async () => {
      const open = await statements(
        database,
        `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and not (relrowsecurity and relforcerowsecurity)`,
      );
      const names = open.map((row) => String(row['relname'])).sort();
      expect(names).toEqual(['central_identity', 'county', 'schema_migration']);
    });

    it('is not touched when a newer program has been there', async () => {
      const owner = await asOwner();
      await statements(owner, 'insert into schema_migration (number, name) values ($1, $2)', [
        migrations.length + 1,
        'from the future',
      ]);
      await expect(migrate(owner)).rejects.toBeInstanceOf(NewerDatabaseError);
      await expect(openCentralStorage(database)).rejects.toBeInstanceOf(NewerDatabaseError);
    });

    it('stays as it was when a migration fails half-way', async () => {
      const broken = {
        number: migrations.length + 1,
        name: 'broken',
        sql: 'create table half (a int); select 1/0',
      };
      const owner = await asOwner();
      await expect(migrate(owner, [...migrations, broken])).rejects.toThrow();
      expect(await statements(owner, `select 1 from pg_tables where tablename = 'half'`)).toEqual([]);
      await migrate(owner);
    });

    it('keeps the epoch that was made with it, until another begins', async () => {
      const { epoch } = await storage.identity();
      expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
      expect((await (await openAgain()).identity()).epoch).toBe(epoch);
      await load(storage);
      const heard: string[] = [];
      storage.onChange((one) => heard.push(one));
      const begun = await storage.beginEpoch();
      expect(begun).not.toBe(epoch);
      expect((await (await openAgain()).identity()).epoch).toBe(begun);
      expect(await storage.read(county, (reader) => reader.position())).toEqual({
        epoch: begun,
        head: 0,
        mark: '',
      });
      await until('those who wait are woken', () => heard.includes(county));
    });
  });

  describe('a loaded county', () => {
    beforeEach(() => load(storage));

    it('gives back every record as it was put in', async () => {
      for (const batch of smallCounty.batches()) {
        for (const { table, record } of batch) {
          const found = await storage.read(county, (reader) =>
            reader.lookUp([{ table, by: 'id', value: record.id } as never]),
          );
          expect(found).toEqual([[record]]);
        }
      }
    });

    it('pages by bytes of the id, and no page misses or repeats one', async () => {
      await put(
        storage,
        ['b', 'B', 'a', 'Z', '一', '中', '0'].map((id) => employer(id)),
      );
      const ids: string[] = [];
      for (let after = ''; ;) {
        const page = await storage.read(county, (reader) => reader.page('employer', after, 3));
        const rows = JSON.parse(`[${page.rowsText}]`) as [string][];
        ids.push(...rows.map(([id]) => id));
        if (page.count < 3 || page.last === null) break;
        after = page.last;
      }
      expect(ids).toEqual(['0', '91350100M000100Y43', 'B', 'Z', 'a', 'b', '一', '中']);
    });

    it('answers lookups in the order in which they are asked, by any declared field', async () => {
      const answers = await storage.read(county, (reader) =>
        reader.lookUp([
          { table: 'insuredPerson', by: 'documentNumber', value: 'nobody' },
          { table: 'blankCard', by: 'workstationId', value: 'W002' },
          { table: 'insuredPerson', by: 'id', value: personId(3) },
        ]),
      );
      expect(answers.map((records) => records.length)).toEqual([0, 40, 1]);
    });

    it('refuses a lookup that has no index', async () => {
      await expect(
        storage.read(county, (reader) => reader.lookUp([{ table: 'employer', by: 'name', value: 'x' }])),
      ).rejects.toThrow('no index');
    });

    it('was loaded without feed, at number 0', async () => {
      expect(await storage.read(county, (reader) => reader.head())).toEqual({
        head: 0,
        applied: 0,
        refused: 0,
      });
      expect(await storage.read(county, (reader) => reader.feed(0, 10))).toMatchObject({ count: 0, head: 0 });
    });

    it('can not be loaded a second time', async () => {
      await expect(load(storage)).rejects.toThrow('already here');
    });
  });

  it('begins an interrupted load anew', async () => {
    function* interrupted() {
      yield { table: 'employer', records: [employer('left behind')] } as const;
      throw new Error('pulled the plug');
    }
    const description = { county, name: 'x', demonstration: true };
    await expect(storage.loadCounty(description, interrupted())).rejects.toThrow('plug');
    expect(await storage.counties()).toEqual([]);
    await load(storage);
    expect(await storage.read(county, (reader) => reader.one('employer', 'left behind'))).toBeUndefined();
  });

  describe('changes', () => {
    beforeEach(() => load(storage));

    it('are numbered without gaps in the order of commits, whoever writes at the same time', async () => {
      const second = await openAgain();
      const writers = Array.from({ length: 30 }, (_unused, index) =>
        put(index % 2 === 0 ? storage : second, [employer(`E${index}`), employer(`F${index}`)]),
      );
      await Promise.all(writers);
      const page = await storage.read(county, (reader) => reader.feed(0, 1000));
      const changes = JSON.parse(`[${page?.changesText ?? ''}]`) as { sequence: number }[];
      expect(changes.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 60 }, (_unused, i) => i + 1),
      );
    });

    it('leave a mark: a position is held when the same transaction wrote it, and by no other', async () => {
      await put(storage, [employer('A1'), employer('A2')]);
      const first = await storage.read(county, (reader) => reader.position());
      if (first === undefined) throw new Error('the county has a position');
      await put(storage, [employer('B1')]);
      const second = await storage.read(county, (reader) => reader.position());
      expect([first.head, second?.head]).toEqual([2, 3]);
      expect(second?.mark).not.toBe(first.mark);
      const holds = (head: number, mark: string) =>
        storage.read(county, (reader) => reader.holds({ head, mark }));
      expect(await holds(2, first.mark)).toBe(true);
      expect(await holds(3, second?.mark ?? '')).toBe(true);
      expect(await holds(0, '')).toBe(true);
      expect(await holds(3, first.mark)).toBe(false);
      expect(await holds(2, second?.mark ?? '')).toBe(false);
      expect(await holds(4, second?.mark ?? '')).toBe(false);
    });

    it('of one command stay on one page of the feed', async () => {
      await put(storage, [employer('A1'), employer('A2'), employer('A3')]);
      await put(storage, [employer('B1'), employer('B2')]);
      const counts: number[] = [];
      for (let after = 0; ;) {
        const page = await storage.read(county, (reader) => reader.feed(after, 2));
        if (page === undefined || page.count === 0) break;
        counts.push(page.count);
        after += page.count;
      }
      expect(counts).toEqual([3, 2]);
    });

    it('replace a record whole and leave its number of change', async () => {
      await put(storage, [employer('E'), employer('E', '改名')]);
      expect(await storage.read(county, (reader) => reader.one('employer', 'E'))).toEqual(
        employer('E', '改名'),
      );
      const [row] = await statements(database, `select version from employer where id = 'E'`, [], county);
      expect(row?.['version']).toBe(2);
    });

    it('never replace an immutable record', async () => {
      const [entry] = await storage.read(county, (reader) => reader.all('ledgerEntry'));
      if (entry === undefined) throw new Error('the county has no ledger entry');
      const forged = change('ledgerEntry', { ...entry, amount: 1 });
      await expect(write(storage, [forged])).rejects.toThrow();
      expect(await storage.read(county, (reader) => reader.one('ledgerEntry', entry.id))).toEqual(entry);
    });

    it('of a failed savepoint leave nothing, and what came before it stays', async () => {
      await storage.change(county, async (writer) => {
        const head = await writeIn(writer, writer.lockedHead, [change('employer', employer('before'))]);
        await expect(
          writer.savepoint(async () => {
            await writeIn(writer, head, [change('employer', employer('lost'))]);
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        await writeIn(writer, head, [change('employer', employer('after'))]);
      });
      const ids = (await storage.read(county, (reader) => reader.all('employer'))).map(({ id }) => id);
      expect(ids).toContain('before');
      expect(ids).toContain('after');
      expect(ids).not.toContain('lost');
      expect((await storage.read(county, (reader) => reader.head()))?.head).toBe(2);
    });

    it('of a failed transaction leave nothing and announce nothing', async () => {
      const heard: string[] = [];
      storage.onChange((one) => heard.push(one));
      await expect(
        storage.change(county, async (writer) => {
          await writeIn(writer, writer.lockedHead, [change('employer', employer('lost'))]);
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await put(storage, [employer('kept')]);
      await until('the commit is announced', () => heard.includes(county));
      expect(heard.filter((one) => one === county)).toHaveLength(1);
      expect(await storage.read(county, (reader) => reader.one('employer', 'lost'))).toBeUndefined();
    });

    it('are announced to every process that works on the database', async () => {
      const second = await openAgain();
      const heard: string[] = [];
      second.onChange((one) => heard.push(one));
      await put(storage, [employer('E')]);
      await until('the other one hears of it', () => heard.includes(county));
    });

    it('of an unknown county are refused', async () => {
      await expect(storage.change('999999', () => Promise.resolve())).rejects.toBeInstanceOf(
        UnknownCountyError,
      );
    });
  });

  /** The same database once more: for PGlite the same connection, since one process holds it. */
  async function openAgain(): Promise<CentralStorage> {
    if (address === undefined) return await openCentralStorage(database);
    const again = await openCentralStorage(await databases.open(address));
    opened.push(again);
    return again;
  }
  async function asOwner(): Promise<SqlDatabase> {
    const owner = await databases.openAsOwner(address);
    if (owner.kind === 'postgresql') opened.push(owner);
    return owner;
  }
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
});

async function load(storage: CentralStorage): Promise<void> {
  const batches = [...smallCounty.batches()].map((batch) => ({
    table: batch[0]?.table ?? 'office',
    records: batch.map(({ record }) => record),
  }));
  await storage.loadCounty({ county, name: smallCounty.countyName, demonstration: true }, batches);
}

function employer(id: string, name = '某单位'): Employer {
  return { id, name, phone: '', active: true };
}

/** All of them as one command. */
function put(storage: CentralStorage, employers: readonly Employer[]): Promise<CountyHead> {
  return write(
    storage,
    employers.map((one) => change('employer', one)),
  );
}

function write(storage: CentralStorage, changes: readonly SequencedChange['change'][]): Promise<CountyHead> {
  return storage.change(county, (writer) => writeIn(writer, writer.lockedHead, changes));
}

async function writeIn(
  writer: CountyWriter,
  { head, applied, refused }: CountyHead,
  changes: readonly SequencedChange['change'][],
): Promise<CountyHead> {
  const commandId = `command ${head}`;
  const commandEnd = head + changes.length;
  const next = { head: commandEnd, applied: applied + 1, refused };
  await writer.write({
    changes: changes.map((one, index) => ({
      sequence: head + index + 1,
      commandId,
      commandEnd,
      change: one,
    })),
    answers: [],
    cardPins: [],
    head: next,
  });
  return next;
}

function statements(
  database: SqlDatabase,
  sql: string,
  parameters: readonly unknown[] = [],
  inCounty: string | null = null,
): Promise<readonly SqlRow[]> {
  return database.transaction(inCounty, (transaction) => transaction.query(sql, parameters));
}

async function columns(database: SqlDatabase) {
  const rows = await statements(
    database,
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = 'public' order by table_name, ordinal_position`,
  );
  const tables = new Map<string, { column: string; type: string; nullable: boolean }[]>();
  for (const row of rows) {
    const table = String(row['table_name']);
    const known = tables.get(table) ?? [];
    known.push({
      column: String(row['column_name']),
      type: String(row['data_type']),
      nullable: row['is_nullable'] === 'YES',
    });
    tables.set(table, known);
  }
  return tables;
}
