import type { LostCommandsAnswer } from '../../contract/sync-protocol.ts';
import { UnknownCountyError, type CentralStorage } from '../storage/central-storage.ts';
import { OtherHistoryError } from './same-history.ts';

/**
 * Which of the commands that a counter knows as applied are not known as applied here: they were lost with what came
 * after the backup, and the counter sends them again.
 * @throws OtherHistoryError when the question belongs to another epoch
 */
export async function findLostCommands(
  storage: CentralStorage,
  county: string,
  { epoch, ids }: { readonly epoch: string; readonly ids: readonly string[] },
): Promise<LostCommandsAnswer> {
  return await storage.read(county, async (reader) => {
    const position = await reader.position();
    if (position === undefined) throw new UnknownCountyError();
    if (position.epoch !== epoch) throw new OtherHistoryError();
    return { epoch, lost: [...(await reader.lostCommands(ids))] };
  });
}
