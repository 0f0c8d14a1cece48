import { acceptSigned, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { formatYuan } from '../money/fen.ts';
import type { Approval } from '../records/approval.ts';
import { change } from '../records/change.ts';
import { approvalLookups, clerkSignature, refuseAboveLimit, refuseApprover, signedText } from './approval.ts';
import type { ApproveServiceRequest, RefuseApprovalRequest } from './approval-requests.ts';
import { approvedServices } from './approved-services.ts';

/** Both decisions are about a sheet and look at what its service looks at. */
const aboutSheet = {
  subject: (request: ApproveServiceRequest | RefuseApprovalRequest) => request.personId,
  service: (request: ApproveServiceRequest | RefuseApprovalRequest) => request.serviceNumber,
  needs: (request: ApproveServiceRequest | RefuseApprovalRequest, context: CommandContext) => [
    ...approvalLookups(request, context),
    ...approvedServices[request.kind].needs(request, context),
  ],
};

/**
 * 复核通过: the second person lets money or a right leave. What he approves is reckoned anew from the records, and must be
 * what he saw. Only the central office carries it out: without a line the approval waits, and of two counters that approve
 * the same the second is refused.
 */
export const approveService: CommandRule<ApproveServiceRequest> = {
  ...aboutSheet,
  offline: 'online-only',
  decide(facts, request, context) {
    const approval = sheetOf(facts, request);
    if (approval === undefined)
      return refuseAll([refuse('approval-unknown', { approval: request.approvalId })]);
    const refusals: Refusal[] = [...refuseApprover(facts, approval, context)];
    const carried = approvedServices[approval.kind].carryOut(facts, approval, context);
    if ('refusals' in carried) return refuseAll([...refusals, ...carried.refusals]);
    if (carried.amount !== request.amount) {
      refusals.push(
        refuse('approval-changed', {
          shown: formatYuan(request.amount),
          amount: formatYuan(carried.amount),
        }),
      );
    }
    refusals.push(...refuseAboveLimit(facts, carried.amount, context).refusals);
    if (refusals.length > 0) return refuseAll(refusals);
    const decided = change('approval', decidedBy(approval, context, 'approved', null));
    const text = signedText('approve', approval.id, context.clerkId, request.amount);
    return acceptSigned(
      [...carried.here, decided],
      clerkSignature(text, request.signature, carried.destination),
      [...carried.there, decided],
    );
  },
};

/** 复核退回: nothing leaves; the service goes back with the reason, and can be asked for again when it is mended. */
export const refuseApproval: CommandRule<RefuseApprovalRequest> = {
  ...aboutSheet,
  offline: 'provisional',
  decide(facts, request, context) {
    const approval = sheetOf(facts, request);
    if (approval === undefined)
      return refuseAll([refuse('approval-unknown', { approval: request.approvalId })]);
    const refusals: Refusal[] = [...refuseApprover(facts, approval, context)];
    const reason = request.reason.trim();
    if (reason === '') refusals.push(refuse('approval-reason-missing', {}, 'reason'));
    if (refusals.length > 0) return refuseAll(refusals);
    const sentBack = approvedServices[approval.kind].sendBack(facts, approval, context, reason);
    const text = signedText('refuse', approval.id, context.clerkId, approval.amount);
    return acceptSigned(
      [...sentBack, change('approval', decidedBy(approval, context, 'refused', reason))],
      clerkSignature(text, request.signature),
    );
  },
};

/** The sheet that is meant: of this service, of this person and of this kind. */
function sheetOf(facts: Facts, request: ApproveServiceRequest | RefuseApprovalRequest): Approval | undefined {
  const approval = facts.one('approval', request.approvalId);
  const kind: string = request.kind;
  const isMeant =
    approval?.serviceId === request.serviceNumber &&
    approval.personId === request.personId &&
    approval.kind === kind;
  return isMeant ? approval : undefined;
}

function decidedBy(
  approval: Approval,
  context: CommandContext,
  state: 'approved' | 'refused',
  reason: string | null,
): Approval {
  return { ...approval, state, decidedBy: context.clerkId, decidedAt: context.at, reason };
}
