import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FaultProxy } from '../fault-proxy.ts';
import type { Chance } from '../support/chance.ts';
import { Counter } from '../support/counter.ts';
import { Tally } from '../support/tally.ts';
import { standingInLine } from './kill-county.ts';
import type { KillWork, Said } from './kill-worker.ts';

const worker = fileURLToPath(new URL('kill-worker.ts', import.meta.url));
/** When a clerk's program is ended: while it starts; by the clock; or behind a step of his, so that slow machines come as far. */
const whens = ['at a start', 'by the clock', 'behind a step', 'behind a step', 'behind a step'] as const;
/** Milliseconds within which a start is over, and within which a clerk at work is ended. */
const longestStart = 900;
const longestWork = 1_500;
/** Milliseconds within which it is ended behind the last step, and how long it is waited for each of them. */
const longestBehind = 100;
const longestStep = 150;

/** What all counters of a county share. */
export interface CountySoFar {
  /** So many steps of clerks came to something. */
  steps: number;
  /** So many milliseconds the clock of everybody is ahead of the machine's. */
  ahead: number;
}

/** A counter that is ended again and again; what its clerk was told is kept here. */
export class Victim {
  readonly line: FaultProxy;
  readonly chance: Chance;
  /** What came of its clerk's steps, in the words of the histories. */
  readonly tally = new Tally();
  readonly #settings: KillWork['counter'];
  readonly #county: CountySoFar;
  readonly #made = new Set<string>();
  readonly #acknowledged = new Set<string>();

  constructor(settings: KillWork['counter'], line: FaultProxy, chance: Chance, county: CountySoFar) {
    this.#settings = settings;
    this.line = line;
    this.chance = chance;
    this.#county = county;
  }

  /**
   * @param mostSteps so many steps a clerk takes at most where he is not ended by the clock
   * @returns whether it was killed before its clerk began
   */
  async liveAndDie(mostSteps: number): Promise<boolean> {
    const { steps, ahead } = this.#county;
    const work: KillWork = {
      ...{ counter: this.#settings, url: this.line.url, seed: this.chance.seed() },
      ...{ ahead, line: standingInLine(steps) },
    };
    const child = spawn(process.execPath, [worker, JSON.stringify(work)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
    const when = this.chance.pick(whens);
    const enough = 1 + this.chance.below(mostSteps);
    let told = 0;
    const [ready, begun] = happening();
    const [worked, workedEnough] = happening();
    let isReady = false;
    const lines = createInterface({ input: child.stdout });
    const heard = once(lines, 'close');
    lines.on('line', (line) => {
      const said = this.#hear(line);
      if (said?.what === 'ready') {
        isReady = true;
        begun();
      }
      if (said?.what === 'told') told += 1;
      if (told === enough) workedEnough();
    });
    if (when === 'at a start') await Promise.race([exit, pause(this.chance.below(longestStart))]);
    else {
      await Promise.race([exit, ready]);
      if (when === 'behind a step') {
        await Promise.race([exit, worked, pause(mostSteps * longestStep, null, { ref: false })]);
        await Promise.race([exit, pause(this.chance.below(longestBehind))]);
      } else await Promise.race([exit, pause(this.chance.below(longestWork))]);
    }
    child.kill('SIGKILL');
    const [code] = await exit;
    await heard;
    if (code !== null) throw new Error(`the program ended by itself, with ${code}`);
    return !isReady;
  }

  /** The same counter here, with what its clerk knows. */
  open(): Counter {
    const counter = new Counter({ ...this.#settings, now: () => Date.now() + this.#county.ahead });
    for (const id of this.#made) counter.made.add(id);
    for (const id of this.#acknowledged) counter.acknowledged.add(id);
    return counter;
  }

  /** A line that the kill has cut off says nothing. */
  #hear(line: string): Said | null {
    if (!line.endsWith('}')) return null;
    const said = JSON.parse(line) as Said;
    if (said.what === 'made') this.#made.add(said.id);
    if (said.what === 'acknowledged') this.#acknowledged.add(said.id);
    if (said.what === 'told') {
      this.tally.note(said.text);
      if (said.text.endsWith(' ok')) this.#county.steps += 1;
    }
    return said;
  }
}

/** Something that is waited for, and how it is said that it has happened. */
function happening(): readonly [waited: Promise<null>, happened: () => void] {
  const { promise, resolve } = Promise.withResolvers<null>();
  const happened = () => {
    resolve(null);
  };
  return [promise, happened];
}
