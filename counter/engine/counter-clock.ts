import { civilDateInShanghai, clockTimeInShanghai } from '../../domain/calendar/civil-date.ts';
import type { CounterMemory } from '../ports.ts';
import type { SystemClock } from '../ports/platform.ts';

/**
 * The counter's time: the PC's clock corrected by what the central office said last, and never earlier than the
 * latest time known. A PC that is years off still writes the right day (law 10); order and deadlines do not go by it.
 */
export class CounterClock {
  readonly #system: SystemClock;
  readonly #memory: CounterMemory;

  constructor(system: SystemClock, memory: CounterMemory) {
    this.#system = system;
    this.#memory = memory;
  }

  /** Milliseconds since 1970, corrected. */
  milliseconds(): number {
    const corrected = this.#system.now() + Number(this.#memory.get('clock-offset') ?? 0);
    return Math.max(corrected, Number(this.#memory.get('latest-known-time') ?? 0));
  }

  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  today(): string {
    return civilDateInShanghai(this.milliseconds());
  }

  /** ISO 8601 with +08:00, to the millisecond. */
  instant(): string {
    return instantInShanghai(this.milliseconds());
  }

  /** An instant this many milliseconds from now. */
  instantAfter(milliseconds: number): string {
    return instantInShanghai(this.milliseconds() + milliseconds);
  }

  /**
   * Takes over the central office's time, an ISO instant. Small differences are not worth a write.
   * @returns whether the time was ahead until now: what was to happen later was then put off too far.
   */
  correct(centralNow: string): boolean {
    const central = Date.parse(centralNow);
    const wasAhead = this.milliseconds() > central + 60_000;
    const offset = central - this.#system.now();
    const known = Number(this.#memory.get('clock-offset') ?? 0);
    if (Math.abs(offset - known) > 2_000) this.#memory.set('clock-offset', String(offset));
    const latest = Number(this.#memory.get('latest-known-time') ?? 0);
    // The central office's word also mends a "latest time" that a wrong PC clock had put in the future.
    if (central - latest > 60_000 || latest > central + 60_000) {
      this.#memory.set('latest-known-time', String(central));
    }
    return wasAhead;
  }
}

function instantInShanghai(milliseconds: number): string {
  const fraction = String(((Math.trunc(milliseconds) % 1000) + 1000) % 1000).padStart(3, '0');
  return `${civilDateInShanghai(milliseconds)}T${clockTimeInShanghai(milliseconds)}.${fraction}+08:00`;
}
