import type { CentralStorage, CountyReader, FeedPageText } from '../storage/central-storage.ts';
import { UnknownCountyError } from '../storage/central-storage.ts';
import { askTogether } from './asked-together.ts';
import type { ChangeSignal } from './change-signal.ts';
import { OtherHistoryError, requireSameHistory, type KnownHistory } from './same-history.ts';

/** Which changes are asked for, by whom who knows which history. */
interface FeedQuestion extends KnownHistory {
  readonly after: number;
  readonly limit: number;
}

export interface FeedRequest extends FeedQuestion {
  readonly county: string;
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
  const { county, after, limit, wait, gaveUp, epoch, knownHead, knownMark } = request;
  const until = performance.now() + wait;
  const watch = signal.watch(county);
  try {
    for (;;) {
      const page = await pagesOf(storage)(county, { epoch, knownHead, knownMark, after, limit });
      if (page === 'other history') throw new OtherHistoryError();
      const left = until - performance.now();
      if (page.count > 0 || left <= 0) return page;
      if (!(await watch.wait(left, gaveUp))) return page;
    }
  } finally {
    watch.stop();
  }
}

type Pages = (county: string, question: FeedQuestion) => Promise<FeedPageText | 'other history'>;

/** Of each storage its own. */
const pages = new WeakMap<CentralStorage, Pages>();

/** Counters that are woken by the same change mostly stand at the same number and know the same history. */
function pagesOf(storage: CentralStorage): Pages {
  const known =
    pages.get(storage) ??
    askTogether(storage, {
      keyOf: (question: FeedQuestion) => JSON.stringify(question),
      answer: async (reader, questions) => {
        const answers: (FeedPageText | 'other history')[] = [];
        for (const question of questions) answers.push(await readPage(reader, question));
        return answers;
      },
    });
  pages.set(storage, known);
  return known;
}

async function readPage(
  reader: CountyReader,
  question: FeedQuestion,
): Promise<FeedPageText | 'other history'> {
  const { after, limit } = question;
  const found = await reader.feed(after, limit);
  if (found === undefined) throw new UnknownCountyError();
  try {
    await requireSameHistory(reader, found, { ...question, atLeast: after });
    return found;
  } catch (error) {
    // It concerns this counter, and none of those that have asked beside it.
    if (error instanceof OtherHistoryError) return 'other history';
    throw error;
  }
}
