import * as XLSX from '@e965/xlsx';
import { dateOfSerial } from '../../../domain/roster/cell-text.ts';
import type { Sheet, SheetCell, SheetRow } from '../../../domain/roster/sheet.ts';
import { RosterFileError } from './file-error.ts';
import type { RosterLimits } from './limits.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

/** The visible sheets of an .xlsx archive. */
export function readXlsx(bytes: Buffer, limits: RosterLimits): readonly Sheet[] {
  return readWorkbook(unpackWorkbook(bytes, limits), limits);
}

/** The visible sheets of an .xls file (Excel 97 to 2003, BIFF 8). */
export function readXls(bytes: Buffer, limits: RosterLimits): readonly Sheet[] {
  // An encrypted .xlsx is a container of the older kind, with this stream in it.
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new RosterFileError('roster-encrypted');
  return readWorkbook(bytes, limits);
}

function readWorkbook(bytes: Buffer, limits: RosterLimits): readonly Sheet[] {
  const workbook = parse(bytes);
  const properties = workbook.Workbook;
  const date1904 = properties?.WBProps?.date1904 === true;
  return workbook.SheetNames.flatMap((name, place) => {
    const sheet = workbook.Sheets[name];
    const isHidden = (properties?.Sheets?.[place]?.Hidden ?? 0) !== 0;
    const data: unknown = sheet?.['!data'];
    if (isHidden || !Array.isArray(data)) return [];
    return [{ name, date1904, rows: rowsOf(data as DenseRows, date1904, limits) }];
  });
}

/** What the library gives with `dense`: rows and cells where there are any. */
type DenseRows = readonly ((XLSX.CellObject | null | undefined)[] | null | undefined)[];

function parse(bytes: Buffer): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: true,
      // Without its empty cells a sheet loses the formulas without a value as well.
      sheetStubs: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
    });
  } catch (error) {
    // The library tells a password only in words; every other word means that it could not read on.
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new RosterFileError(isLocked ? 'roster-encrypted' : 'roster-damaged', {}, error);
  }
}

function rowsOf(data: DenseRows, date1904: boolean, limits: RosterLimits): readonly SheetRow[] {
  return data.flatMap((row, index) => {
    if (!row) return [];
    const cells = Array.from(row, (cell) => (cell ? cellOf(cell, date1904) : undefined));
    const last = cells.findLastIndex((cell) => cell !== undefined);
    if (last >= limits.columns)
      throw new RosterFileError('roster-too-many-columns', { limit: limits.columns });
    return last < 0 ? [] : [{ rowNumber: index + 1, cells: cells.slice(0, last + 1) }];
  });
}

// The library's typings leave its formats untyped.
const formats = XLSX.SSF as { readonly is_date: (format: string) => boolean };

function cellOf(cell: XLSX.CellObject, date1904: boolean): SheetCell | undefined {
  const { v: value, f: formula, z: format } = cell;
  const isEmpty = cell.t === 'z' || value === undefined;
  // LibreOffice writes 0 into an .xls for a formula that it did not calculate; a formula of an empty cell comes to 0 too.
  if (formula !== undefined && (isEmpty || value === 0)) return { kind: 'formula-without-value' };
  if (isEmpty) return undefined;
  if (cell.t === 'e') return { kind: 'error' };
  if (typeof value === 'number') {
    const date = typeof format === 'string' && formats.is_date(format) ? dateOfSerial(value, date1904) : null;
    return date === null ? { kind: 'number', value } : { kind: 'date', date };
  }
  const text = typeof value === 'string' ? value : String(value);
  return text === '' ? undefined : { kind: 'text', text };
}
