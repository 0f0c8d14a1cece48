import type { PrintJobState } from '../../../contract/printing.ts';
import { endOfPrint } from '../../../contract/printing.ts';

/** Milliseconds from one question to the next: short while somebody looks, longer where it takes its time. */
const shortestPause = 250;
const longestPause = 3000;

/** What following needs to know of the queue; the scheduler's, or a test's own. */
export interface FollowedJob {
  /** How it stands now; null where the queue does not know it. Rejects where the queue does not answer. */
  readonly look: () => Promise<PrintJobState | null>;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Told at every change, the end included. */
  readonly told: (state: PrintJobState) => void;
}

/**
 * Follows a job until it has ended, however long that takes: a queue that does not answer has the job still, and one that
 * is back and no longer knows it has lost it. Never rejects.
 */
export async function followJob({ look, pause, told }: FollowedJob): Promise<PrintJobState> {
  let last: PrintJobState = { state: 'queued' };
  let wait = shortestPause;
  for (;;) {
    const now = await look().then(
      (state) => state ?? ({ state: 'lost' } as const),
      () => ({ state: 'waiting', reason: 'scheduler-away' }) as const,
    );
    if (isOther(now, last)) {
      wait = shortestPause;
      last = now;
      told(now);
    }
    if (endOfPrint(now) !== null) return now;
    await pause(wait);
    wait = Math.min(longestPause, wait * 1.5);
  }
}

function isOther(one: PrintJobState, other: PrintJobState): boolean {
  const reasonOf = (state: PrintJobState) => ('reason' in state ? state.reason : null);
  return one.state !== other.state || reasonOf(one) !== reasonOf(other);
}
