import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { BlanksOfPlace, StockQueries } from './ports/stock.ts';

/** Milliseconds after which a day that is over is counted again: another counter may have told of it late. */
const countedFor = 60_000;

/** What is needed to count: the records, a clock that never jumps, and a turn for everything else in between. */
interface Counting {
  readonly storage: { readonly queries: Pick<StockQueries, 'blanksUsedOn'> };
  readonly monotonic: () => number;
  readonly pause: () => Promise<void>;
}

interface CountedDay {
  /** When it was counted, on the clock that never jumps. */
  readonly at: number;
  readonly places: readonly BlanksOfPlace[];
}

export type UseByDay = readonly { readonly day: CivilDate; readonly places: readonly BlanksOfPlace[] }[];

/**
 * What was used on the days that are over, as it was counted last: it changes only when a counter that was cut off tells
 * of its work, and counting four weeks of a large county for every change of a record would be felt at the desk.
 */
export class KnownBlankUse {
  #days: ReadonlyMap<CivilDate, CountedDay> = new Map();

  /** What was used on each of these days; between two that are counted everything else has its turn. */
  async of({ storage, monotonic, pause }: Counting, days: readonly CivilDate[]): Promise<UseByDay> {
    const found = new Map<CivilDate, CountedDay>();
    for (const day of days) {
      const known = this.#days.get(day);
      if (known !== undefined && monotonic() - known.at < countedFor) {
        found.set(day, known);
      } else {
        found.set(day, { at: monotonic(), places: storage.queries.blanksUsedOn(day) });
        await pause();
      }
    }
    this.#days = found;
    return [...found].map(([day, { places }]) => ({ day, places }));
  }
}
