import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openCounterStorage } from '../../../db/counter-storage.ts';
import { connect, type DatabaseOptions } from '../../../db/open-database.ts';
import { counterFile, counterKey } from '../support/counter.ts';

/** The counter's file in this folder. */
export function databaseIn(folder: string): DatabaseOptions {
  return { file: join(folder, counterFile), key: counterKey, nativeBinding: null };
}

/** What durable files a folder has; the index of a log is memory that is shared, no file. */
export function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** Makes the folder anew with these files and no other. */
export function putFiles(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

/** One hash over everything a database holds: its schema and every row of every table. */
export function contentHash(database: Database.Database): string {
  const hash = createHash('sha256');
  const objects = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  hash.update(JSON.stringify([database.pragma('user_version', { simple: true }), objects]));
  for (const { type, name } of objects) {
    if (type !== 'table') continue;
    hash.update(name);
    hash.update(JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).raw().all()));
  }
  return hash.digest('hex');
}

/** What the ordinary opening finds in a file. */
export interface Stored {
  readonly commands: ReadonlySet<string>;
  readonly content: string;
  /** What does not hold: the file's own structure, or the audit trail. Empty where all does. */
  readonly broken: readonly string[];
}

/**
 * Opens the file with the ordinary opening and reads all of it.
 * @throws what the opening throws, and SQLite's own errors where a page cannot be read
 */
export function readStored(folder: string): Stored {
  const options = databaseIn(folder);
  const storage = openCounterStorage(options);
  try {
    const audit = storage.verifyAuditTrail();
    const database = connect(options);
    try {
      const integrity = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
      const foreign = database.prepare('PRAGMA foreign_key_check').all();
      return {
        commands: new Set(database.prepare<[], string>('SELECT id FROM outbox').pluck().all()),
        content: contentHash(database),
        broken: [
          ...(audit === null ? [] : [`audit entry ${audit.seq}: ${audit.reason}`]),
          ...integrity.filter((line) => line !== 'ok'),
          ...(foreign.length === 0 ? [] : [`${foreign.length} rows refer to nothing`]),
        ],
      };
    } finally {
      database.close();
    }
  } finally {
    storage.close();
  }
}
