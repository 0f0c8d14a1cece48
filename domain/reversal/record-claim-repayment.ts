import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { entriesOf, type Posting } from '../ledger/post-entries.ts';
import { addFen, formatYuan, isFen } from '../money/fen.ts';
import { parameterLookups } from '../parameters/pooling-area-parameter.ts';
import { refusePayoutOffice } from '../payout/payout-conditions.ts';
import { change } from '../records/change.ts';
import type { ClaimRepayment, RecordedRepayment } from '../records/service-details.ts';
import { bankReferenceOf, freeGroup, repaymentLookups } from './repayment-groups.ts';
import { openOf, postedClaim, type PostedClaim } from './standing-claim.ts';

/** 登记追回款: who has paid back how much of a claim, and how the bank knows that money. */
export interface RecordClaimRepaymentRequest extends ClaimRepayment {
  /** Of the claim. */
  readonly serviceNumber: string;
  readonly personId: string;
}

/**
 * 登记追回款: money that somebody owes since a claim has come to the fund's bank account, all of it or a part. The claim has put
 * the amount on the personal account already, so that only the debt shrinks by it and no account changes. The service of the
 * claim ends when nothing is owed any more. No second person is asked, because money comes in and none leaves (the
 * internal control rules ask for two persons where the fund pays). Without the line it is provisional for the same reason: the counter notes
 * it, and the central office posts it or says why not.
 */
export const recordClaimRepayment: CommandRule<RecordClaimRepaymentRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    // Whatever is posted to a person is held against his whole ledger, which this leaves as it is.
    { table: 'personalAccount', by: 'id', value: request.personId },
    { table: 'ledgerEntry', by: 'personId', value: request.personId },
    ...repaymentLookups(bankReferenceOf(request.bankReference)),
    ...parameterLookups('payout-accepted-at'),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context), ...refusePayoutOffice(facts, context)];
    const claim = postedClaim(facts.one('serviceRecord', request.serviceNumber));
    if (claim === undefined) {
      return refuseAll([...refusals, refuse('recovery-unknown', { service: request.serviceNumber })]);
    }
    if (claim.service.personId !== request.personId) {
      return refuseAll([...refusals, refuse('service-other-person', { service: request.serviceNumber })]);
    }
    const bankReference = bankReferenceOf(request.bankReference);
    const repayment: RecordedRepayment = {
      payerName: request.payerName.trim(),
      bankReference,
      amount: request.amount,
      receivedOn: request.receivedOn,
      groupId: freeGroup(facts, bankReference) ?? '',
    };
    refusals.push(...refuseClaim(claim));
    refusals.push(...refuseRepayment(facts, claim, repayment, context.today));
    if (refusals.length > 0) return refuseAll(refusals);
    const { service, details, standing } = claim;
    const repaid = { ...details, claim: { ...standing, repayments: [...standing.repayments, repayment] } };
    const isWhole = openOf(repaid) === 0;
    const note = `${formatYuan(repayment.amount)} ${repayment.bankReference}`;
    const stepped = {
      ...withStep(service, isWhole ? 'repayment-completed' : 'repayment-recorded', context, note),
      details: repaid,
      ...(isWhole ? ({ stage: 'completed', closedAt: context.at } as const) : {}),
    };
    const noted = [change('serviceRecord', stepped)];
    const { groupId } = repayment;
    const group = { groupId, serviceId: service.id, postedOn: context.today };
    const entries = entriesOf(group, [posting(request.personId, repayment)]);
    return {
      ...accept(noted),
      carriedOut: [...entries.map((entry) => change('ledgerEntry', entry)), ...noted],
    };
  },
};

/**
 * Why nothing is paid back by this claim: it is at its end. Which office had claimed it does not matter: the money comes to the
 * one bank account of the fund.
 */
function refuseClaim({ service, details }: PostedClaim): readonly Refusal[] {
  return service.closedAt !== null || openOf(details) === 0
    ? [refuse('recovery-closed', { service: service.id })]
    : [];
}

/** Why this repayment is not taken: something of it is missing, it is too much, of no possible day, or recorded already. */
function refuseRepayment(
  facts: Facts,
  { details, service, standing }: PostedClaim,
  { payerName, bankReference, amount, receivedOn, groupId }: RecordedRepayment,
  today: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (payerName === '') refusals.push(refuse('repayment-payer-missing', {}, 'payerName'));
  if (bankReference === '') refusals.push(refuse('repayment-reference-missing', {}, 'bankReference'));
  const isNoted = standing.repayments.some((one) => one.bankReference === bankReference);
  if (isNoted || groupId === '') {
    refusals.push(refuse('repayment-recorded-already', { reference: bankReference }, 'bankReference'));
  }
  const open = openOf(details);
  if (!isFen(amount) || amount <= 0) refusals.push(refuse('repayment-nothing', {}, 'amount'));
  else if (amount > open && service.closedAt === null && open > 0) {
    refusals.push(refuse('repayment-too-much', { open: formatYuan(open) }, 'amount'));
  }
  // Before the money had left nobody could pay it back.
  const left = facts
    .all('ledgerEntry', 'personId', service.personId)
    .filter(({ groupId }) => groupId === details.groupId)
    .map(({ postedOn }) => postedOn)
    .sort()[0];
  if (receivedOn > today || (left !== undefined && receivedOn < left)) {
    refusals.push(refuse('repayment-date-unfit', { left: left ?? receivedOn, today }, 'receivedOn'));
  }
  return refusals;
}

function posting(personId: string, { payerName, amount }: ClaimRepayment): Posting {
  return {
    personId,
    kind: 'adjustment',
    institution: payerName,
    debitAccount: 'bank-deposits',
    creditAccount: 'recovery-claims',
    amount: addFen(amount),
  };
}
