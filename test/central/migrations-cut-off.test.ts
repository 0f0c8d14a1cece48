import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, migrations } from '../../central/migrations/migrate.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { startDatabases, type TestDatabases } from './databases.ts';

let databases: TestDatabases;
let owner: SqlDatabase;
beforeAll(async () => {
  databases = await startDatabases('postgresql');
  owner = await databases.openEmpty();
});
afterAll(async () => {
  await owner.close();
  await databases.stop();
});

/** Everything of a database's shape, and what it holds of the feed and of its own steps. */
async function lookAt(database: SqlDatabase): Promise<unknown> {
  return await database.transaction(null, async (transaction) => {
    const rows = (sql: string) => transaction.query(sql);
    const [there] = await rows(`select to_regclass('feed') is not null as feed`);
    return {
      columns: await rows(
        `select table_name, column_name, data_type, collation_name, is_nullable, column_default
         from information_schema.columns where table_schema = 'public' order by table_name, column_name`,
      ),
      indexes: await rows(`select indexdef from pg_indexes where schemaname = 'public' order by indexname`),
      rules: await rows(
        `select conname, pg_get_constraintdef(oid) as says from pg_constraint
         where connamespace = 'public'::regnamespace order by conname, conrelid::regclass::text`,
      ),
      policies: await rows(
        `select tablename, policyname, qual, with_check from pg_policies order by tablename, policyname`,
      ),
      secured: await rows(
        `select relname, relrowsecurity, relforcerowsecurity from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
      ),
      steps: await rows('select number, name from schema_migration order by number'),
      feed: there?.['feed'] === true ? await rows('select * from feed order by county, sequence') : [],
    };
  });
}

/** The statements of a step, without its comments; what stands between two `$$` is one. */
function statementsOf(sql: string): readonly string[] {
  const statements: string[] = [];
  let begun = '';
  const bare = sql.replaceAll(/--.*$/gm, '');
  for (const [place, part] of bare.split('$$').entries()) {
    const pieces = place % 2 === 1 ? [`$$${part}$$`] : part.split(';');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        statements.push(begun);
        begun = '';
      }
      begun += piece;
    }
  }
  return [...statements, begun].filter((statement) => statement.trim() !== '');
}

it('a step of the central office that is cut off before or behind any of its statements has left nothing, and is done whole the next time', async () => {
  let cuts = 0;
  for (const [place, step] of migrations.entries()) {
    const statements = statementsOf(step.sql);
    const cutBehind = async (done: number) => {
      // As a process that is killed: its connection ends within the transaction.
      const sql = [...statements.slice(0, done), 'select pg_terminate_backend(pg_backend_pid())'].join(';\n');
      const cut = migrate(owner, [...migrations.slice(0, place), { ...step, sql }]);
      await expect(cut).rejects.toThrow(/terminat/i);
      cuts += 1;
    };
    // The very first of all makes the table of the steps, in a transaction of its own.
    await cutBehind(0);
    const before = await lookAt(owner);
    for (let done = 1; done <= statements.length; done += 1) await cutBehind(done);
    expect(await lookAt(owner), `${step.name}, after ${String(statements.length + 1)} cuts`).toEqual(before);
    await migrate(owner, migrations.slice(0, place + 1));
    if (step.number === 5) await fillFeed();
  }
  console.log(`${String(cuts)} cuts in ${String(migrations.length)} steps`);
  expect(cuts).toBeGreaterThan(migrations.length);
  const atOnce = await databases.openEmpty();
  try {
    await migrate(atOnce);
    const { feed: _rows, ...shape } = (await lookAt(owner)) as { readonly feed: unknown };
    expect(await lookAt(atOnce)).toEqual({ ...shape, feed: [] });
  } finally {
    await atOnce.close();
  }
});

/** Something that later steps rewrite. */
async function fillFeed(): Promise<void> {
  const changed = { table: 'card', record: { id: 'A1', status: 'lost' } };
  await owner.transaction('330122', async (transaction) => {
    await transaction.query(
      `insert into feed (county, sequence, table_name, record_id, command_id, command_end, mark, change)
       values ('330122', 1, 'card', 'A1', 'c', 1, 'm', $1::text::jsonb)`,
      [JSON.stringify(changed)],
    );
  });
}
