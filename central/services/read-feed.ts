import type { CentralStorage, FeedPageText } from '../storage/central-storage.ts';
import { UnknownCountyError } from '../storage/central-storage.ts';
import type { ChangeSignal } from './change-signal.ts';
import { requireSameHistory, type KnownHistory } from './same-history.ts';

export interface FeedRequest extends KnownHistory {
  readonly county: string;
  readonly after: number;
  readonly limit: number;
  /** Milliseconds for which an empty answer may be held back. */
  readonly wait: number;
  /** The counter hung up. */
  readonly gaveUp: AbortSignal;
}

/**
 * The changes after a number. Where there are none it waits, and answers the moment one is committed by any process.
 * @throws OtherHistoryError when the counter knows another history than the one that is here
 */
export async function readFeed(
  storage: CentralStorage,
  signal: ChangeSignal,
  request: FeedRequest,
): Promise<FeedPageText> {
  const { county, after, limit, wait, gaveUp } = request;
  const until = performance.now() + wait;
  const watch = signal.watch(county);
  try {
    for (;;) {
      const page = await storage.read(county, async (reader) => {
        const found = await reader.feed(after, limit);
        if (found === undefined) throw new UnknownCountyError();
        await requireSameHistory(reader, found, { ...request, atLeast: after });
        return found;
      });
      const left = until - performance.now();
      if (page.count > 0 || left <= 0) return page;
      if (!(await watch.wait(left, gaveUp))) return page;
    }
  } finally {
    watch.stop();
  }
}
