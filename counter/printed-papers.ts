import type { Confirmation, ReceiptPaper } from '../contract/service-views.ts';
import { mayHaveCome, nextReprint } from '../domain/paper-print/earlier-prints.ts';
import { pointStanding } from '../domain/parcel/point-standing.ts';
import { triesLeftAfter } from '../domain/pin-services/change-card-pin.ts';
import type { ServiceRecord } from '../domain/records/records.ts';
import type { RegisteredPaper } from '../domain/records/registered-paper.ts';
import { postedClaim } from '../domain/reversal/standing-claim.ts';
import type { CounterRoom } from './counter-ports.ts';
import { refusedReceipt } from './ports/prints.ts';

const issueReceipt = 'issue-receipt';
const collectionSlip = 'collection-slip';
const finalReceipt = 'issue-receipt final';
const certificate = 'insurance-certificate';
const provisionalCertificate = 'insurance-certificate provisional';

/**
 * How many times a paper was printed before, at whichever counter: the number that its next print says. Prints of before
 * counters told each other of them are counted where they were made.
 */
export function timesPrinted(room: CounterRoom, subject: string, paper: string): number {
  const { records, prints } = room.storage;
  return nextReprint(
    records.find('paperPrint', 'subject', subject),
    paper,
    // Those made no difference between the receipts: a sheet rather says 补打 than not.
    prints.countUnshared(subject, paper === finalReceipt ? issueReceipt : paper),
  );
}

/** 领卡凭证 while the card is on its way to its service point, 回执 otherwise: also of what was refused. */
export function paperOf(
  record: ServiceRecord,
  confirmation: Confirmation,
): 'issue-receipt' | 'collection-slip' {
  const isVoid = confirmation === 'refused' || confirmation === 'settled';
  const standing = pointStanding(record);
  return isVoid || standing === null || standing === 'ready' || standing === 'told'
    ? issueReceipt
    : collectionSlip;
}

/** Paper says 办结 only of what is done and confirmed (law 5). */
export function standingOnPaper(record: ServiceRecord, confirmation: Confirmation): ReceiptPaper['standing'] {
  // A claim that is posted stands, whatever repayment of it was refused.
  if (postedClaim(record) !== undefined) {
    return record.stage === 'completed' && confirmation !== 'waiting' ? 'final' : 'provisional';
  }
  const isVoid = confirmation === 'refused' || confirmation === 'settled' || triesLeftAfter(record) !== null;
  if (isVoid) return 'refused';
  return record.stage === 'completed' && confirmation === 'confirmed' ? 'final' : 'provisional';
}

/**
 * As what the prints of a service's receipt are counted, by what it says now: 受理回执, 办结回执 and 未通过 are three papers.
 * Who gets the one that is confirmed has not got it before.
 */
export function receiptCountedAs(record: ServiceRecord, confirmation: Confirmation): string {
  const paper = paperOf(record, confirmation);
  if (paper === collectionSlip) return paper;
  const standing = standingOnPaper(record, confirmation);
  switch (standing) {
    case 'provisional':
      return issueReceipt;
    case 'final':
      return finalReceipt;
    case 'refused':
      return refusedReceipt;
    default:
      return standing satisfies never;
  }
}

/**
 * As what the prints of a certificate are counted: the one without its code is another paper than the one that is given in
 * exchange for it, as with receipts.
 */
export function certificateCountedAs(room: CounterRoom, serviceNumber: string): string {
  const paper = room.storage.records.get('registeredPaper', serviceNumber)?.record;
  return paper?.code === null ? provisionalCertificate : certificate;
}

/** Whether a sheet of it may be out that says that it has no code yet, and that nobody has taken back. */
export function isOutWithoutCode(room: CounterRoom, { id, kind }: RegisteredPaper): boolean {
  const withoutCode = kind === 'statement' ? issueReceipt : provisionalCertificate;
  return room.storage.records
    .find('paperPrint', 'subject', id)
    .some((print) => print.paper === withoutCode && mayHaveCome(print) && print.reclaim !== 'taken-back');
}
