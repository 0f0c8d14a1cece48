import { clerkSignature, requestApproval, signedText } from '../approval/approval.ts';
import { acceptSigned, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { Payout } from '../records/payout.ts';
import { judgePayout, refuseOtherAmount } from './judge-payout.ts';
import { destinationOfPayees, payeesAsked } from './payees.ts';
import { conditionLookups } from './payout-conditions.ts';
import { findPayout, payoutStepLookups, stepTaken } from './payout.ts';
import type { CheckPayoutRequest } from './payout-requests.ts';

/**
 * 审核: papers, payees and amount are gone through once more, and mended where the second person had sent it back; then it
 * waits for him. Who accepts may also check [practice: a small centre has no third clerk]; neither approves.
 */
export const checkPayout: CommandRule<CheckPayoutRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...payoutStepLookups(request, context),
    { table: 'office', by: 'id', value: context.officeId },
    ...conditionLookups(request.personId),
  ],
  decide(facts, request, context) {
    const found = findPayout(facts, request, context, ['accepted']);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { payout, service, person } = found;
    const judged = {
      ...request,
      ground: payout.ground,
      person,
      own: payout.id,
      applicant: payout.ground === 'death' ? service.representative : null,
    };
    const { reckoning, card, ...rest } = judgePayout(facts, judged, context);
    const refusals: Refusal[] = [...rest.refusals];
    if (reckoning !== null) refusals.push(...refuseOtherAmount(request.amount, reckoning.amount));
    if (reckoning === null || refusals.length > 0) return refuseAll(refusals);
    const { amount, interest } = reckoning;
    const earlier = facts.all('approval', 'serviceId', payout.id);
    const approval = requestApproval(
      context,
      {
        serviceId: payout.id,
        personId: person.id,
        kind: 'payout',
        amount,
        enteredBy: [service.clerkId, ...earlier.flatMap(({ enteredBy }) => enteredBy)],
      },
      earlier,
    );
    const checked: Payout = {
      ...payout,
      state: 'checked',
      papers: request.papers,
      payees: payeesAsked(request.payees),
      card,
      amount,
      interest,
    };
    // The sheet is named: what was signed for one that was sent back is of no use for the next.
    const text = signedText('check', approval.id, context.clerkId, amount);
    return acceptSigned(
      [...stepTaken(found, checked, 'payout-checked', context), change('approval', approval)],
      clerkSignature(text, request.signature, destinationOfPayees(request.payees)),
    );
  },
};
