import { entriesOf } from '../ledger/post-entries.ts';
import { addFen, type Fen } from '../money/fen.ts';
import type { LedgerAccount, LedgerEntry, LedgerEntryKind } from '../records/ledger-entry.ts';
import type { Payment, PaymentPurpose } from '../records/payment.ts';

/** What a bank answers to one order. */
export type PaymentAnswer =
  | { readonly outcome: 'paid'; readonly reference: string }
  | { readonly outcome: 'returned'; readonly reasonCode: string; readonly reasonText: string };

type Ordered = Pick<Payment, 'serviceId' | 'personId' | 'amount'> &
  (
    | { readonly purpose: Exclude<PaymentPurpose, 'remittance-return'> }
    | { readonly purpose: 'remittance-return'; readonly remittanceId: string }
  );
type BankAccount = Pick<Payment, 'bankName' | 'accountNumber'> & { readonly accountName: string };

/**
 * An order to the bank, not with it yet.
 * @param earlier all payments of its service so far: it is the next one
 * @param ordered what is paid for: `amount` in fen, above zero
 */
export function orderPayment(
  earlier: readonly Payment[],
  ordered: Ordered,
  to: BankAccount,
  at: string,
): Payment {
  return {
    id: `${ordered.serviceId}/${String(earlier.length + 1)}`,
    remittanceId: null,
    ...ordered,
    payeeName: to.accountName,
    bankName: to.bankName,
    accountNumber: to.accountNumber,
    state: 'ordered',
    orderedAt: at,
    sentAt: null,
    answeredAt: null,
    bankReference: null,
    reasonCode: null,
    reasonText: null,
    orderNumber: null,
  };
}

/**
 * The payment from when on it is the bank's; null where it was that before, or was cancelled.
 * @param orderNumber its number at the bank: `nextOrderNumber`
 */
export function sentPayment(payment: Payment, orderNumber: string, at: string): Payment | null {
  return payment.state === 'ordered' ? { ...payment, state: 'sent', sentAt: at, orderNumber } : null;
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
  // What came in and nobody could match was never the person's.
  'remittance-return': { account: 'unmatched-receipts', kind: 'transfer' },
};

/** Under which group what the bank has paid is posted. */
export function groupOfPayment(paymentId: string): string {
  return `payment ${paymentId}`;
}

/**
 * What an answered payment posts: the money has left the fund's account with the bank. What the bank could not pay has not
 * left: it stays where it is owed.
 * @param unowed what of it was not owed, fen: the bank had paid more (kept-order.ts); it is posted by the claim for it
 */
export function entriesOfPayment(payment: Payment, today: string, unowed: Fen = 0): readonly LedgerEntry[] {
  if (payment.state !== 'paid') return [];
  const { account, kind } = owedBy[payment.purpose];
  return entriesOf({ groupId: groupOfPayment(payment.id), serviceId: payment.serviceId, postedOn: today }, [
    {
      personId: payment.purpose === 'remittance-return' ? null : payment.personId,
      kind,
      institution: payment.bankName,
      debitAccount: account,
      creditAccount: 'bank-deposits',
      amount: addFen(payment.amount, -unowed),
    },
  ]);
}
