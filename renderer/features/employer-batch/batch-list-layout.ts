import { planSheets } from '../../components/sheets/plan-sheets.ts';
import { linesOfText } from '../../components/sheets/reckoned-text.ts';

/**
 * Where the sheets of 领卡清单 break is reckoned and not measured: ten thousand rows are cut in milliseconds, and what broke off
 * goes on with the same sheet. All lengths are CSS pixels on paper (96 to the inch), as paper.css has them.
 */
const sheet = {
  /** Between the upper and the lower edge of a sheet of A4, less its margins. */
  height: 1_046,
  /** Title and office, and what stands around the facts and the head of the table. */
  head: 132,
  foot: 110,
} as const;
/** A fact beside its label, in so many Chinese characters a line. */
const fact = { frame: 3, line: 20, least: 31, characters: 36 } as const;
/** A row, in which somebody signs, with a name of so many characters a line. */
const row = { frame: 4, line: 15, least: 31, characters: 10 } as const;
/** The declaration, and where the agent signs. */
const closing = 160;

/** Which rows stand on a sheet: from `from` up to, and without, `to`; and whether it is signed there. */
export interface ListSheet {
  readonly from: number;
  readonly to: number;
  readonly isSigned: boolean;
}

/**
 * The sheets of a list, at least one.
 * @param facts what stands above the rows, on every sheet
 * @param names of the rows
 */
export function listSheets(facts: readonly string[], names: readonly string[]): readonly ListSheet[] {
  const head = facts.reduce<number>((sum, text) => sum + heightOf(text, fact), sheet.head);
  const plan = planSheets(
    [
      { kind: 'table', head: 0, rows: names.map((name) => heightOf(name, row)) },
      { kind: 'whole', height: closing, closes: true },
    ],
    sheet.height - head - sheet.foot,
  );
  return plan.map((parts) => {
    const rows = parts.find(({ block }) => block === 0) ?? { from: names.length, to: names.length };
    return { from: rows.from, to: rows.to, isSigned: parts.some(({ block }) => block === 1) };
  });
}

function heightOf(
  text: string,
  of: { readonly frame: number; readonly line: number; readonly least: number; readonly characters: number },
): number {
  return Math.max(of.least, of.frame + of.line * linesOfText(text, of.characters));
}
