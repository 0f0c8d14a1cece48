import type Database from 'better-sqlite3';
import { DatabaseError } from './database-error.ts';

/** One step of the schema. Statements run in order, together with the new version, in one transaction. */
export interface Migration {
  /** The version that the file has afterwards; steps are numbered 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly statements: readonly string[];
}

/** The version of the file's schema; 0 for a file without one. */
export function readSchemaVersion(database: Database.Database): number {
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number') throw new DatabaseError('database-damaged', { version: String(version) });
  return version;
}

/**
 * Brings the file to the last of these versions, each step in its own transaction: killed anywhere, the file is at
 * the version before or after a step, never between.
 * @throws DatabaseError 'database-newer' when the file is ahead of this program; nothing is changed then.
 */
export function migrate(database: Database.Database, steps: readonly Migration[]): void {
  const known = steps.at(-1)?.version ?? 0;
  const found = readSchemaVersion(database);
  if (found > known) throw new DatabaseError('database-newer', { found, known });
  for (const step of steps) {
    if (step.version > found) apply(database, step);
  }
}

function apply(database: Database.Database, step: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const statement of step.statements) database.exec(statement);
    database.exec(`PRAGMA user_version = ${step.version}`);
    database.exec('COMMIT');
  } catch (error) {
    // SQLite has already rolled back by itself when the disk was full or failed.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
