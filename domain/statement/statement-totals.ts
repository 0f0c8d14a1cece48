import type { Fen } from '../money/fen.ts';
import { addFen, requireFen } from '../money/fen.ts';

/** What a line of a statement moves on the personal account: both in fen, 0 or more. */
export interface StatementMovement {
  readonly credit: Fen;
  readonly debit: Fen;
}

/** What a statement, or one page of it, adds up to; all in fen, `credits` and `debits` both 0 or more. */
export interface StatementTotals {
  readonly opening: Fen;
  readonly credits: Fen;
  readonly debits: Fen;
  readonly closing: Fen;
  /** The balance after each line, in the order of the lines. */
  readonly balances: readonly Fen[];
}

/**
 * Adds up the lines of a statement. Always opening + credits − debits = closing, and closing is the last running
 * balance; a page of a statement is added up by giving the balance before its first line as `opening`.
 * @throws RangeError when an amount is not whole fen or below zero, or a sum leaves the range in which integers are exact.
 */
export function statementTotals(lines: readonly StatementMovement[], opening: Fen): StatementTotals {
  const start = requireFen(opening);
  let credits: Fen = 0;
  let debits: Fen = 0;
  let balance = start;
  const balances: Fen[] = [];
  for (const { credit, debit } of lines) {
    if (credit < 0 || debit < 0) throw new RangeError('a movement of a statement is not below zero');
    credits = addFen(credits, credit);
    debits = addFen(debits, debit);
    balance = addFen(balance, credit, -debit);
    balances.push(balance);
  }
  return { opening: start, credits, debits, closing: balance, balances };
}
