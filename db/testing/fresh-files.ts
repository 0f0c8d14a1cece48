import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { openCounterStorage, type OpenCounterStorage } from '../counter-storage.ts';
import type { DatabaseOptions } from '../open-database.ts';

const rightKey = 'a1b2c3d4'.repeat(8);
export const otherKey = '0f1e2d3c'.repeat(8);

/** Makes files for tests; what it made is closed and removed when the test is over. */
export interface FreshFiles {
  /** Where a counter's file may be made, in a folder of its own. */
  readonly freshOptions: () => DatabaseOptions;
  /** A storage, on a new file where no other is named. */
  readonly freshStorage: (options?: DatabaseOptions) => OpenCounterStorage;
  /** An encrypted file with no schema at all, with the same log as a counter's. */
  readonly bareDatabase: (options?: DatabaseOptions) => Database.Database;
  /** What a power cut would leave of this file now: a copy of it and its log, in another folder. */
  readonly copyAsLeft: (from: DatabaseOptions) => DatabaseOptions;
}

/** @param onTestFinished vitest's; the layer itself knows no test library */
export function freshFiles(onTestFinished: (cleanUp: () => void) => void): FreshFiles {
  function freshOptions(): DatabaseOptions {
    const folder = mkdtempSync(join(tmpdir(), 'guitai-db-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    return { file: join(folder, 'counter.db'), key: rightKey, nativeBinding: null };
  }
  return {
    freshOptions,
    freshStorage(options = freshOptions()) {
      const storage = openCounterStorage(options);
      onTestFinished(() => {
        storage.close();
      });
      return storage;
    },
    bareDatabase(options = freshOptions()) {
      const database = new Database(options.file);
      onTestFinished(() => {
        database.close();
      });
      database.pragma("cipher='chacha20'");
      database.pragma(`key="raw:${options.key}"`);
      database.pragma('journal_mode=WAL');
      return database;
    },
    copyAsLeft(from) {
      const copy = freshOptions();
      for (const ending of ['', '-wal']) {
        if (existsSync(from.file + ending)) copyFileSync(from.file + ending, copy.file + ending);
      }
      return copy;
    },
  };
}

/** Every file of the folder with its bytes. An empty log and the log's index hold nothing and are left out. */
export function bytesBeside(file: string): ReadonlyMap<string, string> {
  const folder = dirname(file);
  return new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const)
      .filter(([name, bytes]) => !(name.endsWith('-wal') && bytes === '')),
  );
}

/** Everything a database holds: its version, its schema and every row of every table. */
export function contentOf(database: Database.Database): unknown {
  const objects = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  const tables = objects.filter((one) => one.type === 'table').map((one) => one.name);
  return {
    version: database.pragma('user_version', { simple: true }),
    identity: database.pragma('application_id', { simple: true }),
    objects,
    rows: Object.fromEntries(tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()])),
  };
}
