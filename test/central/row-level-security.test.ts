import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { recordTables, tableNames } from '../../domain/records/record-tables.ts';
import { startDatabases, type TestDatabases } from './databases.ts';
import { smallCounty } from './small-county.ts';

const own = smallCounty.county;
const other = '330183';

// PGlite connects as superuser, to whom nothing is hidden: only PostgreSQL can prove this.
describe('row-level security on PostgreSQL, under a role that is no superuser', () => {
  let databases: TestDatabases;
  let database: SqlDatabase;
  let storage: CentralStorage;

  beforeAll(async () => {
    databases = await startDatabases('postgresql');
    database = await databases.open(await databases.newAddress());
    storage = await openCentralStorage(database);
    for (const county of [own, other]) {
      const batches = [...smallCounty.batches()].map((batch) => ({
        table: batch[0]?.table ?? 'office',
        records: batch.map(({ record }) => record),
      }));
      await storage.loadCounty({ county, name: county, demonstration: true }, batches);
    }
  }, 60_000);
  afterAll(async () => {
    await storage.close();
    await databases.stop();
  });

  it('is in force: the role neither is a superuser nor may bypass it', async () => {
    const rows = await database.transaction(null, (transaction) =>
      transaction.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user'),
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it.each([
    ['one county', own, [own]],
    ['no county', null, []],
  ] as const)(
    'shows %s no row of another one, though the statement asks for all',
    async (_name, county, seen) => {
      for (const table of tableNames) {
        const { sqlName } = recordTables[table];
        const rows = await database.transaction(county, (transaction) =>
          transaction.query(`select distinct county from ${sqlName}`),
        );
        const found = rows.map((row) => row['county']);
        if (table === 'card' || table === 'serviceRecord') expect(found).toEqual([]);
        else expect(found, table).toEqual(seen);
      }
    },
  );

  it('lets nobody write into another county', async () => {
    const insert = database.transaction(own, (transaction) =>
      transaction.query(
        `insert into employer (county, version, id, name, phone, active) values ($1, 0, 'E', '', '', true)`,
        [other],
      ),
    );
    await expect(insert).rejects.toThrow('row-level security');
    await database.transaction(own, (transaction) => transaction.query(`update employer set name = 'x'`));
    const employers = await storage.read(other, (reader) => reader.all('employer'));
    expect(employers.map(({ name }) => name)).not.toContain('x');
  });
});
