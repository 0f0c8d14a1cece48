import type Database from 'better-sqlite3';
import type { UnitOfWork } from '../counter/ports.ts';

/**
 * One write transaction at a time, all of it or nothing. A transaction inside another and work that would wait
 * (a promise) are mistakes of the program: they throw and nothing is written (law 2).
 * @param rolledBack told after a failure, so that nothing held in memory outlives what was not written.
 * @throws SQLite's own error (code SQLITE_FULL, SQLITE_IOERR …) when the disk does not take it; nothing is written then.
 */
export function createUnitOfWork(database: Database.Database, rolledBack: () => void): UnitOfWork {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const isOpen = () => database.inTransaction;
  return {
    write(work) {
      if (isOpen()) throw new Error('a transaction inside another');
      try {
        begin.run();
        const result = work();
        if (waits(result)) throw new Error('a transaction does not wait');
        commit.run();
        return result;
      } catch (error) {
        // SQLite has already rolled back by itself when the disk was full or failed.
        if (isOpen()) rollback.run();
        rolledBack();
        throw error;
      }
    },
  };
}

/** Work that is async would be committed before it is done. */
function waits(result: unknown): boolean {
  return result instanceof Promise;
}
