import type { SqlDatabase } from '../storage/sql-database.ts';
import { firstRecords } from './0001-first-records.ts';
import type { Migration } from './migration.ts';

/** All migrations in their order. */
export const migrations: readonly Migration[] = [firstRecords];

/** Any fixed number will do: it keeps two starting processes from migrating at the same time. */
const migrationLock = 735_180_401;

/** The database was made by a newer central office; it is left as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(`the database has shape ${String(found)}, this central office knows up to ${String(known)}`);
    this.name = 'NewerDatabaseError';
  }
}

/**
 * Brings the database to the shape that this program knows, each step in its own transaction: a step that fails
 * leaves the shape before it.
 * @throws NewerDatabaseError when a newer program has been here.
 */
export async function migrate(
  database: SqlDatabase,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const known = steps.length;
  let number = await currentShape(database);
  if (number > known) throw new NewerDatabaseError(number, known);
  while (number < known) {
    number = await database.transaction(null, async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      // Another process may have been faster while this one waited.
      const [row] = await transaction.query('select max(number) as number from schema_migration');
      const done = typeof row?.['number'] === 'number' ? row['number'] : 0;
      const step = steps[done];
      if (step === undefined) return done;
      await transaction.execute(step.sql);
      await transaction.query('insert into schema_migration (number, name) values ($1, $2)', [
        step.number,
        step.name,
      ]);
      return step.number;
    });
  }
  if (number > known) throw new NewerDatabaseError(number, known);
}

async function currentShape(database: SqlDatabase): Promise<number> {
  return await database.transaction(null, async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await transaction.execute(
      'create table if not exists schema_migration (number bigint primary key, name text not null,' +
        ' applied_at timestamptz not null default now())',
    );
    const [row] = await transaction.query('select max(number) as number from schema_migration');
    return typeof row?.['number'] === 'number' ? row['number'] : 0;
  });
}
