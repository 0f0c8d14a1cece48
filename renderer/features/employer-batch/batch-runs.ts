import { useSyncExternalStore } from 'react';
import type { BatchRunResult } from '../../../contract/batch-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { counter } from '../../counter.ts';

/** A run as this window began it: it goes on while the clerk looks at other pages, and its end is told when he is back. */
export interface WindowRun {
  readonly busy: boolean;
  readonly ended: BatchRunResult['ended'] | null;
  readonly failure: Failure | null;
}

const idle: WindowRun = { busy: false, ended: null, failure: null };
let runs: ReadonlyMap<string, WindowRun> = new Map();
const listeners = new Set<() => void>();

function publish(batchId: string, run: WindowRun): void {
  runs = new Map(runs).set(batchId, run);
  for (const listener of listeners) listener();
}

/** Begins the making of a batch's cards, or goes on with it where it was. */
export async function startRun(batchId: string): Promise<void> {
  if (runs.get(batchId)?.busy === true) return;
  publish(batchId, { ...idle, busy: true });
  const outcome = await counter.call('runBatch', { batchId });
  publish(
    batchId,
    outcome.ok ? { ...idle, ended: outcome.value.ended } : { ...idle, failure: outcome.error },
  );
}

/** How the run of a batch does that this window has begun. */
export function useRun(batchId: string): WindowRun {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => runs.get(batchId) ?? idle,
  );
}
