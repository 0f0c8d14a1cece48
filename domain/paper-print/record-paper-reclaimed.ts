import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { refuseActor } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import { mayHaveCome } from './earlier-prints.ts';
import type { RecordPaperReclaimedRequest } from './paper-print-requests.ts';
import { printLookups } from './print-facts.ts';

/**
 * 收回纸件登记: a paper that says what the central office has refused was taken back, or cannot be had, which takes a word of
 * why. The central office knows of each refusal, and the counter alone which papers were about it; what is recorded here is
 * what became of a sheet, once.
 */
export const recordPaperReclaimed: CommandRule<RecordPaperReclaimedRequest> = {
  offline: 'final',
  subject: (request) => request.printId,
  service: () => null,
  needs: (request, context) => printLookups(request.printId, context),
  decide(facts, request, context) {
    const print = facts.one('paperPrint', request.printId);
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const note = request.note?.trim() ?? '';
    if (request.outcome === 'not-obtainable' && note === '') {
      refusals.push(refuse('reclaim-note-missing', {}, 'note'));
    }
    if (print === undefined) return refuseAll([...refusals, refuse('print-unknown')]);
    if (print.officeId !== context.officeId) refusals.push(refuse('print-other-office'));
    if (!mayHaveCome(print)) refusals.push(refuse('paper-never-came'));
    if (print.reclaim !== null) refusals.push(refuse('paper-reclaimed-already'));
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('paperPrint', {
        ...print,
        reclaim: request.outcome,
        reclaimedBy: context.clerkId,
        reclaimedAt: context.at,
        reclaimNote: note === '' ? null : note,
      }),
    ]);
  },
};
