import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DatabaseError, systemCode } from './database-error.ts';

/** An empty file beside the data; nobody ever reads it. */
const lockFile = 'program.lock';

/**
 * Takes a data directory for this program alone: what a program knows of its file in memory (the open commands, the
 * audit trail's head) would be wrong beside a second one. The lock is one of the operating system's, taken by SQLite,
 * so that it ends with the process however that ends, and nothing has to be cleared away after a crash.
 * @returns gives the directory back
 * @throws DatabaseError 'database-unavailable' when another program has it
 */
export function takeDataDirectory(folder: string, nativeBinding: string | null): () => void {
  const binding = nativeBinding === null ? {} : { nativeBinding };
  try {
    const database = new Database(join(folder, lockFile), { timeout: 0, ...binding });
    try {
      database.prepare('BEGIN EXCLUSIVE').run();
    } catch (error) {
      database.close();
      throw error;
    }
    return () => {
      database.close();
    };
  } catch (error) {
    const system = systemCode(error);
    if (system === null) throw error;
    throw new DatabaseError('database-unavailable', { system }, error);
  }
}
