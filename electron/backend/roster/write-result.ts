import type { RosterResult, WrittenResult } from '../../../counter/ports/roster-files.ts';
import { resultSentences } from './result-sentences.ts';
import { writeTable } from './write-table.ts';

/** Writes what became of a roster as a spreadsheet for the employer: his own columns, then the result and every reason. */
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
  return writeTable(result.format, t('roster-result.sheet'), [head, ...rows]);
}
