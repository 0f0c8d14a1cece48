import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { interestDue } from '../ledger/interest.ts';
import type { Posting } from '../ledger/post-entries.ts';
import { addFen, type Fen } from '../money/fen.ts';
import type { UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { PayeeAsked } from '../records/payout.ts';
import { distributed } from './payees.ts';

/** What a payout consists of on a day. */
export interface PayoutReckoning {
  /** Everything that was posted to the person, in the order of posting: the balance is its sum. */
  readonly entries: readonly LedgerEntry[];
  readonly balance: Fen;
  /** What the balance has earned since interest was posted last: posted first, and paid with it. */
  readonly interest: Fen;
  /** Both: the personal part whole, and nothing of the pooled fund. */
  readonly amount: Fen;
  readonly used: readonly UsedParameter[];
}

/**
 * What would be paid today, or why that cannot be told.
 * Facts: the person's account and entries, and the parameter account-interest-rate.
 */
export function payoutReckoning(
  facts: Facts,
  personId: string,
  today: string,
): PayoutReckoning | { readonly refusals: readonly Refusal[] } {
  const entries = [...facts.all('ledgerEntry', 'personId', personId)].sort(
    (one, other) => one.serial - other.serial,
  );
  const name = 'account-interest-rate';
  const reckoned = interestDue(entries, facts.all('poolingAreaParameter', 'name', name), today);
  if (!reckoned.ok) return { refusals: [refuse('parameter-missing', { name })] };
  const balance = facts.one('personalAccount', personId)?.balance ?? 0;
  const { interest, used } = reckoned;
  return {
    entries,
    balance,
    interest,
    amount: addFen(balance, interest),
    used: used.slice(-1).map(({ value }) => ({ name, value })),
  };
}

/**
 * What is posted when a payout is approved, as one linked group: interest first, then what each payee is owed, which makes
 * the account empty. The money itself leaves `payouts-payable` when the bank has paid.
 * @param institution the office that posts the interest
 */
export function payoutPostings(
  personId: string,
  { interest, amount }: Pick<PayoutReckoning, 'interest' | 'amount'>,
  payees: readonly PayeeAsked[],
  institution: string,
): readonly Posting[] {
  const amounts = distributed(
    amount,
    payees.map(({ share }) => share),
  );
  return [
    {
      personId,
      kind: 'interest',
      institution,
      debitAccount: 'interest-expense',
      creditAccount: 'personal-account',
      amount: interest,
    },
    ...payees.map(({ account }, index): Posting => ({
      personId,
      kind: 'payout',
      institution: account.bankName,
      debitAccount: 'personal-account',
      creditAccount: 'payouts-payable',
      amount: amounts[index] ?? 0,
    })),
  ];
}
