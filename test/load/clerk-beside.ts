import { setTimeout as pause } from 'node:timers/promises';
import { startHeadlessCounter, type HeadlessCounter } from '../helpers/headless-counter.ts';
import { percentileOf } from './costs.ts';
import { presentedBy, type Visitor } from './visitors.ts';
import { clerksPassword, type LoadedWindow } from './windows.ts';

/** What one clerk at a whole counter has seen of it all. */
export interface ClerksView {
  /** Inquiries that he took down, and what he waited for each, milliseconds. */
  readonly services: number;
  readonly p50: number;
  readonly most: number;
  /** What the bar of his window said of the line, and how often. */
  readonly bar: ReadonlyMap<string, number>;
  /** The most services that the bar said to be waiting for confirmation. */
  readonly mostWaiting: number;
}

export interface ClerkBeside {
  /** Commands of his that the central office must have in the end. */
  readonly commands: () => number;
  readonly workstationId: string;
  readonly take: () => ClerksView;
  /** Sends him home; tells whether everything of his was confirmed by then. */
  readonly stop: () => Promise<boolean>;
}

/** Between two people who come to him, milliseconds. */
const betweenPeople = 1_000;
/** For what of his still waits. */
const patience = 60;

/**
 * A clerk at a real counter in a process of its own, beside the simulated ones: what the load is to him. Somebody comes every
 * second, asks how things stand, and the inquiry is taken down.
 */
export async function seatClerk(
  folder: string,
  central: string,
  code: string,
  { clerk, workstation }: LoadedWindow,
  visitors: readonly Visitor[],
): Promise<ClerkBeside> {
  const counter = await startHeadlessCounter(folder, central, { enrolmentCode: code, patience });
  await counter.call('signIn', { loginName: clerk.loginName, password: clerksPassword });
  let commands = 0;
  let isHome = false;
  let period = new Period();
  const working = work();
  // Told by `stop`, which waits for it.
  working.catch(() => undefined);
  return {
    commands: () => commands,
    workstationId: workstation.id,
    take() {
      const { times, bar, mostWaiting } = period;
      period = new Period();
      const [p50, most] = times.length === 0 ? [0, 0] : [percentileOf(times, 0.5), Math.max(...times)];
      return { services: times.length, p50, most, bar, mostWaiting };
    },
    async stop() {
      isHome = true;
      try {
        await working;
        return await isConfirmed(counter);
      } finally {
        await counter.stop();
      }
    },
  };

  async function work(): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const visitor = visitors[turn % visitors.length];
      if (visitor === undefined) throw new Error('nobody comes to the clerk');
      const begun = performance.now();
      const who = { personId: visitor.id, ...presentedBy(visitor) };
      await counter.call('answerInquiry', { ...who, asked: ['balance'] });
      period.times.push(performance.now() - begun);
      commands += 1;
      const { connection, outbox } = await counter.call('getCounterStatus', {});
      const said =
        connection.reason === null ? connection.state : `${connection.state}, ${connection.reason}`;
      period.bar.set(said, (period.bar.get(said) ?? 0) + 1);
      period.mostWaiting = Math.max(period.mostWaiting, outbox.waiting);
      await pause(betweenPeople);
    }
  }

  function isOver(): boolean {
    return isHome;
  }
}

class Period {
  readonly times: number[] = [];
  readonly bar = new Map<string, number>();
  mostWaiting = 0;
}

async function isConfirmed(counter: HeadlessCounter): Promise<boolean> {
  const end = performance.now() + patience * 1000;
  while (performance.now() < end) {
    const { outbox } = await counter.call('getCounterStatus', {});
    if (outbox.waiting === 0 && outbox.problems === 0) return true;
    await pause(200);
  }
  return false;
}
