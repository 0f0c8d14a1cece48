import type { AccountReckoning } from '../ledger/reckon-account.ts';
import type { Posting } from '../ledger/post-entries.ts';
import type { PayeeAsked } from '../records/payout.ts';
import { distributed } from './payees.ts';

/**
 * What is posted when a payout is approved, as one linked group: interest first, then what each payee is owed, which makes
 * the account empty. The money itself leaves `payouts-payable` when the bank has paid.
 * @param institution the office that posts the interest
 */
export function payoutPostings(
  personId: string,
  { interest, amount }: Pick<AccountReckoning, 'interest' | 'amount'>,
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
