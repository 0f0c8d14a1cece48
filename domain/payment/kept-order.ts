import { addFen, type Fen } from '../money/fen.ts';
import type { Payment } from '../records/payment.ts';
import { answeredPayment, type PaymentAnswer } from './payment-order.ts';

/** To whom and how much: what a bank keeps under the number of an order. */
export type KeptOrder = Pick<Payment, 'payeeName' | 'bankName' | 'accountNumber' | 'amount'>;

/** Whether the bank has under a number what was ordered. */
export function isAsOrdered(ordered: KeptOrder, kept: KeptOrder): boolean {
  return isSamePayee(ordered, kept) && ordered.amount === kept.amount;
}

/** Whether both go to the same account. */
export function isSamePayee(one: Omit<KeptOrder, 'amount'>, other: Omit<KeptOrder, 'amount'>): boolean {
  return (
    one.payeeName === other.payeeName &&
    one.bankName === other.bankName &&
    one.accountNumber === other.accountNumber
  );
}

/** An answered payment, and what follows from it for the other money that is owed. */
export interface SettledPayment {
  readonly payment: Payment;
  /** Payments after it of the same service that change: less is owed by them, or nothing. */
  readonly later: readonly Payment[];
  /** What is still owed to its payee, fen. */
  readonly rest: Fen;
  /** What the bank paid beyond everything that is owed here, fen. */
  readonly unowed: Fen;
}

/**
 * The payment with the bank's answer; null where there is one already.
 *
 * Under its number the bank may have another order: the central office was restored, had lost the payment of that order, and
 * the same money was ordered again, by another service, to another payee or with more interest. Nothing is paid twice: what the
 * bank has paid is what this payment was. What it did not cover is still owed; what it paid beyond is taken off what goes
 * to the next payees, and what is then left was never owed here and is claimed back (Civil Code art. 985).
 * @param waiting the payments of the same money and service that have not gone to the bank, in their order
 * @param besides what is here of the same money that nothing was ordered of, fen
 */
export function settlePayment(
  payment: Payment,
  kept: KeptOrder,
  answer: PaymentAnswer,
  at: string,
  waiting: readonly Payment[],
  besides: Fen = 0,
): SettledPayment | null {
  const answered = answeredPayment(payment, answer, at);
  if (answered === null) return null;
  if (answered.state !== 'paid' || isAsOrdered(payment, kept)) {
    return { payment: answered, later: [], rest: 0, unowed: 0 };
  }
  const { payeeName, bankName, accountNumber, amount } = kept;
  const later: Payment[] = [];
  let beyond = Math.max(0, amount - payment.amount);
  for (const one of waiting) {
    const off = Math.min(beyond, one.amount);
    if (off === 0) break;
    later.push(
      off === one.amount ? { ...one, state: 'cancelled' } : { ...one, amount: addFen(one.amount, -off) },
    );
    beyond -= off;
  }
  return {
    payment: { ...answered, payeeName, bankName, accountNumber, amount },
    later,
    rest: Math.max(0, payment.amount - amount),
    unowed: Math.max(0, beyond - besides),
  };
}
