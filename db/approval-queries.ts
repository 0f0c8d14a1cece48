import type Database from 'better-sqlite3';
import type { ApprovalQueries } from '../counter/ports/approvals.ts';
import type { Approval } from '../domain/records/approval.ts';
import { recordColumns } from './record-columns.ts';

/** What waits for a second person: few rows of an index that holds nothing else (migration 11). */
export function createApprovalQueries(database: Database.Database): ApprovalQueries {
  const columns = recordColumns('approval');
  const ofOffice = `FROM approval WHERE state = 'waiting' AND office_id = ?`;
  const page = database.prepare<[string, number, number], Record<string, unknown>>(
    `SELECT ${columns.selection} ${ofOffice} ORDER BY entered_at, id LIMIT ? OFFSET ?`,
  );
  const count = database.prepare<[string], number>(`SELECT count(*) ${ofOffice}`).pluck();
  return {
    approvalsWaiting: (officeId, skip, limit) =>
      page.all(officeId, limit, skip).map((row) => columns.toRecord(row) as Approval),
    countApprovalsWaiting: (officeId) => count.get(officeId) ?? 0,
  };
}
