import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { addFen } from '../money/fen.ts';
import type { UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { effectOn } from './balance.ts';
import { interestDue } from './interest.ts';

/** What a personal account comes to when it is emptied, and every entry it consists of. */
export interface AccountReckoning {
  /** Those of the account itself, in the order of their serials. */
  readonly entries: readonly LedgerEntry[];
  /** Fen, as it stands. */
  readonly balance: number;
  /** Fen, what it has earned since interest was posted last. */
  readonly interest: number;
  /** Both, fen. */
  readonly amount: number;
  readonly used: readonly UsedParameter[];
}

/**
 * What is on the account of a person with its interest up to a day, or why that cannot be told.
 * Facts: the person's account and entries, and the parameter account-interest-rate.
 */
export function reckonAccount(
  facts: Facts,
  personId: string,
  today: string,
): AccountReckoning | { readonly refusals: readonly Refusal[] } {
  // What the bank has paid of it afterwards went by other accounts.
  const entries = facts
    .all('ledgerEntry', 'personId', personId)
    .filter((entry) => effectOn('personal-account', entry) !== 0)
    .sort((one, other) => one.serial - other.serial);
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
    used: used.map(({ value, validFrom }) => ({ name, value, validFrom })),
  };
}
