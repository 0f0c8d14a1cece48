import type Database from 'better-sqlite3';
import type { Print, PrintLog } from '../counter/ports.ts';

/** Every print of a paper, so that a reprint can say that it is one, and which. */
export function createPrintLog(database: Database.Database): PrintLog {
  // The column is called after the first paper there was; a notice stands under its person's id.
  const count = database
    .prepare<[string, string], number>(
      `SELECT count(*) FROM print_log WHERE service_number = ? AND paper = ?
        AND (print_end IS NULL OR print_end NOT IN ('refused', 'cancelled'))`,
    )
    .pluck();
  const add = database.prepare<[string, string, string, string, string]>(
    'INSERT INTO print_log (service_number, paper, printed_at, clerk_id, print_id) VALUES (?, ?, ?, ?, ?)',
  );
  const open = database.prepare<[string], Print>(
    `SELECT service_number AS subject, paper, clerk_id AS clerkId FROM print_log
      WHERE print_id = ? AND print_end IS NULL`,
  );
  const end = database.prepare<[string, string]>('UPDATE print_log SET print_end = ? WHERE print_id = ?');
  return {
    count(subject, paper) {
      return count.get(subject, paper) ?? 0;
    },
    add({ subject, paper, at, clerkId, printId }) {
      add.run(subject, paper, at, clerkId, printId);
    },
    open(printId) {
      return open.get(printId);
    },
    end(printId, how) {
      end.run(how, printId);
    },
  };
}
