import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { DatabaseOptions } from '../open-database.ts';

/** An encrypted file with no schema at all, with the same log as a counter's; closed after the test. */
export function bareDatabase(options: DatabaseOptions): Database.Database {
  const database = new Database(options.file);
  onTestFinished(() => {
    database.close();
  });
  database.pragma("cipher='chacha20'");
  database.pragma(`key="raw:${options.key}"`);
  database.pragma('journal_mode=WAL');
  return database;
}

/** Everything a database holds: its version, its schema and every row of every table. */
export function contentOf(database: Database.Database): unknown {
  const schema = database.prepare<[], { type: string; name: string; sql: string | null }>(
    'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
  );
  const objects = schema.all();
  const tables = objects.filter((one) => one.type === 'table').map((one) => one.name);
  return {
    version: database.pragma('user_version', { simple: true }),
    identity: database.pragma('application_id', { simple: true }),
    objects,
    rows: Object.fromEntries(tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()])),
  };
}
