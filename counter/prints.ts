import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import { dayPaper } from './day-close.ts';
import { answerSlip, answerSlipAbout } from './inquiry.ts';
import { transportList } from './point-view.ts';
import { findService } from './service-view.ts';

/**
 * Records that a paper was asked for, before it goes to the printer, so that the next one says 补打 第n次 whatever becomes
 * of this program meanwhile. With what it has ended is told by `recordPrintEnd`. A one-time notice is told before there is a
 * service number: it is counted by the person, and recorded like every other paper.
 */
export function recordPrint(
  room: CounterRoom,
  input: CallRequest<'recordPrint'>,
): Outcome<CallOutput<'recordPrint'>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const subject = printedFor(room, input);
  if (subject === null) return fail('not-found');
  const { prints, audit, unitOfWork } = room.storage;
  const at = room.clock.instant();
  const printId = room.identifiers.newRecordId();
  // Another question is another slip.
  const paper = input.paper === answerSlip ? answerSlipAbout(room, input.month) : input.paper;
  const reprint = unitOfWork.write(() => {
    const before = prints.count(subject, paper);
    prints.add({ printId, subject, paper, at, clerkId: worker.clerk.id });
    audit.append({
      at,
      clerkId: worker.clerk.id,
      action: before === 0 ? 'print' : 'reprint',
      subject,
      details: { paper, reprint: before },
    });
    return before;
  });
  tellOf(room, subject);
  return succeed({ printId, reprint });
}

/**
 * Records with what a print has ended, by what its queue said, for the clerk who asked for it: he may have gone or locked
 * his screen since, and what the queue says is true all the same. Told once; a second word about the same print is ignored.
 */
export function recordPrintEnd(
  room: CounterRoom,
  { printId, end }: CallRequest<'recordPrintEnd'>,
): Outcome<CallOutput<'recordPrintEnd'>> {
  const { prints, audit, unitOfWork } = room.storage;
  const ended = unitOfWork.write(() => {
    const print = prints.open(printId);
    if (print === undefined) return undefined;
    prints.end(printId, end);
    const { clerkId, subject, paper } = print;
    audit.append({
      at: room.clock.instant(),
      clerkId,
      action: 'print-ended',
      subject,
      details: { paper, end },
    });
    return print;
  });
  if (ended === undefined) return fail('not-found');
  tellOf(room, ended.subject);
  return succeed({});
}

/** Whatever the subject is, pages that show how often it was printed ask again. */
function tellOf(room: CounterRoom, subject: string): void {
  room.emit({ event: 'records-changed', persons: [], services: [subject] });
}

/** The service, the parcel or the person that the paper is about, or null where this counter does not know it. */
function printedFor(room: CounterRoom, input: CallRequest<'recordPrint'>): string | null {
  switch (input.paper) {
    case 'issue-receipt':
    case 'collection-slip':
    case 'insurance-certificate':
    case 'information-sheet':
    case 'contact-letter':
      return findService(room, input.serviceNumber) === undefined ? null : input.serviceNumber;
    case 'one-time-notice':
    case answerSlip:
      return room.storage.records.get('insuredPerson', input.personId) === undefined ? null : input.personId;
    case 'batch-list':
      return room.storage.batchRuns.get(input.batchId) === undefined ? null : input.batchId;
    case transportList:
      return room.storage.records.get('parcel', input.parcelId) === undefined ? null : input.parcelId;
    case dayPaper:
      return room.storage.records.get('dayClose', input.closeId) === undefined ? null : input.closeId;
    case 'approval-sheet':
      return room.storage.records.get('approval', input.approvalId) === undefined ? null : input.approvalId;
    default:
      return input satisfies never;
  }
}
