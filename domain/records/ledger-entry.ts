/**
 * The accounts of the fund, of each kind of insurance its own (domain/ledger/chart-of-accounts.ts): personal accounts and
 * pooled fund never mix (Social Insurance Law art. 64; 国发〔1998〕44号).
 */
export type LedgerAccount =
  | 'personal-account'
  | 'pooled-fund'
  | 'contributions-received'
  | 'designated-institutions'
  | 'interest-expense'
  | 'carried-forward'
  | 'bank-deposits'
  | 'payouts-payable'
  | 'transfers-payable'
  | 'unmatched-receipts'
  | 'recovery-claims';

export type LedgerEntryKind =
  'carry-over' | 'allocation' | 'spending' | 'interest' | 'transfer' | 'payout' | 'reversal' | 'adjustment';

/** One immutable double entry: `amount` leaves `debitAccount` and arrives in `creditAccount`. */
export interface LedgerEntry {
  readonly id: string;
  /** Whose it is; null for money that has come and is nobody's yet. */
  readonly personId: string | null;
  /** The order of entries within the county; statements go by it. 0 until the central office writes it and gives it its number. */
  readonly serial: number;
  readonly postedOn: string;
  readonly kind: LedgerEntryKind;
  /** AAE140; both accounts are those of this kind of insurance. */
  readonly insuranceKind: '310';
  /** The entries that were posted together, and only together are right. */
  readonly groupId: string;
  /** The service by which it was posted, or null. */
  readonly serviceId: string | null;
  readonly institution: string;
  readonly debitAccount: LedgerAccount;
  readonly creditAccount: LedgerAccount;
  /** Whole fen, above zero. */
  readonly amount: number;
  readonly reversesId: string | null;
}
