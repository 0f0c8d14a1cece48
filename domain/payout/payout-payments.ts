import { centralOffice } from '../command/central-office.ts';
import { isAsOrdered, type SettledPayment } from '../payment/kept-order.ts';
import { orderPayment } from '../payment/payment-order.ts';
import type { Payee, Payout, PayoutState } from '../records/payout.ts';
import type { Payment } from '../records/payment.ts';
import type { ServiceRecord } from '../records/records.ts';

/** The orders for payees that have an amount and none yet, and the payees with them. Nothing is ordered of nothing. */
export function orderedPayees(
  { id, personId }: Pick<Payout, 'id' | 'personId'>,
  payees: readonly Payee[],
  earlier: readonly Payment[],
  at: string,
): { readonly ordered: readonly Payee[]; readonly payments: readonly Payment[] } {
  const payments: Payment[] = [];
  const ordered = payees.map((payee): Payee => {
    const { amount, account, paymentId } = payee;
    if (paymentId !== null || amount === null || amount === 0) return payee;
    const payment = orderPayment(
      [...earlier, ...payments],
      { serviceId: id, personId, purpose: 'payout', amount },
      account,
      at,
    );
    payments.push(payment);
    return { ...payee, paymentId: payment.id };
  });
  return { ordered, payments };
}

/** How far a payout has come by what the bank has said of its payments. */
export function stateOf(
  payees: readonly Payee[],
  payments: readonly Payment[],
): Extract<PayoutState, 'approved' | 'returned' | 'paid'> {
  const states = payees
    .filter(({ replaced }) => !replaced)
    .flatMap(({ paymentId }) => payments.find(({ id }) => id === paymentId)?.state ?? []);
  if (states.includes('returned')) return 'returned';
  return states.every((state) => state === 'paid') ? 'paid' : 'approved';
}

/**
 * The payout and its service after the bank's answer to one of its payments, and what is ordered then: what the bank had paid
 * otherwise stands with its payee, and what that did not cover goes to the one to whom it is owed.
 * @param payments all of the service as they were before the answer
 */
export function payoutAfterAnswer(
  { payout, service }: { readonly payout: Payout; readonly service: ServiceRecord },
  { payment: answered, later, rest }: SettledPayment,
  payments: readonly Payment[],
): { readonly payout: Payout; readonly service: ServiceRecord; readonly ordered: readonly Payment[] } {
  const before = payments.find(({ id }) => id === answered.id) ?? answered;
  const isOtherwise = !isAsOrdered(before, answered);
  const changed = [answered, ...later];
  const now = payments.map((one) => changed.find(({ id }) => id === one.id) ?? one);
  const { ordered: payees, payments: ordered } = orderedPayees(
    payout,
    [
      ...payout.payees.map((one) => payeeAsPaid(one, changed)),
      ...payout.payees
        .filter(({ paymentId }) => rest > 0 && paymentId === answered.id)
        .map((one) => ({ ...one, amount: rest, paymentId: null })),
    ],
    now,
    answered.answeredAt ?? '',
  );
  // A correction that waits for the second person goes on waiting; it is looked at again when he has decided.
  const state = payout.state === 'approved' ? stateOf(payees, [...now, ...ordered]) : payout.state;
  const step = {
    step:
      answered.state === 'returned'
        ? 'payout-returned'
        : isOtherwise
          ? 'payout-paid-otherwise'
          : 'payout-paid',
    at: answered.answeredAt ?? '',
    clerkId: centralOffice,
    note: answered.state === 'paid' ? answered.bankReference : answered.reasonText,
  };
  return {
    payout: { ...payout, payees, state },
    service: { ...service, steps: [...service.steps, step] },
    ordered,
  };
}

/** A payee after what has become of his payment: to whom, and how much of it. */
function payeeAsPaid(payee: Payee, changed: readonly Payment[]): Payee {
  const payment = changed.find(({ id }) => id === payee.paymentId);
  if (payment === undefined) return payee;
  if (payment.state === 'cancelled') return { ...payee, amount: 0, paymentId: null };
  const { payeeName: accountName, bankName, accountNumber, amount } = payment;
  return { ...payee, account: { ...payee.account, accountName, bankName, accountNumber }, amount };
}
