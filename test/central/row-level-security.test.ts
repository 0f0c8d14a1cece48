import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createJournal } from '../../central/journal.ts';
import { migrateServer } from '../../central/migrate-server.ts';
import { openStorage } from '../../central/open-storage.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { recordTables, tableNames } from '../../domain/records/record-tables.ts';
import { startPostgresql } from '../helpers/postgresql.ts';
import { startDatabases, type TestDatabases } from './databases.ts';
import { smallCounty } from './small-county.ts';

const own = smallCounty.county;
const other = '330183';
/** The tables in which a county begins with something. */
const filled = new Set([...smallCounty.batches()].flatMap((batch) => batch.map(({ table }) => table)));

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
  });
  afterAll(async () => {
    await storage.close();
    await databases.stop();
  });

  it.each(['owner', 'superuser', 'bypassing', 'member'] as const)(
    'is demanded at the start: the role of the kind "%s" is refused with a sentence that says what to do',
    async (kind) => {
      const server = await startPostgresql();
      onTestFinished(() => server.stop());
      const addresses = await server.createEmptyDatabase();
      await migrateServer({ ownerUrl: addresses.owner, databaseUrl: addresses.service, role: undefined });
      const superuser = new pg.Client({ connectionString: addresses.superuser });
      await superuser.connect();
      await superuser.query(
        { bypassing: 'alter role guitai bypassrls', member: 'grant guitai_owner to guitai' }[
          kind as string
        ] ?? 'select 1',
      );
      await superuser.end();
      const start = openStorage({
        dataFolder: join(tmpdir(), 'guitai-row-level-security'),
        databaseUrl: kind === 'owner' || kind === 'superuser' ? addresses[kind] : addresses.service,
        journal: createJournal({ write: () => undefined }),
      });
      await expect(start).rejects.toThrow(
        {
          owner: '"guitai_owner" owns tables',
          superuser: '"superuser" is a superuser',
          bypassing: '"guitai" may bypass row-level security',
          member: '"guitai" owns tables, or belongs to a role that does',
        }[kind],
      );
      await expect(start).rejects.toThrow('README');
    },
  );

  it('is looked at in the tables as well, and the shape is: what the owner has switched off is noticed', async () => {
    const server = await startPostgresql();
    onTestFinished(() => server.stop());
    const { owner, service } = await server.createEmptyDatabase();
    const open = async () => {
      const connected = await openPostgresqlDatabase({ connectionString: service, onFault: () => undefined });
      try {
        await openCentralStorage(connected);
      } finally {
        await connected.close();
      }
    };
    await expect(open()).rejects.toThrow('run "central migrate"');
    await migrateServer({ ownerUrl: owner, databaseUrl: undefined, role: 'guitai' });
    await open();
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    await client.query('alter table card no force row level security');
    await client.end();
    await expect(open()).rejects.toThrow('row-level security is not in force on card');
  });

  it('goes with no more rights than serving needs: nothing is deleted, and no ledger entry is changed', async () => {
    const refused = [
      'delete from card',
      'delete from feed',
      'delete from command_answer',
      'update feed set change = change',
      'update command_answer set outcome = outcome',
      'update ledger_entry set amount = 0',
      'truncate ledger_entry',
      'create table mine (a int)',
      'alter table card disable row level security',
    ];
    for (const statement of refused) {
      const done = database.transaction(own, (transaction) => transaction.execute(statement));
      await expect(done, statement).rejects.toThrow(/permission denied|must be owner/);
    }
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
        expect(found, table).toEqual(filled.has(table) ? seen : []);
      }
    },
  );

  it('is the same on every table that has a county, whatever is added: one policy, for reading and for writing', async () => {
    const rows = await database.transaction(null, (transaction) =>
      transaction.query(`
        select class.relname as name, class.relrowsecurity and class.relforcerowsecurity as forced,
          (select json_agg(json_build_array(permissive, cmd, roles::text, qual, with_check))
           from pg_policies where schemaname = 'public' and tablename = class.relname) as policies
        from pg_class as class join pg_attribute as field on field.attrelid = class.oid
        where class.relnamespace = 'public'::regnamespace and class.relkind in ('r', 'p')
          and field.attname = 'county' and class.relname <> 'county'
        order by 1`),
    );
    const held = `(county = current_setting('guitai.county'::text, true))`;
    const policies = [['PERMISSIVE', 'ALL', '{public}', held, held]];
    const names = rows.map(({ name }) => name);
    for (const name of names) expect(rows).toContainEqual({ name, forced: true, policies });
    expect(names).toEqual(expect.arrayContaining(['attachment_chunk', 'signing_key', 'feed', 'card']));
  });

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
