import type { Change } from '../../domain/records/change.ts';
import type { CountyHead, CountyWriter, SequencedChange } from '../storage/central-storage.ts';

/** What belongs together and is told by the feed together, under a name in place of a command's id. */
export interface OwnChanges {
  readonly commandId: string;
  readonly changes: readonly Change[];
}

/**
 * Writes the central office's own changes into the county, each with the next number of the feed.
 * @param behind where the county stands; other than at the beginning of the transaction where something was written in it
 */
export async function writeOwnChanges(
  writer: CountyWriter,
  groups: readonly OwnChanges[],
  behind: CountyHead = writer.lockedHead,
): Promise<void> {
  const { head, applied, refused } = behind;
  const sequenced: SequencedChange[] = [];
  for (const { commandId, changes } of groups) {
    const commandEnd = head + sequenced.length + changes.length;
    for (const change of changes) {
      sequenced.push({ sequence: head + sequenced.length + 1, commandId, commandEnd, change });
    }
  }
  if (sequenced.length === 0) return;
  await writer.write({
    changes: sequenced,
    answers: [],
    cardPins: [],
    head: { head: head + sequenced.length, applied, refused },
  });
}
