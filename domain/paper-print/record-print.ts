import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { RecordPrintRequest } from './paper-print-requests.ts';
import { printLookups, refuseStranger } from './print-facts.ts';

/**
 * 打印登记: a paper was asked for, before it goes to the printer. The number on it is the one that the counter knew: another
 * counter without a line may have printed it meanwhile, and what is printed stays printed. A reprint has its reason (issue 7).
 *
 * The command is about the print alone: neither it nor the service on the paper ever holds up the other, and whether the
 * central office takes that service does not change that the paper is there.
 */
export const recordPrint: CommandRule<RecordPrintRequest> = {
  offline: 'final',
  subject: (request) => request.printId,
  service: () => null,
  needs: (request, context) => printLookups(request.printId, context),
  decide(facts, request, context) {
    const { printId, subject, paper, reprint, reason } = request;
    const note = request.note?.trim() ?? '';
    const refusals: Refusal[] = [...refuseStranger(facts, context)];
    if (facts.one('paperPrint', printId) !== undefined) refusals.push(refuse('print-recorded-already'));
    if (reprint > 0 && reason === null) {
      refusals.push(refuse('reprint-reason-missing', { number: reprint }, 'reason'));
    }
    if (reprint > 0 && reason === 'other' && note === '') {
      refusals.push(refuse('reprint-note-missing', { number: reprint }, 'note'));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('paperPrint', {
        id: printId,
        subject,
        paper,
        officeId: context.officeId,
        workstationId: context.workstationId,
        clerkId: context.clerkId,
        printedOn: context.today,
        printedAt: context.at,
        reprint,
        reason: reprint === 0 ? null : reason,
        note: reprint === 0 || note === '' ? null : note,
        result: null,
        endedAt: null,
        reclaim: null,
        reclaimedBy: null,
        reclaimedAt: null,
        reclaimNote: null,
      }),
    ]);
  },
};
