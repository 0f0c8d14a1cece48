import { setImmediate as otherWork } from 'node:timers/promises';
import { monthOf } from '../../domain/calendar/month.ts';
import type { Journal } from '../journal.ts';
import { turnMonthFurther, type TurnParts } from './turn-month.ts';

/** How often it is looked whether a month has begun, milliseconds. */
const usualLook = 60_000;

/** Lets the seals of all counties follow the record once a month, beside everything else. */
export interface MonthlyTurns {
  /** Ends it; the slice under way is finished, the rest follows after the next start. */
  close(): Promise<void>;
}

/** A month whose 1st the central office has slept through is turned when it starts. */
export function startMonthlyTurns(
  parts: TurnParts & { readonly journal: Journal },
  look: number = usualLook,
): MonthlyTurns {
  const { storage, clock, journal } = parts;
  /** The last month of each county that is known to be done. */
  const done = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let running = run();

  async function run(): Promise<void> {
    try {
      await round();
    } catch (error) {
      journal.recordError('database fault', error);
    }
    if (isClosed()) return;
    timer = setTimeout(() => {
      running = run();
    }, look);
  }

  async function round(): Promise<void> {
    for (const { county } of await storage.counties()) {
      const month = monthOf(clock.today());
      if (done.get(county) === month) continue;
      const start = performance.now();
      let count = 0;
      for (;;) {
        if (isClosed()) return;
        const step = await turnMonthFurther(parts, county);
        count += step.changed;
        if (step.done) break;
        // Whoever waits for the county comes between two slices.
        await otherWork();
      }
      done.set(county, month);
      const milliseconds = Math.round(performance.now() - start);
      if (count > 0) journal.record('month turned', { county, count, milliseconds });
    }
  }

  function isClosed(): boolean {
    return closed;
  }

  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
