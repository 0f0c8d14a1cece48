import type { StatementView } from '../../../contract/statement-views.ts';
import { linesOfText } from '../../components/sheets/reckoned-text.ts';
import { pagesOf, type StatementPage } from '../../../domain/statement/statement-pages.ts';

/**
 * Where the pages of a statement break is reckoned and not measured: ten thousand lines are cut in milliseconds, and every page
 * knows its sums before anything is drawn. All lengths are CSS pixels on paper (96 to the inch), as statement.css has them.
 */
const sheet = {
  /** Between the upper and the lower edge of a sheet of A4, less its margins. */
  height: 1_046,
  /** Title, whose it is, and the curve. */
  firstHead: 312,
  /** The short title of every other sheet. */
  nextHead: 42,
  /** The row of headings, the balance carried forward, and the sums of the page. */
  tableFrame: 96,
  foot: 122,
} as const;
/** What closes the statement: the four sums, the lines of each thing that is not posted yet, and how it is checked. */
const closing = { sums: 92, noticeHead: 44, notice: 18, verification: 100 } as const;
const row = { frame: 7, line: 16 } as const;
/** So many Chinese characters fit beside each other in the column of institutions. */
const institutionWidth = 13;
/** The last sheet is no orphan: it has so many lines at least, where there are more sheets than one. */
const linesKeptTogether = 3;

/**
 * The sheets of a statement, each with its lines and sums; at least one.
 * @param notices how many lines tell of what is not posted or not confirmed yet
 * @param isChecked whether it says how it is checked
 */
export function statementSheets(
  statement: Pick<StatementView, 'figures' | 'lines'>,
  notices: number,
  isChecked: boolean,
): readonly StatementPage[] {
  const { figures, lines } = statement;
  const end =
    closing.sums +
    (notices === 0 ? 0 : closing.noticeHead + notices * closing.notice) +
    (isChecked ? closing.verification : 0);
  const counts: number[] = [];
  let from = 0;
  while (from < lines.length) {
    const room = roomOf(counts.length);
    let to = from;
    let used = 0;
    for (; to < lines.length; to += 1) {
      const height = heightOf(lines[to]);
      if (used + height > room) break;
      used += height;
    }
    // The end does not fit below the last lines: they go with it to a sheet of their own.
    if (to === lines.length && used + end > room) to = Math.max(from + 1, lines.length - linesKeptTogether);
    else if (to < lines.length) to = Math.min(to, lines.length - linesKeptTogether);
    to = Math.max(from + 1, to);
    counts.push(to - from);
    from = to;
  }
  return pagesOf({ opening: figures.opening, lines }, (page) => counts[page] ?? 1);
}

function roomOf(page: number): number {
  return sheet.height - (page === 0 ? sheet.firstHead : sheet.nextHead) - sheet.tableFrame - sheet.foot;
}

/** How high a line stands: an institution with a long name takes several lines of text. */
function heightOf(line: StatementView['lines'][number] | undefined): number {
  const texts = line?.of === 'entry' ? linesOfText(line.institution, institutionWidth) : 1;
  return row.frame + texts * row.line;
}
