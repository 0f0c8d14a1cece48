import { findRoster, type RosterReading } from '../../../domain/roster/roster-rows.ts';
import type { RosterColumn } from '../../../domain/roster/roster-columns.ts';
import type { Sheet } from '../../../domain/roster/sheet.ts';
import { RosterFileError, tooLarge } from './file-error.ts';
import type { RosterLimits } from './limits.ts';
import { readText } from './read-text.ts';
import { readXls, readXlsx } from './read-workbook.ts';

const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * Reads a roster from the bytes of a file. What kind of file it is, is read from its beginning and not from its name:
 * employers rename what their programs refuse to open.
 */
export function readRosterFile<Name extends string>(
  file: { readonly name: string; readonly bytes: Buffer },
  columns: readonly RosterColumn<Name>[],
  limits: RosterLimits,
): RosterReading<Name> {
  try {
    if (file.bytes.length > limits.fileBytes) throw tooLarge(limits.fileBytes);
    return findRoster(sheetsOf(file, limits), columns, limits.rows);
  } catch (error) {
    if (error instanceof RosterFileError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function sheetsOf(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  limits: RosterLimits,
): readonly Sheet[] {
  if (bytes.subarray(0, zip.length).equals(zip)) return readXlsx(bytes, limits);
  if (bytes.subarray(0, compoundFile.length).equals(compoundFile)) return readXls(bytes, limits);
  return [readText(bytes, name, limits)];
}
