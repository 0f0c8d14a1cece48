import { civilDateInShanghai, clockTimeInShanghai } from '../../domain/calendar/civil-date.ts';

/** The clock of the central office; the counters correct theirs by it (law 10). */
export interface CentralClock {
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  today(): string;
  /** ISO 8601 to the millisecond with +08:00. */
  now(): string;
}

/** The clock of this machine; `milliseconds` since 1970 can be replaced to stand at another moment. */
export function systemClock(milliseconds: () => number = Date.now): CentralClock {
  return {
    today: () => civilDateInShanghai(milliseconds()),
    now() {
      const instant = milliseconds();
      const fraction = String(Math.floor(instant) % 1000).padStart(3, '0');
      return `${civilDateInShanghai(instant)}T${clockTimeInShanghai(instant)}.${fraction}+08:00`;
    },
  };
}
