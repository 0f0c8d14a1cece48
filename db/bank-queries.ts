import type Database from 'better-sqlite3';
import type { BankQueries } from '../counter/ports/bank-answers.ts';

/**
 * What the bank has answered and nobody was told of yet: few rows of an index that holds nothing else (migration 10). The
 * cross join keeps that order: these few first, and then the service of each.
 */
export function createBankQueries(database: Database.Database): BankQueries {
  const ofOffice = `FROM bank_request CROSS JOIN service_record ON service_record.id = bank_request.id
    WHERE answered_at IS NOT NULL AND told_at IS NULL AND (state <> 'withdrawn' OR withdrawn_at IS NULL)
      AND service_record.office_id = ?`;
  const page = database
    .prepare<[string, number, number], string>(
      `SELECT bank_request.id ${ofOffice} ORDER BY answered_at, bank_request.id LIMIT ? OFFSET ?`,
    )
    .pluck();
  const count = database.prepare<[string], number>(`SELECT count(*) ${ofOffice}`).pluck();
  return {
    bankAnswersToTell: (officeId, skip, limit) => page.all(officeId, limit, skip),
    countBankAnswersToTell: (officeId) => count.get(officeId) ?? 0,
  };
}
