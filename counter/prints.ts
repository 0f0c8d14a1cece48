import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import { dayPaper } from './day-close.ts';
import { executeCommand } from './engine/execute-command.ts';
import { answerSlip, answerSlipAbout } from './inquiry.ts';
import { transportList } from './point-view.ts';
import { certificateCountedAs, receiptCountedAs, timesPrinted } from './printed-papers.ts';
import { confirmationOf, findService, stepsOf } from './service-view.ts';
import { here, originOfClerk } from './workstation.ts';

/**
 * Records that a paper was asked for, before it goes to the printer, so that the next one says 补打 第n次 whatever becomes
 * of this program meanwhile, and at whichever counter it is printed. One that was printed before is refused as long as
 * nobody says why it is printed again. With what it has ended is told by `recordPrintEnd`. A one-time notice is told before
 * there is a service number: it is counted by the person, and recorded like every other paper.
 */
export function recordPrint(
  room: CounterRoom,
  input: CallRequest<'recordPrint'>,
): Outcome<CallOutput<'recordPrint'>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const printed = printedFor(room, input);
  if (printed === null) return fail('not-found');
  const { subject, paper } = printed;
  const { reason, note } = input;
  const origin = originOfClerk(room, worker.clerk);
  const printId = room.identifiers.newRecordId();
  let reprint = 0;
  const execution = executeCommand(
    { ...room, written: room.wake },
    origin,
    () => {
      reprint = timesPrinted(room, subject, paper);
      return { kind: 'record-print', request: { printId, subject, paper, reprint, reason, note } };
    },
    () => {
      room.storage.audit.append({
        at: origin.at,
        clerkId: origin.clerkId,
        action: reprint === 0 ? 'print' : 'reprint',
        subject,
        details: { paper, reprint, ...(reprint === 0 || reason === null ? {} : { reason }) },
      });
    },
  );
  if (!execution.done) return failRefused(execution.refusals);
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
  const place = here(room);
  const print = room.storage.records.get('paperPrint', printId)?.record;
  if (print?.workstationId !== place.workstationId || print.result !== null) return fail('not-found');
  const { subject, paper, clerkId } = print;
  const at = room.clock.instant();
  const execution = executeCommand(
    { ...room, written: room.wake },
    { ...place, clerkId, today: room.clock.today(), at },
    () => ({ kind: 'record-print-end', request: { printId, result: end } }),
    () => {
      room.storage.audit.append({
        at,
        clerkId,
        action: 'print-ended',
        subject,
        details: { paper, end },
      });
    },
  );
  if (!execution.done) return failRefused(execution.refusals);
  tellOf(room, subject);
  return succeed({});
}

/** Whatever the subject is, pages that show how often it was printed ask again. */
function tellOf(room: CounterRoom, subject: string): void {
  room.emit({ event: 'records-changed', persons: [], services: [subject] });
}

/** What the paper is about, and as which paper it is counted; null where this counter does not know its subject. */
function printedFor(
  room: CounterRoom,
  input: CallRequest<'recordPrint'>,
): { readonly subject: string; readonly paper: string } | null {
  const { records, batchRuns } = room.storage;
  switch (input.paper) {
    case 'issue-receipt':
    case 'collection-slip': {
      const found = findService(room, input.serviceNumber);
      if (found === undefined) return null;
      const counted = receiptCountedAs(found.record, confirmationOf(stepsOf(found.entries)));
      return { subject: input.serviceNumber, paper: counted.startsWith(input.paper) ? counted : input.paper };
    }
    case 'insurance-certificate':
      return findService(room, input.serviceNumber) === undefined
        ? null
        : { subject: input.serviceNumber, paper: certificateCountedAs(room, input.serviceNumber) };
    case 'information-sheet':
    case 'contact-letter':
      return findService(room, input.serviceNumber) === undefined
        ? null
        : { subject: input.serviceNumber, paper: input.paper };
    case 'one-time-notice':
    case answerSlip: {
      if (records.get('insuredPerson', input.personId) === undefined) return null;
      // Another question is another slip.
      const paper = input.paper === answerSlip ? answerSlipAbout(room, input.month) : input.paper;
      return { subject: input.personId, paper };
    }
    case 'batch-list':
      return batchRuns.get(input.batchId) === undefined
        ? null
        : { subject: input.batchId, paper: input.paper };
    case transportList:
      return records.get('parcel', input.parcelId) === undefined
        ? null
        : { subject: input.parcelId, paper: input.paper };
    case dayPaper:
      return records.get('dayClose', input.closeId) === undefined
        ? null
        : { subject: input.closeId, paper: input.paper };
    case 'approval-sheet':
      return records.get('approval', input.approvalId) === undefined
        ? null
        : { subject: input.approvalId, paper: input.paper };
    default:
      return input satisfies never;
  }
}
