import * as XLSX from '@e965/xlsx';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';

/** What nobody can do without: the cells, and whether each number is right. */
export function parseAndCheck(bytes: Buffer, fewest: number): void {
  const workbook = XLSX.read(bytes, { type: 'buffer', dense: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  if (sheet === undefined) throw new Error('no sheet');
  const rows = XLSX.utils.sheet_to_json<readonly string[]>(sheet, { header: 1 });
  const right = rows.filter(([, , number = '']) => {
    return (
      /^\d{17}[\dX]$/.test(number) && residentIdCheckCharacter(number.slice(0, 17)) === number.charAt(17)
    );
  });
  if (right.length < fewest) throw new Error('the roster was not read');
}
