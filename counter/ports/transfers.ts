import type { IncomingRemittance, RelationshipTransfer } from '../../domain/records/relationship-transfer.ts';

/** Transfers of an office that somebody has still to do something for. */
export interface TransferQueries {
  /** Those under way, by the day on which they are due. */
  transfersUnderWay(officeId: string): readonly RelationshipTransfer[];
  /** How many of them were due before a day. */
  countTransfersDueBefore(officeId: string, day: string): number;
  /** Money that has come and was neither credited nor sent back, the first first; also of transfers that have ended. */
  remittancesToSettle(officeId: string): readonly IncomingRemittance[];
}
