import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { withStep } from '../issuance/service-facts.ts';
import { addFen, formatYuan, type Fen } from '../money/fen.ts';
import { change, type Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { RecordedRepayment, ReversalDetails, StandingClaim } from '../records/service-details.ts';

/** 追回 that is posted: its service, and how it stands. */
export interface PostedClaim {
  readonly service: ServiceRecord;
  readonly details: ReversalDetails;
  readonly standing: StandingClaim;
}

/** The claim that a service is once it is posted; undefined for every other service. */
export function postedClaim(service: ServiceRecord | undefined): PostedClaim | undefined {
  const details = service?.details;
  return service !== undefined && details?.of === 'request-reversal' && details.claim !== null
    ? { service, details, standing: details.claim }
    : undefined;
}

/** The claim by which these entries were posted, or undefined; facts: `reversalLookups`. */
export function claimOfGroup(
  facts: Facts,
  personId: string,
  group: readonly LedgerEntry[],
): PostedClaim | undefined {
  const posting = group.find(({ debitAccount }) => debitAccount === 'recovery-claims');
  if (posting === undefined) return undefined;
  return postedClaim(
    facts.all('serviceRecord', 'personId', personId).find(({ id }) => id === posting.serviceId),
  );
}

/** A repayment as it was recorded, and its claim. */
export interface PostedRepayment {
  readonly claim: PostedClaim;
  readonly repayment: RecordedRepayment;
}

/** The repayment that was posted as this group, or undefined; facts: `reversalLookups`. */
export function repaymentOfGroup(
  facts: Facts,
  personId: string,
  group: readonly LedgerEntry[],
): PostedRepayment | undefined {
  const posting = group.find(({ creditAccount }) => creditAccount === 'recovery-claims');
  const claim = postedClaim(
    facts.all('serviceRecord', 'personId', personId).find(({ id }) => id === posting?.serviceId),
  );
  const repayment = claim?.standing.repayments.find(({ groupId }) => groupId === posting?.groupId);
  return claim === undefined || repayment === undefined ? undefined : { claim, repayment };
}

/** What has come back of a claim, fen. */
export function repaidOf({ claim }: Pick<ReversalDetails, 'claim'>): Fen {
  return addFen(...(claim?.repayments ?? []).map(({ amount }) => amount));
}

/** What is still owed of a claim, fen: 0 where nothing is posted or everything has come back. */
export function openOf(details: Pick<ReversalDetails, 'claim' | 'amount'>): Fen {
  return details.claim === null ? 0 : addFen(details.amount, -repaidOf(details));
}

/** The service of a claim of which a repayment was recorded by mistake: that much is owed again, and the claim goes on. */
export function repaymentTakenBack(
  { claim: { service, details, standing }, repayment }: PostedRepayment,
  context: CommandContext,
): Change {
  const repayments = standing.repayments.filter(({ groupId }) => groupId !== repayment.groupId);
  const note = `${formatYuan(repayment.amount)} ${repayment.bankReference}`;
  return change('serviceRecord', {
    ...withStep(service, 'repayment-reversed', context, note),
    details: { ...details, claim: { ...standing, repayments } },
    stage: 'accepted',
    closedAt: null,
  });
}

/** The service of a claim whose entries were reversed: nobody owes anything by it, and the money can be claimed anew. */
export function claimTakenBack({ service }: PostedClaim, context: CommandContext): Change {
  return change('serviceRecord', {
    ...withStep(service, 'recovery-reversed', context),
    stage: 'withdrawn',
    closedAt: context.at,
  });
}
