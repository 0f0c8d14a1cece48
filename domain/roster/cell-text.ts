import { addDays, isCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { RefusalCode } from '../command/refusal-codes.ts';
import { normaliseTypedNumber } from '../identity/typed-number.ts';
import type { SheetCell } from './sheet.ts';

/** What a column's cells are, which decides how they are brought to text. */
export type ColumnKind = 'name' | 'number' | 'date' | 'text';

/** A cell's text in the form in which it is checked; where it cannot be read the text is as shown, with the reason. */
export interface CellReading {
  readonly text: string;
  readonly problem: RefusalCode | null;
}

/** Spreadsheets count with 15 significant digits: an integer from here on has lost its last ones. */
const firstInexact = 1e15;

/** No name, number or remark is as long; what is, came in by mistake or on purpose, and goes no further. */
export const longestCell = 2_000;

/** Serial numbers that are taken for days: 1954-10-03 to 2119-01-10. Smaller and larger ones are something else. */
const serialDays = { first: 20_000, last: 80_000 } as const;

/** 9999-12-31 in a spreadsheet that counts from 1904: no serial number is higher. */
const lastSerial = 2_957_003;

/** Day 0 of a spreadsheet that counts from 1900 (for days after February 1900), and of one that counts from 1904. */
const dayZero = { from1900: '1899-12-30', from1904: '1904-01-01' } as const;

/** Brings a cell to text by the kind of its column; a missing cell is the empty text. */
export function readCell(kind: ColumnKind, cell: SheetCell | undefined, date1904: boolean): CellReading {
  if (cell === undefined) return read('');
  switch (cell.kind) {
    case 'text':
      return cell.text.length > longestCell
        ? { text: '', problem: 'roster-cell-too-long' }
        : readText(kind, cell.text, date1904);
    case 'number':
      return readNumber(kind, cell.value, date1904);
    case 'date':
      return read(cell.date);
    case 'formula-without-value':
      return { text: '', problem: 'roster-formula-without-value' };
    case 'error':
      return { text: '', problem: 'roster-cell-error' };
    default:
      return cell satisfies never;
  }
}

/**
 * Takes off what stands around a text and no one sees: white space of every width, zero-width and other format
 * characters, and the apostrophe with which spreadsheets mark a text. Nothing inside is touched.
 */
export function trimCell(text: string): string {
  const trimmed = trimBlanks(text);
  return trimmed.startsWith("'") ? trimBlanks(trimmed.slice(1)) : trimmed;
}

/** What a text that is trimmed begins or ends with; half of a surrogate pair may belong to one. */
const edge = /[\s\p{Cf}\ud800-\udfff]/u;

function trimBlanks(text: string): string {
  // Nearly every cell has nothing to take off, and ten thousand rows have many cells.
  if (!edge.test(text.charAt(0)) && !edge.test(text.charAt(text.length - 1))) return text;
  return text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
}

/**
 * Whether a number was written as 1.1E+17: the digits that are missing are gone, and nobody can say which they were.
 * Takes the normalised form. Not what a passport may be called: that has no sign and no decimal point.
 */
function isScientific(number: string): boolean {
  return /^[+-]?(\d+\.\d+E\+?\d{1,3}|\d+E\+\d{1,3})$/.test(number);
}

/** Whether 18 digits end as those that a spreadsheet has cut to 15: its zeros stand where the last three were. */
export function endsLikeCutNumber(number: string): boolean {
  return /^[1-9]\d{14}000$/.test(number);
}

/** The day that a text names in one of the usual ways, or null: 2026-11-3, 2026/11/03, 2026.11.3, 2026年11月3日, 20261103. */
export function readDateText(text: string): CivilDate | null {
  const written = normaliseTypedNumber(text.replace(/[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, ''));
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(written) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (parts === null) return null;
  const [, year = '', month = '', day = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}

/** The day of a spreadsheet's serial number (its time of day dropped), or null where no day has such a number. */
export function dateOfSerial(serial: number, date1904: boolean): CivilDate | null {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= lastSerial)) return null;
  return addDays(date1904 ? dayZero.from1904 : dayZero.from1900, day);
}

function readText(kind: ColumnKind, written: string, date1904: boolean): CellReading {
  const text = trimCell(written);
  switch (kind) {
    case 'name':
      // Before a Latin letter the apostrophe is the name's own: 't Hooft.
      return read(/^[\s\p{Cf}]*'[A-Za-z]/u.test(written) ? trimBlanks(written) : text);
    case 'text':
      return read(text);
    case 'number': {
      // Programs that count in fractions write whole numbers as 13800138000.0.
      const number = normaliseTypedNumber(text).replace(/^(\d{1,15})\.0+$/, '$1');
      return isScientific(number) ? { text: number, problem: 'roster-number-damaged' } : read(number);
    }
    case 'date': {
      if (text === '') return read('');
      const serial = normaliseTypedNumber(text);
      const date = /^\d{5}$/.test(serial) ? likelyDate(Number(serial), date1904) : readDateText(text);
      return date === null ? { text, problem: 'roster-date-unreadable' } : read(date);
    }
    default:
      return kind satisfies never;
  }
}

function readNumber(kind: ColumnKind, value: number, date1904: boolean): CellReading {
  switch (kind) {
    case 'name':
    case 'text':
      return read(String(value));
    case 'number':
      return Math.abs(value) < firstInexact
        ? read(String(value))
        : { text: value.toExponential().toUpperCase(), problem: 'roster-number-damaged' };
    case 'date': {
      const date = readDateText(String(value)) ?? likelyDate(value, date1904);
      return date === null ? { text: String(value), problem: 'roster-date-unreadable' } : read(date);
    }
    default:
      return kind satisfies never;
  }
}

/** The day of a number that a spreadsheet does not show as a date: only where it can hardly be anything else. */
function likelyDate(serial: number, date1904: boolean): CivilDate | null {
  const isLikely = serial >= serialDays.first && serial < serialDays.last + 1;
  return isLikely ? dateOfSerial(serial, date1904) : null;
}

function read(text: string): CellReading {
  return { text, problem: null };
}
