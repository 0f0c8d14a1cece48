import type Database from 'better-sqlite3';
import type { TransferQueries } from '../counter/ports/transfers.ts';
import type { IncomingRemittance, RelationshipTransfer } from '../domain/records/relationship-transfer.ts';
import { recordColumns } from './record-columns.ts';

/** What is under way between areas: few rows of indexes that hold nothing else (migration 12). */
export function createTransferQueries(database: Database.Database): TransferQueries {
  const transfers = recordColumns('relationshipTransfer');
  const remittances = recordColumns('incomingRemittance');
  // Who has accepted a transfer keeps it; its id is its service's.
  const ofOffice = (serviceId: string) =>
    `EXISTS (SELECT 1 FROM service_record WHERE service_record.id = ${serviceId} AND office_id = ?)`;
  const open = `FROM relationship_transfer WHERE closed_at IS NULL AND ${ofOffice('relationship_transfer.id')}`;
  const underWay = database.prepare<[string], Record<string, unknown>>(
    `SELECT ${transfers.selection} ${open} ORDER BY due_on, id`,
  );
  const dueBefore = database
    .prepare<[string, string], number>(`SELECT count(*) ${open} AND due_on < ?`)
    .pluck();
  const toSettle = database.prepare<[string], Record<string, unknown>>(
    `SELECT ${remittances.selection} FROM incoming_remittance WHERE state IN ('unmatched', 'matched')
      AND ${ofOffice('incoming_remittance.transfer_id')} ORDER BY received_on, id`,
  );
  return {
    transfersUnderWay: (officeId) =>
      underWay.all(officeId).map((row) => transfers.toRecord(row) as RelationshipTransfer),
    countTransfersDueBefore: (officeId, day) => dueBefore.get(officeId, day) ?? 0,
    remittancesToSettle: (officeId) =>
      toSettle.all(officeId).map((row) => remittances.toRecord(row) as IncomingRemittance),
  };
}
