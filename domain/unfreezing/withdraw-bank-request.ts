import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, withStep } from '../issuance/service-facts.ts';
import type { BankRequest } from '../records/bank-request.ts';
import { change } from '../records/change.ts';
import { serviceAfterAnswer } from './bank-request.ts';
import { bankServiceLookups, findBankService } from './open-bank-service.ts';
import type { WithdrawBankRequestRequest } from './unfreezing-requests.ts';

/**
 * 撤回银行业务申请: as long as the bank has not answered the person may change his mind. The bank is asked to drop the
 * request also where it is not noted as sent, since it may have it all the same: the central office can end between
 * handing it over and noting that. So nothing is withdrawn before the bank has said so, and where the bank has done it
 * already that is its answer, of which the person is told.
 */
export const withdrawBankRequest: CommandRule<WithdrawBankRequestRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...actorLookups(context), ...bankServiceLookups(request)],
  decide(facts, request, context) {
    const found = findBankService(facts, request, context);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { service, asked } = found;
    const refusals = refuseWithdrawing(asked);
    if (refusals.length > 0) return refuseAll(refusals);
    const withdrawn = { ...asked, withdrawnAt: context.at };
    const noted = withStep(service, 'bank-withdrawal', context, request.reason);
    return accept([
      change('bankRequest', withdrawn),
      change('serviceRecord', serviceAfterAnswer(noted, withdrawn, context.at)),
    ]);
  },
};

/**
 * Why an open request cannot be taken back now; also for its page. One that the bank has dropped can: a central office
 * that was restored hears that before the withdrawal comes back.
 */
export function refuseWithdrawing(asked: BankRequest): readonly Refusal[] {
  if (asked.withdrawnAt !== null) return [refuse('bank-withdrawal-open', { bank: asked.bankName })];
  const isDone = asked.state === 'accepted' || asked.state === 'refused';
  return isDone || asked.toldOutcome !== null ? [refuse('bank-answered', { bank: asked.bankName })] : [];
}
