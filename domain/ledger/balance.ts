import type { Fen } from '../money/fen.ts';
import { addFen } from '../money/fen.ts';
import type { LedgerAccount, LedgerEntry } from '../records/ledger-entry.ts';

type Movement = Pick<LedgerEntry, 'debitAccount' | 'creditAccount' | 'amount'>;

/** What an entry adds to the credit side of an account, fen: above zero where it arrives there, below where it leaves. */
export function effectOn(account: LedgerAccount, { debitAccount, creditAccount, amount }: Movement): Fen {
  return (creditAccount === account ? amount : 0) - (debitAccount === account ? amount : 0);
}

/** The balance of a personal account: the sum of all that was posted to it, fen (law 6). */
export function balanceOf(entries: readonly Movement[]): Fen {
  return entries.reduce<Fen>((sum, entry) => addFen(sum, effectOn('personal-account', entry)), 0);
}
