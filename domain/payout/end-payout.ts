import { waitingApproval } from '../approval/approval.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import { findPayout, payoutStepLookups, stepTaken } from './payout.ts';
import type { ClosePayoutRequest, WithdrawPayoutRequest } from './payout-requests.ts';

/** 撤回: before the approval nothing has left, and whoever asked may take it back; his card is given back to him. */
export const withdrawPayout: CommandRule<WithdrawPayoutRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => payoutStepLookups(request, context),
  decide(facts, request, context) {
    const found = findPayout(facts, request, context, ['accepted', 'checked']);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { payout } = found;
    const reason = request.reason.trim();
    if (reason === '') return refuseAll([refuse('payout-reason-missing', {}, 'reason')]);
    const waiting = waitingApproval(facts.all('approval', 'serviceId', payout.id));
    return accept([
      ...stepTaken(
        found,
        { ...payout, state: 'withdrawn', closedAt: context.at },
        'payout-withdrawn',
        context,
        reason,
      ),
      ...(waiting === undefined ? [] : [change('approval', { ...waiting, state: 'withdrawn' })]),
    ]);
  },
};

/** 办结: everybody is paid, and the card that was taken in is destroyed. */
export const closePayout: CommandRule<ClosePayoutRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => payoutStepLookups(request, context),
  decide(facts, request, context) {
    const found = findPayout(facts, request, context, ['paid']);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { payout } = found;
    const takenIn = payout.card?.surrender === 'taken-in' ? payout.card.cardNumber : null;
    const refusals: Refusal[] = [];
    if (takenIn !== null && !request.cardDestroyed) {
      refusals.push(refuse('payout-card-not-destroyed', {}, 'cardDestroyed'));
    }
    if (takenIn === null && request.cardDestroyed)
      refusals.push(refuse('payout-no-card-here', {}, 'cardDestroyed'));
    if (refusals.length > 0) return refuseAll(refusals);
    const closed = { ...payout, state: 'closed', closedAt: context.at } as const;
    return accept(
      stepTaken(
        found,
        closed,
        takenIn === null ? 'payout-closed' : 'payout-closed-card-destroyed',
        context,
        takenIn,
      ),
    );
  },
};
