import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from '../../../domain/roster/sheet.ts';
import { RosterFileError } from './file-error.ts';
import type { RosterLimits } from './limits.ts';

/** A roster as text with a delimiter: the whole file is one sheet that is called like the file. */
export function readText(bytes: Buffer, name: string, limits: RosterLimits): Sheet {
  const text = decode(bytes);
  // Pages of the web that are called .xls, papers, and files that are no text at all.
  if (/^(\s*<|%PDF-)/.test(text) || text.includes('\0')) throw new RosterFileError('roster-kind-unknown');
  const records = parseRecords(text, limits);
  const rows = records.flatMap((record, index) => {
    const last = record.findLastIndex((value) => value !== '');
    if (last >= limits.columns)
      throw new RosterFileError('roster-too-many-columns', { limit: limits.columns });
    if (last < 0) return [];
    const cells = record
      .slice(0, last + 1)
      .map((value) => (value === '' ? undefined : ({ kind: 'text', text: value } as const)));
    return [{ rowNumber: index + 1, cells }];
  });
  return { name, date1904: false, rows };
}

/**
 * By the byte order mark where there is one; otherwise UTF-8 where every byte fits it, or else GB 18030: Chinese text
 * in the one is hardly ever valid in the other.
 */
function decode(bytes: Buffer): string {
  const marked = [
    { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
    { mark: [0xff, 0xfe], encoding: 'utf-16le' },
    { mark: [0x84, 0x31, 0x95, 0x33], encoding: 'gb18030' },
  ].find(({ mark }) => mark.every((byte, place) => bytes[place] === byte));
  const encodings = marked === undefined ? ['utf-8', 'gb18030'] : [marked.encoding];
  for (const encoding of encodings) {
    try {
      // A mark of GB 18030 is not taken off by every platform.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new RosterFileError('roster-kind-unknown');
}

/** Titles and notes above and below the list. */
const rowsBeside = 1_000;

function parseRecords(text: string, limits: RosterLimits): readonly (readonly string[])[] {
  const most = limits.rows + rowsBeside;
  // A first line that names the delimiter is the spreadsheet's own, and a row of its own there too.
  const named = /^sep=(.)\r?\n/.exec(text);
  try {
    const records = parse(text, {
      delimiter: named?.[1] ?? likeliestDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: false,
      to: most + 1,
    });
    if (records.length > most) {
      throw new RosterFileError('roster-too-many-rows', {
        rows: text.split('\n').length,
        limit: limits.rows,
      });
    }
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfOpenQuote(text) : Number(error['lines']);
    throw new RosterFileError('roster-quote-unbalanced', { line }, error);
  }
}

/** How far the delimiters are counted. */
const sampleLength = 64 * 1024;

/** The one of comma, semicolon and tab that stands most often outside quotation marks. */
function likeliestDelimiter(text: string): string {
  const sample = text.slice(0, sampleLength).replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: sample.split(delimiter).length,
  }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

/** The line in which the quotation mark stands that is never closed; a doubled one within quotes closes and opens. */
function lineOfOpenQuote(text: string): number {
  let line = 1;
  let opened: number | null = null;
  for (const [character] of text.matchAll(/["\n]/g)) {
    if (character === '\n') line += 1;
    else opened = opened === null ? line : null;
  }
  return opened ?? line;
}
