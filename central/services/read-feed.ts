import type { CentralStorage, FeedPageText } from '../storage/central-storage.ts';
import { UnknownCountyError } from '../storage/central-storage.ts';
import type { ChangeSignal } from './change-signal.ts';

export interface FeedRequest {
  readonly county: string;
  readonly after: number;
  readonly limit: number;
  /** Milliseconds for which an empty answer may be held back. */
  readonly wait: number;
  /** The counter hung up. */
  readonly gaveUp: AbortSignal;
}

/** The counter knows changes that this database does not: it was restored from an older backup. */
export class FeedBehindCounterError extends Error {
  constructor() {
    super('the feed ends before the number that the counter holds');
    this.name = 'FeedBehindCounterError';
  }
}

/**
 * The changes after a number. Where there are none it waits, and answers the moment one is committed by any process.
 * @throws FeedBehindCounterError
 */
export async function readFeed(
  storage: CentralStorage,
  signal: ChangeSignal,
  { county, after, limit, wait, gaveUp }: FeedRequest,
): Promise<FeedPageText> {
  const until = performance.now() + wait;
  const watch = signal.watch(county);
  try {
    for (;;) {
      const page = await storage.read(county, (reader) => reader.feed(after, limit));
      if (page === undefined) throw new UnknownCountyError();
      if (page.head < after) throw new FeedBehindCounterError();
      const left = until - performance.now();
      if (page.count > 0 || left <= 0) return page;
      if (!(await watch.wait(left, gaveUp))) return page;
    }
  } finally {
    watch.stop();
  }
}
