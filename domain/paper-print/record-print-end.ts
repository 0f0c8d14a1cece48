import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { RecordPrintEndRequest } from './paper-print-requests.ts';
import { printLookups, refuseStranger } from './print-facts.ts';

/** 打印结果登记: with what a print has ended, as its queue says; once. */
export const recordPrintEnd: CommandRule<RecordPrintEndRequest> = {
  offline: 'final',
  subject: (request) => request.printId,
  service: () => null,
  needs: (request, context) => printLookups(request.printId, context),
  decide(facts, request, context) {
    const print = facts.one('paperPrint', request.printId);
    const refusals: Refusal[] = [...refuseStranger(facts, context)];
    if (print === undefined) return refuseAll([...refusals, refuse('print-unknown')]);
    if (print.workstationId !== context.workstationId) refusals.push(refuse('print-other-workstation'));
    if (print.result !== null) refusals.push(refuse('print-ended-already'));
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([change('paperPrint', { ...print, result: request.result, endedAt: context.at })]);
  },
};
