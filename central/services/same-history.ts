import type { CountyPosition, CountyReader } from '../storage/central-storage.ts';

/** What a counter says of the history that it knows; position 0 says nothing. */
export interface KnownHistory {
  readonly epoch: string;
  readonly knownHead: number;
  readonly knownMark: string;
}

/**
 * The counter knows another history than the one that is here: another epoch, or a position that is not in it, because
 * the central office was restored from an older backup. The counter pulls its county anew.
 */
export class OtherHistoryError extends Error {
  constructor() {
    super('the counter knows another history of its county');
    this.name = 'OtherHistoryError';
  }
}

/**
 * Looks whether what a counter knows is part of this county's history.
 * @param found where the county stands, read in the same transaction
 * @throws OtherHistoryError
 */
export async function requireSameHistory(
  reader: Pick<CountyReader, 'holds'>,
  found: CountyPosition,
  known: KnownHistory & { readonly atLeast?: number },
): Promise<void> {
  const { epoch, knownHead, knownMark, atLeast = 0 } = known;
  if (found.epoch !== epoch || found.head < Math.max(atLeast, knownHead)) throw new OtherHistoryError();
  if (found.head === knownHead && found.mark === knownMark) return;
  if (!(await reader.holds({ head: knownHead, mark: knownMark }))) throw new OtherHistoryError();
}
