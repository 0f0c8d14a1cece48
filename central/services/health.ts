import type { z } from 'zod';
import type { healthAnswer } from '../../contract/sync-protocol.ts';
import type { CentralStorage } from '../storage/central-storage.ts';

export type HealthAnswer = z.infer<typeof healthAnswer>;

/** How the central office is; 'failing' when its database does not answer, with what is known without it. */
export async function readHealth(
  storage: CentralStorage,
  fixed: Pick<HealthAnswer, 'mode' | 'epoch'>,
): Promise<HealthAnswer> {
  const known = { ...fixed, storage: storage.kind, uptimeSeconds: Math.round(process.uptime()) };
  try {
    const counties: HealthAnswer['counties'] = [];
    const commands = { applied: 0, refused: 0 };
    const { epoch } = await storage.identity();
    for (const { county } of await storage.counties()) {
      const state = await storage.read(county, (reader) => reader.head());
      if (state === undefined) continue;
      counties.push({ county, head: state.head });
      commands.applied += state.applied;
      commands.refused += state.refused;
    }
    return { status: 'ready', ...known, epoch, counties, commands };
  } catch {
    return { status: 'failing', ...known, counties: [], commands: { applied: 0, refused: 0 } };
  }
}
