import type Database from 'better-sqlite3';
import type { UnitOfWork } from '../counter/ports.ts';
import { systemCode } from './database-error.ts';

/**
 * One write transaction at a time, all of it or nothing. A transaction inside another and work that would wait
 * (a promise) are mistakes of the program: they throw and nothing is written (law 2).
 * @param rolledBack told after a failure, so that nothing held in memory outlives what was not written.
 * @throws SQLite's own error (code SQLITE_FULL, SQLITE_IOERR …) when the disk does not take it; nothing is written then,
 * unless `written` says otherwise.
 */
export function createUnitOfWork(database: Database.Database, rolledBack: () => void): UnitOfWork {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const isOpen = () => database.inTransaction;
  let written = 0;

  function end(): void {
    // SQLite has already rolled back by itself when the disk was full or failed.
    if (isOpen()) rollback.run();
  }

  function makeLasting(): void {
    try {
      commit.run();
      written += 1;
    } catch (error) {
      end();
      if (!isTakenBack(error)) written += 1;
      throw error;
    }
  }

  /**
   * A commit that failed at its sync stands whole in the log, behind its end: this connection does not see it, a program
   * that starts would. The next transaction is written over it, so one that changes nothing is. A full disk has not taken
   * the commit's last page, which comes before its sync.
   */
  function isTakenBack(error: unknown): boolean {
    if (systemCode(error) === 'SQLITE_FULL') return true;
    try {
      begin.run();
      // The version as it is: its page is written all the same.
      database.pragma(`user_version = ${String(database.pragma('user_version', { simple: true }))}`);
      commit.run();
      return true;
    } catch {
      // What is reported is why the work failed, which is the same disk.
      end();
      return false;
    }
  }

  return {
    write(work) {
      if (isOpen()) throw new Error('a transaction inside another');
      try {
        begin.run();
        const result = work();
        if (waits(result)) throw new Error('a transaction does not wait');
        makeLasting();
        return result;
      } catch (error) {
        end();
        rolledBack();
        throw error;
      }
    },
    written: () => written,
  };
}

/** Work that is async would be committed before it is done. */
function waits(result: unknown): boolean {
  return result instanceof Promise;
}
