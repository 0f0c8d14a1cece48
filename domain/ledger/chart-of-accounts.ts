import type { LedgerAccount, LedgerEntryKind } from '../records/ledger-entry.ts';

/** Assets and expenses grow by what arrives on the debit side; liabilities and income by the credit side. */
export type AccountNature = 'asset' | 'liability' | 'income' | 'expense';

export interface ChartLine {
  readonly nature: AccountNature;
  /** Whether it is kept person by person, and never below zero. */
  readonly perPerson: boolean;
}

/**
 * 会计科目: every account of the fund, for each kind of insurance its own set (Social Insurance Law art. 64). What belongs to
 * the person (personal account) and what belongs to all (pooled fund) are two accounts between which nothing is ever posted
 * (国发〔1998〕44号: the two are accounted for apart and do not pay for each other).
 */
export const chartOfAccounts: { readonly [A in LedgerAccount]: ChartLine } = {
  'personal-account': { nature: 'liability', perPerson: true },
  'pooled-fund': { nature: 'liability', perPerson: false },
  'contributions-received': { nature: 'income', perPerson: false },
  'designated-institutions': { nature: 'liability', perPerson: false },
  'interest-expense': { nature: 'expense', perPerson: false },
  'carried-forward': { nature: 'liability', perPerson: false },
  'bank-deposits': { nature: 'asset', perPerson: false },
  'payouts-payable': { nature: 'liability', perPerson: false },
  'transfers-payable': { nature: 'liability', perPerson: false },
  'unmatched-receipts': { nature: 'liability', perPerson: false },
  'recovery-claims': { nature: 'asset', perPerson: false },
};

type Way = readonly [debit: LedgerAccount, credit: LedgerAccount];

/** Which way money may go by each kind of entry; a reversal goes the way of what it reverses, backwards. */
export const waysOf: { readonly [K in Exclude<LedgerEntryKind, 'reversal'>]: readonly Way[] } = {
  'carry-over': [['carried-forward', 'personal-account']],
  allocation: [
    ['contributions-received', 'personal-account'],
    ['contributions-received', 'pooled-fund'],
  ],
  spending: [['personal-account', 'designated-institutions']],
  interest: [['interest-expense', 'personal-account']],
  transfer: [
    // Out: the balance is owed to the place joined, then remitted; what that place sends back is owed again.
    ['personal-account', 'transfers-payable'],
    ['transfers-payable', 'bank-deposits'],
    ['bank-deposits', 'transfers-payable'],
    ['transfers-payable', 'personal-account'],
    // In: what has come is nobody's until it is matched with its sheet; what cannot be matched goes back.
    ['bank-deposits', 'unmatched-receipts'],
    ['unmatched-receipts', 'personal-account'],
    ['unmatched-receipts', 'bank-deposits'],
  ],
  payout: [
    ['personal-account', 'payouts-payable'],
    ['payouts-payable', 'bank-deposits'],
    ['bank-deposits', 'payouts-payable'],
  ],
  adjustment: [
    // What was paid to the wrong one is claimed from him and is on the account again; then he pays it back.
    ['recovery-claims', 'personal-account'],
    ['bank-deposits', 'recovery-claims'],
    // What a bank had paid beyond what was owed, before the central office was restored, is claimed as well.
    ['recovery-claims', 'bank-deposits'],
  ],
};
