import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import type { RosterResult, WrittenResult } from '../../../counter/ports/roster-files.ts';
import { harmlessCell } from '../../../domain/roster/harmless-cell.ts';
import { resultSentences } from './result-sentences.ts';

/**
 * Writes what became of a roster as a spreadsheet for the employer: his own columns, then the result and every reason.
 * Every cell is text, so that no program counts with a number again, and none begins like a formula.
 */
export async function writeResult(result: RosterResult): Promise<WrittenResult> {
  const { t, reason } = await resultSentences(result.language);
  const head = [
    t('roster-result.row'),
    ...result.headings,
    t('roster-result.result'),
    t('roster-result.reason'),
  ];
  const rows = result.rows.map(({ rowNumber, cells, refusals, outcome }) => [
    String(rowNumber),
    ...cells,
    t(`roster-result.${outcome ?? (refusals.length === 0 ? 'accepted' : 'refused')}`),
    refusals.map(reason).join(' '),
  ]);
  const table = [head, ...rows].map((row) => row.map(harmlessCell));
  switch (result.format) {
    case 'xlsx':
      return { content: asXlsx(table, t('roster-result.sheet')), encoding: null };
    case 'csv':
      return asCsv(table);
    default:
      return result.format satisfies never;
  }
}

function asXlsx(table: readonly (readonly string[])[], sheetName: string): string {
  const sheet = XLSX.utils.aoa_to_sheet(
    table.map((row) => row.map((text) => ({ t: 's', v: text, z: '@' }) satisfies XLSX.CellObject)),
    { dense: true },
  );
  sheet['!cols'] = (table[0] ?? []).map((_, column) => ({ wch: widthOf(table, column) }));
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, sheetName);
  // With `base64` the library gives a text; its typings say nothing.
  return XLSX.write(workbook, { type: 'base64', bookType: 'xlsx', compression: true }) as string;
}

/** Chinese characters are twice as wide as digits; a sentence may be cut on the screen, never in the cell. */
function widthOf(table: readonly (readonly string[])[], column: number): number {
  const widths = table
    .slice(0, 200)
    .map((row) => Array.from(row[column] ?? '').reduce((sum, one) => sum + (one > '\u2E7F' ? 2 : 1), 0));
  return Math.min(80, Math.max(6, ...widths) + 2);
}

/**
 * GB 18030, which spreadsheet programs in China open with a double click. Where its tables would lose a character (some
 * of the private use area; half a surrogate pair), UTF-8 with a byte order mark instead, which they open too: a rare
 * name must never become a question mark.
 */
function asCsv(table: readonly (readonly string[])[]): WrittenResult {
  const text = table.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
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
