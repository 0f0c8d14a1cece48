import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { createCounterMemory } from './counter-memory.ts';
import { DatabaseError, systemCode } from './database-error.ts';
import { createDeferredIndexes } from './deferred-indexes.ts';
import { migrate, readSchemaVersion } from './migrate.ts';
import { applicationId, currentVersion, migrations } from './migrations/migrations.ts';
import { framesInIndex, readLog } from './write-ahead-log.ts';

export interface DatabaseOptions {
  readonly file: string;
  /** 64 hexadecimal digits: the 32 bytes of the key itself, no password. */
  readonly key: string;
  /** The natively built driver, where the shipped one does not fit; null is the shipped one. */
  readonly nativeBinding: string | null;
}

/** Bytes of a page; every whole file is a multiple of it. */
const pageSize = 4096;

/**
 * What every connection must have, read back after it was set: better-sqlite3 would open WAL files at
 * synchronous=NORMAL, which a power cut empties of acknowledged commits.
 */
const settings: readonly {
  readonly name: string;
  readonly set: string;
  readonly expected: string | number;
}[] = [
  { name: 'page_size', set: `${pageSize}`, expected: pageSize },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  // 2 is FULL: the write-ahead log is synced at every commit.
  { name: 'synchronous', set: 'FULL', expected: 2 },
  // macOS only: without it fsync does not reach the disk. Elsewhere it costs nothing.
  { name: 'fullfsync', set: 'ON', expected: 1 },
  { name: 'checkpoint_fullfsync', set: 'ON', expected: 1 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  // 2 is MEMORY: sorting never writes personal data to a temporary file in clear.
  { name: 'temp_store', set: 'MEMORY', expected: 2 },
  // 2 is FAST: deleted content is overwritten where that costs no further page; the pages are encrypted anyway.
  { name: 'secure_delete', set: 'FAST', expected: 2 },
  { name: 'busy_timeout', set: '5000', expected: 5000 },
  // Without it REPLACE goes past the triggers that guard the audit trail and the ledger.
  { name: 'recursive_triggers', set: 'ON', expected: 1 },
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
  // The log shrinks to this after a checkpoint (bytes).
  { name: 'journal_size_limit', set: '16777216', expected: 16_777_216 },
  // KiB. Encrypted pages cost their decryption again when they fall out of the cache.
  { name: 'cache_size', set: '-65536', expected: -65_536 },
];

/**
 * Opens the counter's encrypted file, creating it when there is none, and brings its schema to this program's version.
 *
 * A file that exists is first looked at read-only: with the wrong key, a newer schema or damage a `DatabaseError` is
 * thrown and not a byte of it is changed. A new file is made under another name and renamed when it is whole, so that
 * a power cut leaves either none or a good one.
 */
export function openDatabase(options: DatabaseOptions): Database.Database {
  if (!/^[0-9a-f]{64}$/i.test(options.key)) throw new DatabaseError('database-key-wrong');
  try {
    if (!existsSync(options.file)) {
      create(options);
      return connectMigrated(options);
    }
    // Its index of the log, which was found to be whole, is the one that the writing connection goes by.
    const { reader, index } = refuseUnusable(options);
    try {
      const database = connectMigrated(options);
      if (index !== null) closeBehind(database, index);
      return database;
    } catch (error) {
      if (index !== null) closeBehind(reader, index);
      throw error;
    } finally {
      reader.close();
    }
  } catch (error) {
    throw asOpeningError(error);
  }
}

/** Opens an existing file with every setting asserted; no schema is touched. For further connections and tests. */
export function connect(options: DatabaseOptions): Database.Database {
  const database = unlock(options, { fileMustExist: true });
  try {
    applySettings(database);
  } catch (error) {
    database.close();
    throw asOpeningError(error);
  }
  return database;
}

function connectMigrated(options: DatabaseOptions): Database.Database {
  const database = connect(options);
  try {
    // Before a step of the schema, which may be about one of them; what is still to be pulled goes on with them in place.
    const indexes = createDeferredIndexes(database, createCounterMemory(database));
    database.transaction(() => indexes.restoreAll())();
    migrate(database, migrations);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Makes the directory's entries durable after a rename; Windows keeps them by itself and refuses to open a folder. */
function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Syncs a whole file and gives it its name, replacing nothing half-way. */
export function nameWhenWhole(temporary: string, file: string): void {
  const handle = openSync(temporary, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  syncFolderOf(file);
}

function applySettings(database: Database.Database): void {
  for (const { name, set, expected } of settings) {
    database.pragma(`${name}=${set}`);
    const actual = database.pragma(name, { simple: true });
    if (actual !== expected) {
      throw new DatabaseError('database-setting-refused', { setting: name, actual: String(actual) });
    }
  }
}

function unlock(options: DatabaseOptions, how: Database.Options): Database.Database {
  const database = open(options, how);
  try {
    database.pragma("cipher='chacha20'");
    database.pragma(`key="raw:${options.key}"`);
    const cipher = database.pragma('cipher', { simple: true });
    if (cipher !== 'chacha20') {
      throw new DatabaseError('database-setting-refused', { setting: 'cipher', actual: String(cipher) });
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function open(options: DatabaseOptions, how: Database.Options): Database.Database {
  const binding = options.nativeBinding === null ? {} : { nativeBinding: options.nativeBinding };
  try {
    return new Database(options.file, { ...how, ...binding });
  } catch (error) {
    throw asOpeningError(error);
  }
}

/**
 * Closes a file that a connection of this process has locked, when that connection is closed and not before: with the first
 * descriptor of a file that a process closes, all its locks on it are gone (POSIX fcntl), and the next program to open the
 * database would take it for nobody's and make its index anew under the one that works with it.
 */
function closeBehind(database: Database.Database, descriptor: number): void {
  const close = database.close.bind(database);
  database.close = () => {
    const wasOpen = database.open;
    close();
    if (wasOpen) closeSync(descriptor);
    return database;
  };
}

/**
 * @returns a connection that only reads the file, which was found usable, and the index of its log, open; null where there
 *   is no log
 */
function refuseUnusable(options: DatabaseOptions): {
  readonly reader: Database.Database;
  readonly index: number | null;
} {
  const beginning = readBeginning(options.file);
  // A power cut while the log was moved into the file may leave half a page; the log then still has it whole.
  const size = sizeOf(options.file);
  const log = `${options.file}-wal`;
  const hasLog = sizeOf(log) > 0;
  if (size === 0 || (size % pageSize !== 0 && !hasLog)) {
    throw new DatabaseError('database-damaged', { bytes: size });
  }
  if (beginning.toString('latin1') === 'SQLite format 3\0') throw new DatabaseError('database-not-encrypted');
  const committedFrames = hasLog ? committedFramesOf(log) : 0;
  // Read-only, because closing a writing connection would move the log into the file.
  const database = unlock(options, { readonly: true, fileMustExist: true });
  let index: number | null = null;
  try {
    const version = readSchemaVersion(database);
    const identity = database.pragma('application_id', { simple: true });
    // A file cut off after its first page may still read as an empty database: ours never is one.
    if (identity !== applicationId || version < 1) throw new DatabaseError('database-damaged', { version });
    if (version > currentVersion) {
      throw new DatabaseError('database-newer', { found: version, known: currentVersion });
    }
    // The encrypting layer of the driver (SQLite3 Multiple Ciphers, mcIoRead) does not tell SQLite of a disk that failed
    // at reading the log: SQLite takes the place for the log's end, and would then cut off what is behind it.
    if (committedFrames > 0) {
      index = openSync(`${options.file}-shm`, 'r');
      if (framesInIndex(index) < committedFrames) {
        throw new DatabaseError('database-disk-failing', { system: 'SQLITE_IOERR_READ' });
      }
    }
    return { reader: database, index };
  } catch (error) {
    database.close();
    if (index !== null) closeSync(index);
    throw error;
  }
}

/** SQLite itself would take a log that is broken in the middle for one that ends there. */
function committedFramesOf(log: string): number {
  const { committedFrames, damaged } = readLog(log);
  if (damaged) throw new DatabaseError('database-damaged', { frames: committedFrames });
  return committedFrames;
}

function create(options: DatabaseOptions): void {
  if (sizeOf(`${options.file}-wal`) > 0) throw new DatabaseError('database-missing');
  const temporary = `${options.file}.new`;
  for (const leftover of [temporary, `${temporary}-wal`, `${temporary}-shm`, `${options.file}-shm`]) {
    rmSync(leftover, { force: true });
  }
  const database = unlock({ ...options, file: temporary }, {});
  try {
    applySettings(database);
    migrate(database, migrations);
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  chmodSync(temporary, 0o600);
  nameWhenWhole(temporary, options.file);
}

/** What the driver and the file system say, as our own codes; mistakes of the program come back as they are. */
function asOpeningError(error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof DatabaseError || code === null) return error;
  if (code === 'SQLITE_NOTADB') return new DatabaseError('database-key-wrong', {}, error);
  if (code.startsWith('SQLITE_CORRUPT'))
    return new DatabaseError('database-damaged', { system: code }, error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new DatabaseError('storage-full', { system: code }, error);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new DatabaseError('database-disk-failing', { system: code }, error);
  return new DatabaseError('database-unavailable', { system: code }, error);
}

function readBeginning(file: string): Buffer {
  const beginning = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  try {
    return beginning.subarray(0, readSync(handle, beginning, 0, 16, 0));
  } finally {
    closeSync(handle);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
