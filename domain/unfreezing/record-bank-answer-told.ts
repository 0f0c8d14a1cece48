import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse } from '../command/refusal.ts';
import { actorLookups, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import { isAnswered, stageAtEnd } from './bank-request.ts';
import { bankServiceLookups, findBankService } from './open-bank-service.ts';
import type { RecordBankAnswerToldRequest } from './unfreezing-requests.ts';

/**
 * 告知银行答复: any counter of the county tells the person what the bank has answered; with that the service ends. A
 * central office that was restored may know of no answer any more: what was told is kept all the same, and the service
 * stays open until the bank has said it again. The account is only ever what the bank itself says.
 */
export const recordBankAnswerTold: CommandRule<RecordBankAnswerToldRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...actorLookups(context), ...bankServiceLookups(request)],
  decide(facts, request, context) {
    const found = findBankService(facts, request, context);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { service, asked } = found;
    const told = withStep(service, 'bank-answer-told', context, request.way);
    const toldNow = { toldAt: context.at, toldBy: context.clerkId };
    if (isAnswered(asked)) {
      const { outcome = asked.state } = request;
      // Told by a counter that heard another answer before a restore: the one that stands is still to be told.
      if (outcome !== asked.state)
        return refuseAll([refuse('bank-answer-differs', { bank: asked.bankName })]);
      return accept([
        change('bankRequest', { ...asked, ...toldNow, toldOutcome: outcome }),
        change('serviceRecord', { ...told, stage: stageAtEnd(asked), closedAt: context.at }),
      ]);
    }
    const { outcome } = request;
    if (outcome === undefined) return refuseAll([refuse('bank-not-answered', { bank: asked.bankName })]);
    return accept([
      change('bankRequest', { ...asked, ...toldNow, toldOutcome: outcome }),
      change('serviceRecord', told),
    ]);
  },
};
