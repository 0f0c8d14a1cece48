import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClerksView } from './clerk-beside.ts';
import type { CounterAtWork, LoadedOffice } from './loaded-office.ts';
import type { Measured } from './measured.ts';
import { machineUse, useOf, useOfFamily } from '../helpers/processes.ts';
import type { ServerSample } from './server-watch.ts';

/** Shares of one processor, and megabytes. */
export interface Share {
  readonly processor: number;
  readonly megabytes: number;
}

/** One stretch of time at one rate. */
export interface Phase {
  /** Commands a second of all counters together that came to be committed. */
  readonly asked: number;
  readonly seconds: number;
  /** Commands a second that were answered. */
  readonly reached: number;
  readonly measured: Measured;
  readonly central: Share;
  readonly postgresql: Share;
  readonly generator: Share;
  /** Of all processors of the machine together. */
  readonly machine: number;
  /** Nine hundred and ninety nine of a thousand turns of this process came no later than so many milliseconds. */
  readonly generatorLate: number;
  readonly server: ServerSample;
  readonly clerk: ClerksView;
  /** Commands that waited at the counters at its end. */
  readonly waiting: number;
}

export interface PhaseSettings {
  /** Commands of each counter a minute. */
  readonly rate: number;
  /** Not measured: the first moments at a new rate. */
  readonly warmUp: number;
  readonly seconds: number;
}

class OutOfWorkError extends Error {
  constructor() {
    super('a counter has nothing more to send: prepare more commands for each');
    this.name = 'OutOfWorkError';
  }
}

/**
 * Lets every counter commit at this rate, at moments that do not know of each other (exponential pauses, from the seed),
 * whether or not what it committed before was answered.
 */
export async function runPhase(office: LoadedOffice, settings: PhaseSettings): Promise<Phase> {
  const { rate, warmUp, seconds } = settings;
  const { counters, measuring, watch, centralPid } = office;
  const arrivals = counters.map((one) => new Arrivals(one, 60_000 / rate));
  try {
    for (const one of arrivals) one.begin();
    await pause(warmUp * 1000);
    measuring.take();
    watch.take();
    office.clerk.take();
    const late = monitorEventLoopDelay({ resolution: 5 });
    late.enable();
    const before = takeUse(centralPid, watch.serverPid);
    const committedBefore = committedBy(arrivals);
    const begun = performance.now();
    await pause(seconds * 1000);
    const lasted = (performance.now() - begun) / 1000;
    const after = takeUse(centralPid, watch.serverPid);
    late.disable();
    const measured = measuring.take();
    const share = (of: 'central' | 'postgresql' | 'generator') => ({
      processor: (after[of].processor - before[of].processor) / lasted,
      megabytes: after[of].megabytes,
    });
    for (const { fault } of arrivals) if (fault !== null) throw fault;
    return {
      asked: (committedBy(arrivals) - committedBefore) / lasted,
      seconds: lasted,
      reached: measured.commit.count / lasted,
      measured,
      central: share('central'),
      postgresql: share('postgresql'),
      generator: share('generator'),
      machine: (after.machine - before.machine) / lasted,
      generatorLate: late.percentile(99.9) / 1e6,
      server: watch.take(),
      clerk: office.clerk.take(),
      waiting: counters.reduce((sum, { counter }) => sum + counter.waiting, 0),
    };
  } finally {
    for (const one of arrivals) one.end();
  }
}

/** Waits until everything is answered and heard everywhere; tells whether it came to that. */
export async function drain(office: LoadedOffice, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  const heads = async () => {
    const rows = await office.watch.query<{ county: string; head: string }>(
      'select county, head::text from county_head',
    );
    return new Map(rows.map(({ county, head }) => [county, Number(head)]));
  };
  for (;;) {
    const known = await heads();
    const isDone = ({ counter }: CounterAtWork) =>
      counter.waiting === 0 && counter.cursor === known.get(counter.county);
    if (office.counters.every(isDone)) return true;
    if (performance.now() > end) return false;
    await pause(200);
  }
}

function takeUse(centralPid: number, serverPid: number) {
  return {
    central: useOf(centralPid),
    postgresql: useOfFamily(serverPid),
    generator: useOf(process.pid),
    machine: machineUse(),
  };
}

function committedBy(arrivals: readonly Arrivals[]): number {
  return arrivals.reduce((sum, { committed }) => sum + committed, 0);
}

/** The clerk of one counter: what he commits, and when. */
class Arrivals {
  committed = 0;
  fault: OutOfWorkError | null = null;
  readonly #counter: CounterAtWork;
  readonly #mean: number;
  #next = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(counter: CounterAtWork, mean: number) {
    this.#counter = counter;
    this.#mean = mean;
  }

  begin(): void {
    this.#next = performance.now();
    this.#wait();
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #wait(): void {
    this.#next += -Math.log(1 - this.#counter.chance.next()) * this.#mean;
    this.#timer = setTimeout(() => this.#commit(), Math.max(0, this.#next - performance.now()));
  }

  /** Counted from the moment at which it was due: a generator that is late makes nothing look faster. */
  #commit(): void {
    const command = this.#counter.work.shift();
    if (command === undefined) {
      this.fault = new OutOfWorkError();
      return;
    }
    this.committed += 1;
    this.#counter.counter.commit(command, this.#next);
    this.#wait();
  }
}
