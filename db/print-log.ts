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
    // The column is called after the first paper there was; a notice stands under its person's id.
    count(subject, paper) {
      return count.get(subject, paper) ?? 0;
    },
    add(subject, paper, at, clerkId) {
      add.run(subject, paper, at, clerkId);
    },
  };
}
