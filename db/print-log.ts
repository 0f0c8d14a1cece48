import type Database from 'better-sqlite3';
import type { PrintLog } from '../counter/ports.ts';

/** Every print of a paper, so that a reprint can say that it is one, and which. */
export function createPrintLog(database: Database.Database): PrintLog {
  const count = database
    .prepare<[string, string], number>(
      'SELECT count(*) FROM print_log WHERE service_number = ? AND paper = ?',
    )
    .pluck();
  const add = database.prepare<[string, string, string, string]>(
    'INSERT INTO print_log (service_number, paper, printed_at, clerk_id) VALUES (?, ?, ?, ?)',
  );
  return {
    count(serviceNumber, paper) {
      return count.get(serviceNumber, paper) ?? 0;
    },
    add(serviceNumber, paper, at, clerkId) {
      add.run(serviceNumber, paper, at, clerkId);
    },
  };
}
