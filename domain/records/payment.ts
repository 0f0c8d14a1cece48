/**
 * What is paid: a payout to the person or his heirs, the balance to the place that he joined, or money that came from another
 * area and goes back to it.
 */
export const paymentPurposes = ['payout', 'transfer', 'remittance-return'] as const;
export type PaymentPurpose = (typeof paymentPurposes)[number];

/**
 * 'ordered': approved, not with the bank yet; 'sent': on its way to the bank or there, and not to be taken back any more;
 * 'paid': the money is gone; 'returned': the bank could not pay it; 'cancelled': taken back before it was sent. Only the
 * central office goes beyond 'ordered'.
 */
export type PaymentState = 'ordered' | 'sent' | 'paid' | 'returned' | 'cancelled';

/** 付款单: money of the fund that leaves by transfer to a bank account, never in cash (domain rules section 6). */
export interface Payment {
  /** The number of the service, and which payment of it: '440113-20261126-001-0001/1'. */
  readonly id: string;
  readonly serviceId: string;
  readonly personId: string;
  readonly purpose: PaymentPurpose;
  readonly payeeName: string;
  readonly bankName: string;
  readonly accountNumber: string;
  /** Whole fen, above zero. */
  readonly amount: number;
  readonly state: PaymentState;
  readonly orderedAt: string;
  readonly sentAt: string | null;
  /** When the bank said that it was paid or could not be. */
  readonly answeredAt: string | null;
  /** The bank's number of the payment; null until it was paid. */
  readonly bankReference: string | null;
  /** Why the bank returned it: its code, and its words. */
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  /**
   * Its number at the bank, given when it is sent: whose money it is, and the how manieth payment of it. A central
   * office that was restored gives the number once more, also to a payment of another service, and so the bank pays it once.
   */
  readonly orderNumber: string | null;
  /** The remittance that goes back; null for what else is paid, and for returns that were ordered before this was kept. */
  readonly remittanceId: string | null;
}
