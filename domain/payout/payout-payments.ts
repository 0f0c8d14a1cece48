import { entriesOf } from '../ledger/post-entries.ts';
import type { LedgerAccount, LedgerEntry, LedgerEntryKind } from '../records/ledger-entry.ts';
import type { Payee, Payout, PayoutState } from '../records/payout.ts';
import type { Payment, PaymentPurpose } from '../records/payment.ts';
import type { ServiceRecord } from '../records/records.ts';

/** What a bank answers to one order. */
export type PaymentAnswer =
  | { readonly outcome: 'paid'; readonly reference: string }
  | { readonly outcome: 'returned'; readonly reasonCode: string; readonly reasonText: string };

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
    const payment: Payment = {
      id: `${id}/${String(earlier.length + payments.length + 1)}`,
      serviceId: id,
      personId,
      purpose: 'payout',
      payeeName: account.accountName,
      bankName: account.bankName,
      accountNumber: account.accountNumber,
      amount,
      state: 'ordered',
      orderedAt: at,
      sentAt: null,
      answeredAt: null,
      bankReference: null,
      reasonCode: null,
      reasonText: null,
    };
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

/** The payment from when on it is the bank's; null where it was that before, or was cancelled. */
export function sentPayment(payment: Payment, at: string): Payment | null {
  return payment.state === 'ordered' ? { ...payment, state: 'sent', sentAt: at } : null;
}

/** The payment with the bank's answer; null where there is one already: an answer counts once. */
export function answeredPayment(payment: Payment, answer: PaymentAnswer, at: string): Payment | null {
  if (payment.state !== 'sent') return null;
  switch (answer.outcome) {
    case 'paid':
      return { ...payment, state: 'paid', answeredAt: at, bankReference: answer.reference };
    case 'returned':
      return {
        ...payment,
        state: 'returned',
        answeredAt: at,
        reasonCode: answer.reasonCode,
        reasonText: answer.reasonText,
      };
    default:
      return answer satisfies never;
  }
}

/** Where the money is owed until the bank has paid it, and what kind of entry that is. */
const owedBy: {
  readonly [P in PaymentPurpose]: { readonly account: LedgerAccount; readonly kind: LedgerEntryKind };
} = {
  payout: { account: 'payouts-payable', kind: 'payout' },
  transfer: { account: 'transfers-payable', kind: 'transfer' },
};

/**
 * What an answered payment posts: the money has left the fund's account with the bank. What the bank could not pay has not
 * left: it stays owed in `payouts-payable` until it is paid to a corrected account.
 */
export function entriesOfPayment(payment: Payment, today: string): readonly LedgerEntry[] {
  if (payment.state !== 'paid') return [];
  const { account, kind } = owedBy[payment.purpose];
  return entriesOf({ groupId: `payment ${payment.id}`, serviceId: payment.serviceId, postedOn: today }, [
    {
      personId: payment.personId,
      kind,
      institution: payment.bankName,
      debitAccount: account,
      creditAccount: 'bank-deposits',
      amount: payment.amount,
    },
  ]);
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
