import type { CountyWriter } from '../../central/storage/central-storage.ts';
import type { Change } from '../../domain/records/change.ts';

/**
 * Writes changes at the central office by another hand than a counter's, as one command that no counter knows.
 * @param number which of them it is in its test, from 1: its command id comes of it
 * @param taken command ids under which something else was decided before: whoever comes with one of them is set aside
 */
export async function writeForeignChanges(
  writer: CountyWriter,
  number: number,
  changes: readonly Change[],
  taken: readonly string[] = [],
): Promise<void> {
  const commandId = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const { head, applied, refused } = writer.lockedHead;
  const commandEnd = head + changes.length;
  await writer.write({
    changes: changes.map((change, index) => ({ sequence: head + index + 1, commandId, commandEnd, change })),
    answers: taken.map((id) => ({
      ...{ commandId: id, hash: '0'.repeat(64), kind: 'answer-inquiry', workstationId: '', clerkId: '' },
      ...{ commandedAt: '2020-01-01T00:00:00.000+08:00', outcome: 'applied' },
      answer: { outcome: 'applied', sequence: head },
    })),
    cardPins: [],
    head: { head: commandEnd, applied, refused },
  });
}
