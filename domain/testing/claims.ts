import type { CommandBody } from '../command/command-rules.ts';
import type { AcceptPayoutRequest } from '../payout/payout-requests.ts';
import type { Change } from '../records/change.ts';
import type { RecordClaimRepaymentRequest } from '../reversal/record-claim-repayment.ts';
import { person, serviceNumber, today } from './county.ts';
import { FactBase } from './fact-base.ts';
import { accepting, approving, asking, balance, byApprover, checking, holding, leaver } from './payouts.ts';
import { bankPays, carry } from './payouts-carried-out.ts';

/** The service by which it is claimed. */
export const claim = '440113-20261122-001-0099';
/** The group of the payout is named after the command that approved it. */
export const groupId = byApprover.commandId;

/** A payout of the whole balance, approved and with the bank. */
export function paidOut(
  records: readonly Change[] = holding(leaver),
  request: AcceptPayoutRequest = asking['settled-abroad'],
): FactBase {
  const base = new FactBase(records);
  carry(base, accepting(request));
  carry(base, checking(request));
  carry(base, approving(request.amount), byApprover);
  return base;
}

export const claiming = (
  fields: {
    readonly service?: string;
    readonly way?: 'reverse' | 'claim';
    readonly group?: string;
    readonly amount?: number;
  } = {},
): CommandBody => ({
  kind: 'request-reversal',
  request: {
    serviceNumber: fields.service ?? claim,
    personId: person.id,
    groupId: fields.group ?? groupId,
    way: fields.way ?? 'claim',
    reason: '收款人有误',
    amount: fields.amount ?? balance,
    signature: 'AAAA',
  },
});
export const approvingClaim = (service = claim, amount = balance): CommandBody => ({
  kind: 'approve-service',
  request: {
    approvalId: `${service}/1`,
    serviceNumber: service,
    personId: person.id,
    kind: 'reversal',
    amount,
    signature: 'AAAA',
  },
});
/** The second person, after he has approved the payout. */
export const later = { ...byApprover, commandId: '01938f5e-0000-7000-8000-000000000009' };

/** A payout that the bank has paid and that is claimed back. */
export function claimedBack(): FactBase {
  const base = paidOut();
  bankPays(base, `${serviceNumber}/1`);
  carry(base, claiming());
  carry(base, approvingClaim(), later);
  return base;
}

/** A part of it that has come in; every one with a reference of its own. */
export const repaying = (fields: Partial<RecordClaimRepaymentRequest> = {}): CommandBody => ({
  kind: 'record-claim-repayment',
  request: {
    serviceNumber: claim,
    personId: person.id,
    payerName: '张建国',
    bankReference: 'BK20261122-0001',
    amount: 50_000,
    receivedOn: today,
    ...fields,
  },
});
