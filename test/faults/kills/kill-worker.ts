import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from '../support/chance.ts';
import { settleOne, workWith } from '../support/clerk-work.ts';
import { Counter, type CounterSettings } from '../support/counter.ts';
import { synchroniserOf } from '../support/on-the-line.ts';
import { nextVisit } from './kill-county.ts';

/**
 * A counter in a process of its own, with its clerk and its synchroniser, until somebody ends it by kill -9. Whatever its
 * clerk is told goes out at once, so that it is known when the process is gone. Told what to do in one line of JSON, its
 * only parameter.
 */

/** What the process is told. */
export interface KillWork {
  readonly counter: Pick<CounterSettings, 'place' | 'clerkId' | 'token' | 'pinPublicKey'> & {
    readonly folder: string;
  };
  readonly url: string;
  readonly seed: number;
  /** So many milliseconds the PC's clock is ahead of the machine's. */
  readonly ahead: number;
  /** Whoever comes, by their numbers, beside those who come back. */
  readonly line: readonly number[];
}

/** What it says, a line each. */
export type Said =
  /** The file is open, the line is looked for, the clerk begins. */
  | { readonly what: 'ready' }
  /** A command has its id; nothing is written yet. */
  | { readonly what: 'made'; readonly id: string }
  /** The clerk was told that this command is done. */
  | { readonly what: 'acknowledged'; readonly id: string }
  /** What came of a step, in the words of the histories' tally. */
  | { readonly what: 'told'; readonly text: string };

/** A clerk waits on it for a moment, and for nothing else. */
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

await work(JSON.parse(process.argv[2] ?? '') as KillWork);

async function work({ counter: settings, url, seed, ahead, line }: KillWork): Promise<void> {
  const chance = new Chance(seed);
  const counter = new Counter({
    ...settings,
    now: () => Date.now() + ahead,
    notes: {
      made: (id) => say({ what: 'made', id }),
      acknowledged: (id) => say({ what: 'acknowledged', id }),
    },
  });
  const synchroniser = synchroniserOf(counter, url, chance, fail);
  counter.woken = () => synchroniser.wake();
  void synchroniser.run();
  say({ what: 'ready' });
  for (;;) {
    await pause(chance.below(5));
    const tell = (text: string) => say({ what: 'told', text });
    if (chance.happens(0.1)) await settleOne(counter, tell);
    const { personId, turns } = nextVisit(counter, line, chance);
    for (const turn of turns) await workWith(counter, personId, turn, tell);
    const [error] = counter.reported;
    if (error !== undefined) fail(error);
  }
}

/**
 * At once and whole: what is written to a pipe is there, whatever becomes of the process. Where the pipe is full the clerk
 * waits until somebody has listened.
 */
function say(said: Said): void {
  const line = Buffer.from(`${JSON.stringify(said)}\n`);
  for (let written = 0; written < line.length;) {
    try {
      written += writeSync(process.stdout.fd, line, written);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(nobodyWakes, 0, 0, 1);
    }
  }
}

/** A mistake of the program ends the process by itself, which whoever waits to kill it does not take for his work. */
function fail(error: unknown): never {
  console.error(error);
  process.exit(3);
}
