import type Database from 'better-sqlite3';
import type { DayQueries } from '../counter/ports/days.ts';
import type { LooksByReason } from '../domain/records/day-close.ts';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { recordColumns } from './record-columns.ts';

type Row = Record<string, unknown>;

/** Closed days, and what a day is closed with; everything along an index by day or chain. */
export function createDayQueries(database: Database.Database): DayQueries {
  const closes = recordColumns('dayClose');
  const movements = recordColumns('stockMovement');
  const toClose = (row: Row) => closes.toRecord(row) as RecordTypes['dayClose'];

  const ofChain = `FROM day_close INDEXED BY day_close_by_chain WHERE chain = ?`;
  const last = database.prepare<[string], Row>(
    `SELECT ${closes.selection} ${ofChain} ORDER BY day DESC LIMIT 1`,
  );
  const chain = database.prepare<[string], Row>(`SELECT ${closes.selection} ${ofChain} ORDER BY day`);
  const ofOffice = `FROM day_close INDEXED BY day_close_by_office WHERE office_id = ?`;
  const page = database.prepare<[string, number, number], Row>(
    `SELECT ${closes.selection} ${ofOffice} ORDER BY day DESC, id DESC LIMIT ? OFFSET ?`,
  );
  const count = database.prepare<[string], number>(`SELECT count(*) ${ofOffice}`).pluck();
  const since = database.prepare<[string], Row>(
    `SELECT ${movements.selection} FROM stock_movement INDEXED BY stock_movement_by_day WHERE moved_on >= ?`,
  );
  const looks = database.prepare<[string, string | null, string | null], LooksByReason>(
    `SELECT coalesce(json_extract(details, '$.reason'), action) AS reason, count(*) AS count
     FROM audit_entry INDEXED BY audit_entry_of_looks
     WHERE substr(at, 1, 10) = ? AND (? IS NULL OR clerk_id = ?)
       AND action IN ('look-at-person', 'look-at-months', 'look-at-photo', 'look-at-employer', 'look-at-answers',
        'look-at-statement', 'look-at-transfer-papers', 'reveal-document-number', 'reveal-phone', 'view-attachment',
        'read-identity-document')
     GROUP BY 1 ORDER BY 1`,
  );
  const days = database
    .prepare<[string, string, string, string | null, string | null, string | null], string>(
      `SELECT DISTINCT opened_on FROM service_record INDEXED BY service_record_by_day
       WHERE opened_on >= ? AND opened_on < ? AND office_id = ?
         AND (? IS NULL OR (clerk_id = ? AND workstation_id = ?)) ORDER BY opened_on`,
    )
    .pluck();

  return {
    lastClosedDay(of) {
      const row = last.get(of);
      return row === undefined ? undefined : toClose(row);
    },
    closedDaysOf: (of) => chain.all(of).map(toClose),
    closedDays: (officeId, skip, limit) => page.all(officeId, limit, skip).map(toClose),
    countClosedDays: (officeId) => count.get(officeId) ?? 0,
    movementsSince: (day) =>
      since.all(day).map((row) => movements.toRecord(row) as RecordTypes['stockMovement']),
    looksOfDay: (day, clerkId) => looks.all(day, clerkId, clerkId),
    daysWithServices: (officeId, from, before, of) =>
      days.all(from, before, officeId, of?.clerkId ?? null, of?.clerkId ?? null, of?.workstationId ?? null),
  };
}
