import type { Fen } from '../money/fen.ts';
import { addFen, requireFen } from '../money/fen.ts';

/** A movement of the personal account as a statement shows it: credits above zero, debits below. */
export interface StatementEntry {
  readonly amount: Fen;
}

/** What a statement, or one page of it, adds up to; all in fen, `credits` and `debits` both 0 or more. */
export interface StatementTotals {
  readonly opening: Fen;
  readonly credits: Fen;
  readonly debits: Fen;
  readonly closing: Fen;
  /** The balance after each entry, in the order of the entries. */
  readonly balances: readonly Fen[];
}

/**
 * Adds up the entries of a statement. Always opening + credits − debits = closing, and closing is the last running
 * balance; a page of a statement is added up by giving the balance before its first entry as `opening`.
 * @throws RangeError when an amount is not whole fen, or a sum leaves the range in which integers are exact.
 */
export function statementTotals(entries: readonly StatementEntry[], opening: Fen): StatementTotals {
  const start = requireFen(opening);
  let credits: Fen = 0;
  let debits: Fen = 0;
  let balance = start;
  const balances: Fen[] = [];
  for (const { amount } of entries) {
    balance = addFen(balance, amount);
    balances.push(balance);
    if (amount > 0) credits = addFen(credits, amount);
    else debits = addFen(debits, -amount);
  }
  return { opening: start, credits, debits, closing: balance, balances };
}
