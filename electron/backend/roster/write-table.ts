import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import type { RosterResult, WrittenResult } from '../../../counter/ports/roster-files.ts';
import { harmlessCell } from '../../../domain/roster/harmless-cell.ts';

/** A text, which no program counts with and which begins like no formula; or an amount in fen, which a person may add up. */
export type TableCell = string | { readonly fen: number };

/** Writes a table as a spreadsheet: each row may have cells of its own. */
export function writeTable(
  format: RosterResult['format'],
  sheetName: string,
  rows: readonly (readonly TableCell[])[],
): WrittenResult {
  switch (format) {
    case 'xlsx':
      return { content: asXlsx(rows, sheetName), encoding: null };
    case 'csv':
      return asCsv(rows);
    default:
      return format satisfies never;
  }
}

/** As it is read: '1234.50' of an amount. */
function textOf(cell: TableCell): string {
  return typeof cell === 'string' ? harmlessCell(cell) : (cell.fen / 100).toFixed(2);
}

function asXlsx(rows: readonly (readonly TableCell[])[], sheetName: string): string {
  const sheet = XLSX.utils.aoa_to_sheet(
    rows.map((row) =>
      row.map((cell): XLSX.CellObject =>
        typeof cell === 'string'
          ? { t: 's', v: textOf(cell), z: '@' }
          : { t: 'n', v: cell.fen / 100, z: '#,##0.00' },
      ),
    ),
    { dense: true },
  );
  const columns = Math.max(0, ...rows.slice(0, 200).map((row) => row.length));
  sheet['!cols'] = Array.from({ length: columns }, (_, column) => ({ wch: widthOf(rows, column) }));
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, sheetName);
  // With `base64` the library gives a text; its typings say nothing.
  return XLSX.write(workbook, { type: 'base64', bookType: 'xlsx', compression: true }) as string;
}

/** Chinese characters are twice as wide as digits; a sentence may be cut on the screen, never in the cell. */
function widthOf(rows: readonly (readonly TableCell[])[], column: number): number {
  const widths = rows
    .slice(0, 200)
    .map((row) =>
      Array.from(textOf(row[column] ?? '')).reduce((sum, one) => sum + (one > '\u2E7F' ? 2 : 1), 0),
    );
  return Math.min(80, Math.max(6, ...widths) + 2);
}

/**
 * GB 18030, which spreadsheet programs in China open with a double click. Where its tables would lose a character (some
 * of the private use area; half a surrogate pair), UTF-8 with a byte order mark instead, which they open too: a rare
 * name must never become a question mark.
 */
function asCsv(rows: readonly (readonly TableCell[])[]): WrittenResult {
  const text = rows.map((row) => `${row.map((cell) => quoted(textOf(cell))).join(',')}\r\n`).join('');
  const bytes = iconv.encode(text, 'gb18030');
  const isKept = iconv.decode(bytes, 'gb18030') === text && new TextDecoder('gb18030').decode(bytes) === text;
  return isKept
    ? { content: bytes.toString('base64'), encoding: 'gb18030' }
    : { content: Buffer.from(`\uFEFF${text}`, 'utf8').toString('base64'), encoding: 'utf-8' };
}

/** RFC 4180. */
function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
