import type { StatementFigures } from '../records/service-details.ts';
import type { PersonalStatement, StatementLine } from './personal-statement.ts';
import { statementTotals } from './statement-totals.ts';

/** One page of a statement: opening + credits − debits = closing on it as well, and the next page opens with its closing. */
export interface StatementPage extends StatementFigures {
  readonly lines: readonly StatementLine[];
}

/**
 * A statement cut into pages. A statement without a line has one page: that there was nothing is an answer, too.
 * @param room how many lines a page has room for, by its number from 0; at least one
 */
export function pagesOf(
  { opening, lines }: Pick<PersonalStatement, 'opening' | 'lines'>,
  room: (page: number) => number,
): readonly StatementPage[] {
  const pages: StatementPage[] = [];
  let before = opening;
  let from = 0;
  do {
    const to = from + Math.max(1, room(pages.length));
    const onPage = lines.slice(from, to);
    const { credits, debits, closing } = statementTotals(onPage, before);
    pages.push({ opening: before, credits, debits, closing, lines: onPage });
    before = closing;
    from = to;
  } while (from < lines.length);
  return pages;
}
