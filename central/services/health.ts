import type { z } from 'zod';
import type { healthAnswer } from '../../contract/sync-protocol.ts';
import type { CentralStorage } from '../storage/central-storage.ts';

export type HealthAnswer = z.infer<typeof healthAnswer>;

/** So old may an answer be, milliseconds. */
const goodFor = 1_000;

/**
 * How the central office is; 'failing' when its database does not answer, with what is known without it. Anybody may ask,
 * and each answer costs a transaction of every county: there is one a second at most, whoever asks (docs/SCALE.md).
 */
export function watchHealth(
  storage: Pick<CentralStorage, 'kind' | 'identity' | 'counties' | 'read'>,
  fixed: Pick<HealthAnswer, 'mode' | 'epoch'>,
  monotonic: () => number = () => performance.now(),
): () => Promise<HealthAnswer> {
  let last: { readonly at: number; readonly answer: Promise<HealthAnswer> } | null = null;
  return () => {
    const now = monotonic();
    if (last === null || now - last.at >= goodFor) last = { at: now, answer: readHealth(storage, fixed) };
    return last.answer;
  };
}

async function readHealth(
  storage: Pick<CentralStorage, 'kind' | 'identity' | 'counties' | 'read'>,
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
