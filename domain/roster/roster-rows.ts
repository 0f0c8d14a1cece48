import { refuse, type Refusal } from '../command/refusal.ts';
import { longestCell, readCell, trimCell } from './cell-text.ts';
import type { RosterFileProblem } from './file-problem.ts';
import {
  recogniseHeader,
  type HeaderReading,
  type RecognisedColumn,
  type RosterColumn,
} from './roster-columns.ts';
import type { Sheet, SheetCell, SheetRow } from './sheet.ts';

/** One row of a roster: a person, as the employer wrote him down. */
export interface RosterRow<Name extends string = string> {
  readonly rowNumber: number;
  /** Every column that was wanted; empty where the sheet has no such column or the cell is empty. */
  readonly cells: Readonly<Record<Name, string>>;
  /** What is wrong with single cells; `field` is the column's name. */
  readonly problems: readonly Refusal[];
}

export interface Roster<Name extends string = string> {
  readonly sheetName: string;
  readonly headerRow: number;
  readonly columns: readonly RecognisedColumn<Name>[];
  readonly rows: readonly RosterRow<Name>[];
  /** Rows below the header that were taken for totals, signatures or empty lines of a form, and not for persons. */
  readonly skippedRows: readonly number[];
  /** Further sheets that have such a header too, and were not read. */
  readonly otherSheets: readonly string[];
}

export type RosterReading<Name extends string = string> =
  | { readonly ok: true; readonly roster: Roster<Name> }
  | { readonly ok: false; readonly problem: RosterFileProblem };

/** Titles, notes and an employer's particulars stand above a header; further down nobody looks for one. */
const headerWithin = 50;

/** How the lines below the last person begin: totals, who made the list, the seal, notes. */
const footer =
  /^(合计|总计|共计|小计|累计|填表|制表|填报|经办|审核|复核|负责人|联系人|单位|盖章|签字|签章|注[:：]|备注[:：]|说明[:：]|以上|以下|共\s*[\d０-９]+\s*(人|名))/u;

/** Nobody is called so: such a row is a total whatever else stands in it. */
const total = /^(合\s*计|总\s*计|共\s*计|小\s*计|累\s*计)/u;

/**
 * Finds the roster in the sheets of a file: the first sheet with a header that has every required column; the rows
 * below it are the persons. Without one, what is missing is told at once, of the sheet that comes nearest.
 */
export function findRoster<Name extends string>(
  sheets: readonly Sheet[],
  wanted: readonly RosterColumn<Name>[],
  mostRows: number,
): RosterReading<Name> {
  const found = sheets.flatMap((sheet) => findHeader(sheet, wanted) ?? []);
  const whole = found.filter(({ header }) => header.missing.length === 0);
  const chosen = whole[0];
  if (chosen === undefined) return refuseFile(headerProblem(sheets, found));
  const { sheet, row, header } = chosen;
  if (header.twice !== null) {
    return refuseFile({
      code: 'roster-heading-twice',
      params: { heading: header.twice, row: row.rowNumber, sheet: sheet.name },
    });
  }
  const below = sheet.rows.filter(({ rowNumber }) => rowNumber > row.rowNumber);
  const persons: RosterRow<Name>[] = [];
  const skippedRows: number[] = [];
  for (const one of below) {
    if (isPerson(one, row, header, wanted)) persons.push(readRow(one, header, wanted, sheet.date1904));
    else if (one.cells.some((cell) => textOf(cell) !== '')) skippedRows.push(one.rowNumber);
  }
  if (persons.length === 0) return refuseFile({ code: 'roster-without-rows', params: { sheet: sheet.name } });
  if (persons.length > mostRows) {
    return refuseFile({ code: 'roster-too-many-rows', params: { rows: persons.length, limit: mostRows } });
  }
  return {
    ok: true,
    roster: {
      sheetName: sheet.name,
      headerRow: row.rowNumber,
      columns: header.columns,
      rows: persons,
      skippedRows,
      otherSheets: whole.slice(1).map((other) => other.sheet.name),
    },
  };
}

