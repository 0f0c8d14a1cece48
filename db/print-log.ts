import type Database from 'better-sqlite3';
import type { PrintLog } from '../counter/ports.ts';

/** Prints of this counter from before they were shared records. Nothing is added any more. */
export function createPrintLog(database: Database.Database): PrintLog {
  // The column is called after the first paper there was; a notice stands under its person's id.
  const count = database
    .prepare<[string, string], number>(
      `SELECT count(*) FROM print_log WHERE service_number = ? AND paper = ?
        AND (print_end IS NULL OR print_end NOT IN ('refused', 'cancelled'))`,
    )
    .pluck();
  return {
    countUnshared(subject, paper) {
      return count.get(subject, paper) ?? 0;
    },
  };
}
