import type { CentralStorage, CountyReader } from '../storage/central-storage.ts';

/** How many transactions of one county may be under way at once: a long page does not hold back the ones behind it. */
const mostUnderWay = 2;

export interface Asking<Question, Answer> {
  /** Questions with the same key have the same answer. */
  readonly keyOf: (question: Question) => string;
  /** One answer for each question, in the same order; read in one transaction. */
  readonly answer: (reader: CountyReader, questions: readonly Question[]) => Promise<readonly Answer[]>;
}

/**
 * Lets questions of one county that come at the same time be answered by one transaction: a change wakes all counters of a
 * county at once, and each asks the same. No answer is older than its question: whoever asks while a transaction is under
 * way has the next one.
 */
export function askTogether<Question, Answer>(
  storage: Pick<CentralStorage, 'read'>,
  { keyOf, answer }: Asking<Question, Answer>,
): (county: string, question: Question) => Promise<Answer> {
  const counties = new Map<string, Gathering<Question, Answer>>();

  function begin(county: string, gathering: Gathering<Question, Answer>): void {
    if (gathering.isBeginning || gathering.underWay >= mostUnderWay || gathering.waiting.size === 0) return;
    gathering.isBeginning = true;
    // Behind all that were woken by the same change.
    setImmediate(() => {
      gathering.isBeginning = false;
      gathering.underWay += 1;
      const asked = [...gathering.waiting.values()];
      gathering.waiting = new Map();
      void answerAll(county, asked).finally(() => {
        gathering.underWay -= 1;
        begin(county, gathering);
        if (gathering.underWay === 0 && !gathering.isBeginning) counties.delete(county);
      });
    });
  }

  /** Rejects nothing itself: who asked is told. */
  async function answerAll(county: string, asked: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const questions = asked.map(({ question }) => question);
      const answers = await storage.read(county, (reader) => answer(reader, questions));
      if (answers.length !== asked.length) throw new Error('a question was left without an answer');
      for (const [index, value] of answers.entries()) {
        for (const { resolve } of asked[index]?.askers ?? []) resolve(value);
      }
    } catch (error) {
      for (const { askers } of asked) for (const { reject } of askers) reject(error);
    }
  }

  return (county, question) =>
    new Promise((resolve, reject) => {
      const gathering: Gathering<Question, Answer> = counties.get(county) ?? {
        waiting: new Map(),
        underWay: 0,
        isBeginning: false,
      };
      counties.set(county, gathering);
      const key = keyOf(question);
      const asked = gathering.waiting.get(key) ?? { question, askers: [] };
      gathering.waiting.set(key, asked);
      asked.askers.push({ resolve, reject });
      begin(county, gathering);
    });
}

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly askers: {
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }[];
}

/** What is asked of one county. */
interface Gathering<Question, Answer> {
  /** By the key of the question: not begun. */
  waiting: Map<string, Asked<Question, Answer>>;
  underWay: number;
  isBeginning: boolean;
}
