import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { CallEnd } from './line-client.ts';
import type { CounterWatch, SimulatedCounter } from './simulated-counter.ts';

/** Milliseconds: what half, most and nearly all of them took, and the longest. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

export interface Measured {
  /** Of a batch, from sending to its answer. */
  readonly push: Latency;
  /** Of a command, from its commit at the counter to the answer: with what it has waited for the batch before it. */
  readonly commit: Latency;
  /** Of a command and every other counter of its county, from its commit until it was heard there. */
  readonly heard: Latency;
  /** Answers to questions for the feed. */
  readonly feedAnswers: number;
  readonly answers: ReadonlyMap<string, number>;
  /** Calls that failed, by call, status and code. */
  readonly failures: ReadonlyMap<string, number>;
  readonly linesLost: number;
  readonly faults: readonly unknown[];
}

/** Gathers what counters tell, in periods. */
export class Measuring implements CounterWatch {
  #period = new Period();
  readonly #heard = new Map<string, HeardInCounty>();

  /** What was gathered since it was taken last. */
  take(): Measured {
    const { push, commit, heard, ...counted } = this.#period;
    this.#period = new Period();
    const [one, two, three] = [push, commit, heard].map(latencyOf);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three are three');
    return { ...counted, push: one, commit: two, heard: three };
  }

  readonly callEnded = ({ call, milliseconds, code, status }: CallEnd): void => {
    if (code !== null) {
      const word = `${call}: ${status === null ? 'no answer' : String(status)}, ${code}`;
      add(this.#period.failures, word);
    } else if (call === 'push') record(this.#period.push, milliseconds);
    else this.#period.feedAnswers += 1;
  };

  readonly answered: CounterWatch['answered'] = ({ counter, answer, committedAt, at }): void => {
    const word =
      answer.outcome === 'applied' && answer.duplicate
        ? 'applied again'
        : answer.outcome === 'refused'
          ? `refused ${answer.refusals.map(({ code }) => code).join(' ')}`
          : answer.outcome;
    add(this.#period.answers, word);
    record(this.#period.commit, at - committedAt);
    if (answer.outcome !== 'applied' || answer.duplicate) return;
    const times = this.#inCounty(counter.county).committed(counter, answer.sequence, committedAt);
    for (const time of times) record(this.#period.heard, time);
  };

  readonly heard: CounterWatch['heard'] = (counter, sequences, at): void => {
    const times = this.#inCounty(counter.county).heard(counter, sequences, at);
    for (const time of times) record(this.#period.heard, time);
  };

  readonly lineChanged: CounterWatch['lineChanged'] = (state): void => {
    if (state === 'offline') this.#period.linesLost += 1;
  };

  readonly fault = (error: unknown): void => {
    this.#period.faults.push(error);
  };

  #inCounty(county: string): HeardInCounty {
    const known = this.#heard.get(county) ?? new HeardInCounty();
    this.#heard.set(county, known);
    return known;
  }
}

/** Microseconds. */
class Period {
  readonly push = createHistogram();
  readonly commit = createHistogram();
  readonly heard = createHistogram();
  readonly answers = new Map<string, number>();
  readonly failures = new Map<string, number>();
  readonly faults: unknown[] = [];
  feedAnswers = 0;
  linesLost = 0;
}

/** Numbers of changes that nobody's answer has named so far behind the newest are no command's last one. */
const forgottenBehind = 2_000;

/** Brings together who committed a change and who heard of it, whichever is told first. */
class HeardInCounty {
  readonly #committed = new Map<number, { readonly by: SimulatedCounter; readonly at: number }>();
  readonly #early = new Map<number, { readonly by: SimulatedCounter; readonly at: number }[]>();

  committed(by: SimulatedCounter, sequence: number, at: number): readonly number[] {
    this.#committed.set(sequence, { by, at });
    const early = this.#early.get(sequence) ?? [];
    this.#early.delete(sequence);
    this.#forget(sequence);
    return early.filter((one) => one.by !== by).map((one) => one.at - at);
  }

  heard(by: SimulatedCounter, sequences: readonly number[], at: number): readonly number[] {
    return sequences.flatMap((sequence) => {
      const known = this.#committed.get(sequence);
      if (known !== undefined) return known.by === by ? [] : [at - known.at];
      const early = this.#early.get(sequence);
      if (early === undefined) this.#early.set(sequence, [{ by, at }]);
      else early.push({ by, at });
      return [];
    });
  }

  /** Maps keep the order in which they were filled, which is nearly that of the numbers. */
  #forget(newest: number): void {
    for (const map of [this.#committed, this.#early]) {
      for (const sequence of map.keys()) {
        if (sequence > newest - forgottenBehind) break;
        map.delete(sequence);
      }
    }
  }
}

function add(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function record(histogram: RecordableHistogram, milliseconds: number): void {
  histogram.record(Math.max(1, Math.round(milliseconds * 1000)));
}

function latencyOf(histogram: RecordableHistogram): Latency {
  const at = (percent: number) => histogram.percentile(percent) / 1000;
  const isEmpty = histogram.count === 0;
  return {
    count: histogram.count,
    p50: isEmpty ? 0 : at(50),
    p95: isEmpty ? 0 : at(95),
    p99: isEmpty ? 0 : at(99),
    most: isEmpty ? 0 : histogram.max / 1000,
  };
}
