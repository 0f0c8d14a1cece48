import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import { isServiceClosed } from '../records/service-record.ts';
import { isAnswered } from './bank-request.ts';
import type { RecordBankAnswerToldRequest } from './unfreezing-requests.ts';

/** 告知银行答复: any counter of the county tells the person what the bank has answered; with that the service ends. */
export const recordBankAnswerTold: CommandRule<RecordBankAnswerToldRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    { table: 'bankRequest', by: 'id', value: request.serviceNumber },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const service = facts.one('serviceRecord', request.serviceNumber);
    const asked = facts.one('bankRequest', request.serviceNumber);
    if (service === undefined || asked === undefined) {
      return refuseAll([...refusals, refuse('service-unknown', { service: request.serviceNumber })]);
    }
    if (service.personId !== request.personId) {
      refusals.push(refuse('service-other-person', { service: service.id }));
    }
    if (isServiceClosed(service)) {
      refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
    } else if (!isAnswered(asked)) {
      refusals.push(refuse('bank-not-answered', { bank: asked.bankName }));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    const told = withStep(service, 'bank-answer-told', context, request.way);
    return accept([
      change('bankRequest', { ...asked, toldAt: context.at, toldBy: context.clerkId }),
      change('serviceRecord', { ...told, stage: 'completed', closedAt: context.at }),
    ]);
  },
};
