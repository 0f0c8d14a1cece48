import { orderPayment } from '../payment/payment-order.ts';
import type { Payee, Payout, PayoutState } from '../records/payout.ts';
import type { Payment } from '../records/payment.ts';
import type { ServiceRecord } from '../records/records.ts';

/** Who did what nobody at a counter did. */
const centralOffice = 'central-office';

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
      earlier.length + payments.length + 1,
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
 * The payout and its service after the bank's answer to one of its payments.
 * @param payments all of the service, the answered one among them as it is now
 */
export function payoutAfterAnswer(
  { payout, service }: { readonly payout: Payout; readonly service: ServiceRecord },
  answered: Payment,
  payments: readonly Payment[],
): { readonly payout: Payout; readonly service: ServiceRecord } {
  // A correction that waits for the second person goes on waiting; it is looked at again when he has decided.
  const state = payout.state === 'approved' ? stateOf(payout.payees, payments) : payout.state;
  const step = {
    step: answered.state === 'paid' ? 'payout-paid' : 'payout-returned',
    at: answered.answeredAt ?? '',
    clerkId: centralOffice,
    note: answered.state === 'paid' ? answered.bankReference : answered.reasonText,
  };
  return {
    payout: { ...payout, state },
    service: { ...service, steps: [...service.steps, step] },
  };
}
