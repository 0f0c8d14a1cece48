import type { Fen } from '../money/fen.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { StatementQuestion } from '../records/service-details.ts';
import { statementOf } from './personal-statement.ts';

/** A day, 'YYYY-MM-DD', and the balance at its end, fen. */
export type CurvePoint = readonly [day: string, balance: Fen];

/**
 * How the balance went within a period, whatever kinds are listed: the first day with what was there before it, each day on which
 * something moved, and the last day. In the order of days; the first day stands twice where something moved on it.
 */
export function balanceCurve(
  entries: readonly LedgerEntry[],
  question: StatementQuestion,
): readonly CurvePoint[] {
  const { from, to } = question;
  const { opening, closing, lines } = statementOf(entries, { ...question, scope: 'all' });
  const atEndOf = new Map<string, Fen>();
  for (const line of lines) if (line.of === 'entry') atEndOf.set(line.postedOn, line.balance);
  return [[from, opening], ...atEndOf, ...(atEndOf.has(to) ? [] : [[to, closing] as const])];
}