interface FoundHeader<Name extends string> {
  readonly sheet: Sheet;
  readonly row: SheetRow;
  readonly header: HeaderReading<Name>;
}

/** The sheet's first row with every required column, or else the one that comes nearest; undefined where none does. */
function findHeader<Name extends string>(
  sheet: Sheet,
  wanted: readonly RosterColumn<Name>[],
): FoundHeader<Name> | undefined {
  const candidates = sheet.rows
    .slice(0, headerWithin)
    .map((row) => ({ sheet, row, header: recogniseHeader(row.cells.map(textOf), wanted) }))
    .filter(({ header }) => header.columns.length > 0);
  const whole = candidates.find(({ header }) => header.missing.length === 0);
  if (whole !== undefined) return whole;
  return [...candidates].sort((a, b) => b.header.columns.length - a.header.columns.length)[0];
}

function headerProblem(sheets: readonly Sheet[], found: readonly FoundHeader<string>[]): RosterFileProblem {
  const nearest = [...found].sort((a, b) => b.header.columns.length - a.header.columns.length)[0];
  if (nearest === undefined) {
    return { code: 'roster-without-header', params: { sheets: sheets.map(({ name }) => name).join('、') } };
  }
  const columns = nearest.header.missing.map(({ headings }) => headings[0]).join('、');
  return {
    code: 'roster-columns-missing',
    params: { columns, row: nearest.row.rowNumber, sheet: nearest.sheet.name },
  };
}

/**
 * Whether a row below the header is a person. A row that has nothing in any column that counts is none (a running
 * number alone, a signature); one that has no required cell but text like a total's is none either, nor is the header
 * repeated. In doubt it is a person, and its missing cells are told.
 */
function isPerson<Name extends string>(
  row: SheetRow,
  head: SheetRow,
  header: HeaderReading<Name>,
  wanted: readonly RosterColumn<Name>[],
): boolean {
  const texts = header.columns.map(({ index }) => textOf(row.cells[index]));
  if (texts.every((text) => text === '')) return false;
  const required = header.columns.filter(({ name }) =>
    wanted.some((one) => one.name === name && one.required),
  );
  if (required.every(({ index }) => textOf(row.cells[index]) === textOf(head.cells[index]))) return false;
  const first = textOf(row.cells.find((cell) => textOf(cell) !== ''));
  if (total.test(first)) return false;
  const isWhole = required.every(({ index }) => textOf(row.cells[index]) !== '');
  return isWhole || ![first, ...texts].some((text) => footer.test(text));
}

function readRow<Name extends string>(
  row: SheetRow,
  header: HeaderReading<Name>,
  wanted: readonly RosterColumn<Name>[],
  date1904: boolean,
): RosterRow<Name> {
  const problems: Refusal[] = [];
  const cells = wanted.map(({ name, kind, required, headings }): [Name, string] => {
    const column = header.columns.find((one) => one.name === name);
    const { text, problem } = readCell(
      kind,
      column === undefined ? undefined : row.cells[column.index],
      date1904,
    );
    const heading = column?.heading ?? headings[0];
    if (problem !== null) problems.push(refuse(problem, { column: heading, text }, name));
    else if (required && text === '') problems.push(refuse('roster-cell-missing', { column: heading }, name));
    return [name, text];
  });
  // Made from the very list of wanted columns, so that every name is there.
  return { rowNumber: row.rowNumber, cells: Object.fromEntries(cells) as Record<Name, string>, problems };
}

/** What of a cell can be read as words: enough for headings and totals. */
function textOf(cell: SheetCell | undefined): string {
  if (cell === undefined) return '';
  switch (cell.kind) {
    case 'text':
      return cell.text.length > longestCell ? '?' : trimCell(cell.text);
    case 'number':
      return String(cell.value);
    case 'date':
      return cell.date;
    case 'formula-without-value':
    case 'error':
      return '?';
    default:
      return cell satisfies never;
  }
}

function refuseFile(problem: RosterFileProblem): { readonly ok: false; readonly problem: RosterFileProblem } {
  return { ok: false, problem };
}
