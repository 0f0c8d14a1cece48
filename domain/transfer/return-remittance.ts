import { clerkSignature, destinationText, requestApproval, signedText } from '../approval/approval.ts';
import type { ApprovedService } from '../approval/approved-service.ts';
import { acceptSigned, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { withStep } from '../issuance/service-facts.ts';
import { formatYuan } from '../money/fen.ts';
import { orderPayment } from '../payment/payment-order.ts';
import type { Approval } from '../records/approval.ts';
import { change } from '../records/change.ts';
import type { IncomingRemittance } from '../records/relationship-transfer.ts';
import { remittanceOf } from './match-remittance.ts';
import { findTransfer, transferStepLookups } from './relationship-transfer.ts';
import { leftOf, remittancesOf, returnable } from './remittance.ts';
import type { ReturnRemittanceRequest } from './transfer-requests.ts';

/**
 * 退回到账款: money that is not this transfer's goes back to the account from which it came, whole, or what is too much of it:
 * also where another area sent it than the one that was asked. It leaves the fund, and so a second person approves. Also after
 * the transfer has ended: what comes late or twice goes back as well.
 */
export const returnRemittance: CommandRule<ReturnRemittanceRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: transferStepLookups,
  decide(facts, request, context) {
    const standing = findTransfer(facts, request, context);
    if ('refusals' in standing) return refuseAll(standing.refusals);
    const { transfer, service } = standing;
    const remittance = remittanceOf(facts, request);
    if (remittance === undefined) return refuseAll([refuse('remittance-unknown')]);
    const refusals: Refusal[] = [];
    const { whole, excess } = returnable(transfer, remittance, remittancesOf(facts, transfer.id));
    if (remittance.returnAsked !== null || whole === 0) refusals.push(refuse('remittance-settled'));
    else if (request.amount !== whole && request.amount !== excess) {
      refusals.push(
        refuse('remittance-return-amount', {
          amount: formatYuan(request.amount),
          whole: formatYuan(whole),
          excess: formatYuan(excess),
        }),
      );
    }
    const reason = request.reason.trim();
    if (reason === '') refusals.push(refuse('transfer-reason-missing', {}, 'reason'));
    if (refusals.length > 0 || request.amount === 0) {
      return refuseAll(refusals.length > 0 ? refusals : [refuse('remittance-settled')]);
    }
    const earlier = facts.all('approval', 'serviceId', transfer.id);
    const approval = requestApproval(
      context,
      {
        serviceId: transfer.id,
        personId: transfer.personId,
        kind: 'remittance-return',
        amount: request.amount,
        // Who took the transfer has a hand in whatever is done with its money.
        enteredBy: [service.clerkId, ...earlier.flatMap(({ enteredBy }) => enteredBy)],
      },
      earlier,
    );
    const asked: IncomingRemittance = {
      ...remittance,
      returnAsked: { approvalId: approval.id, amount: request.amount, reason, paymentId: null },
    };
    const text = signedText('accept', approval.id, context.clerkId, request.amount);
    return acceptSigned(
      [
        change('incomingRemittance', asked),
        change('approval', approval),
        change('serviceRecord', withStep(service, 'remittance-return-asked', context, reason)),
      ],
      clerkSignature(text, request.signature, destinationOfPayer(remittance)),
    );
  },
};

/** 退回到账款, approved: the bank is ordered to pay it back; it is booked when the bank has. */
export const approvedRemittanceReturn: ApprovedService = {
  needs: (request, context) => transferStepLookups(request, context),
  carryOut(facts, approval, context) {
    const asked = askedReturn(facts, approval);
    if (asked === undefined) return { refusals: [refuse('remittance-unknown')] };
    const { service, transfer, remittance, back } = asked;
    if (leftOf({ ...remittance, returnAsked: null }) < back.amount) {
      return { refusals: [refuse('remittance-settled')] };
    }
    const payment = orderPayment(
      facts.all('payment', 'serviceId', transfer.id),
      {
        serviceId: transfer.id,
        personId: transfer.personId,
        purpose: 'remittance-return',
        remittanceId: remittance.id,
        amount: back.amount,
      },
      {
        accountName: remittance.payerName,
        bankName: remittance.payerBankName,
        accountNumber: remittance.payerAccountNumber,
      },
      context.at,
    );
    return {
      amount: back.amount,
      destination: destinationOfPayer(remittance),
      here: [],
      there: [
        change('payment', payment),
        change('incomingRemittance', { ...remittance, returnAsked: { ...back, paymentId: payment.id } }),
        // What the bank says of the payment is heard with the transfer.
        change('relationshipTransfer', { ...transfer, awaits: true }),
        change('serviceRecord', withStep(service, 'remittance-return-approved', context)),
      ],
      used: [],
    };
  },
  sendBack(facts, approval, context, reason) {
    const asked = askedReturn(facts, approval);
    if (asked === undefined) return [];
    const { service, remittance } = asked;
    return [
      change('incomingRemittance', { ...remittance, returnAsked: null }),
      change('serviceRecord', withStep(service, 'approval-refused', context, reason)),
    ];
  },
};

/** Where money goes back to, word by word as it is signed: the account from which it came. */
export function destinationOfPayer(remittance: IncomingRemittance): string {
  const { payerAreaCode, payerName, payerBankName, payerAccountNumber } = remittance;
  return destinationText([
    {
      bankName: payerBankName,
      accountName: payerName,
      accountNumber: payerAccountNumber,
      part: payerAreaCode,
    },
  ]);
}

function askedReturn(facts: Facts, { id, serviceId }: Approval) {
  const service = facts.one('serviceRecord', serviceId);
  const transfer = facts.one('relationshipTransfer', serviceId);
  const remittance = facts
    .all('incomingRemittance', 'transferId', serviceId)
    .find(({ returnAsked }) => returnAsked?.approvalId === id);
  const back = remittance?.returnAsked ?? null;
  return service === undefined || transfer === undefined || remittance === undefined || back === null
    ? undefined
    : { service, transfer, remittance, back };
}
