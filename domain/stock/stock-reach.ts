import { addDays, weekday, type CivilDate } from '../calendar/civil-date.ts';
import { isWorkingDay, type WorkingDayCalendar } from '../calendar/working-days.ts';

/** How many working days are looked back on. */
export const daysLookedBackOn = 20;

/** With use on fewer working days than these nothing can be said of the days to come. */
export const leastDaysWithUse = 5;

/** The working days before a day; `provisional` where one of them lies in a year whose notice is not known. */
export interface StockHistory {
  /** In order; the day itself, which is not over, is none of them. */
  readonly workingDays: readonly CivilDate[];
  readonly provisional: boolean;
}

/** How many blanks were used on a day. */
export interface DayOfUse {
  readonly day: CivilDate;
  readonly count: number;
}

/** For how long blanks are enough at the pace of the last working days, or why that cannot be said. */
export type StockReach =
  | { readonly reach: 'none-left' }
  | { readonly reach: 'not-enough-history'; readonly daysWithUse: number }
  | {
      readonly reach: 'days';
      /** Whole working days: what is left over is not enough for a further one. */
      readonly days: number;
      readonly used: number;
      /** The working days on which they were used: their quotient is the mean use of a day. */
      readonly over: number;
    };

/**
 * The last working days before `today`. In a year without a published calendar only weekends are left out.
 * @throws RangeError when `today` is no date
 */
export function stockHistory(calendar: WorkingDayCalendar, today: CivilDate): StockHistory {
  const workingDays: CivilDate[] = [];
  let provisional = false;
  for (let day = addDays(today, -1); workingDays.length < daysLookedBackOn; day = addDays(day, -1)) {
    const answer = isWorkingDay(calendar, day);
    if (answer === 'unknown-year') provisional = true;
    if (answer === 'yes' || (answer === 'unknown-year' && weekday(day) <= 5)) workingDays.unshift(day);
  }
  return { workingDays, provisional };
}

/**
 * How many working days the blanks of a place last. The mean use is that of the history's working days from the first on
 * which a blank was used: a window that was opened last week is not reckoned on the weeks before it was there. A blank
 * that was used on a day off in between is used all the same, but the day is none over which the use is spread.
 */
export function stockReach(
  inStock: number,
  uses: readonly DayOfUse[],
  { workingDays }: Pick<StockHistory, 'workingDays'>,
): StockReach {
  if (inStock <= 0) return { reach: 'none-left' };
  const first = workingDays[0];
  const used = first === undefined ? [] : uses.filter(({ day, count }) => day >= first && count > 0);
  const working = new Set(workingDays);
  const daysWithUse = new Set(used.flatMap(({ day }) => (working.has(day) ? [day] : []))).size;
  if (daysWithUse < leastDaysWithUse) return { reach: 'not-enough-history', daysWithUse };
  const begin = used.reduce((least, { day }) => (day < least ? day : least), used[0]?.day ?? '');
  const over = workingDays.filter((day) => day >= begin).length;
  const sum = used.reduce((before, { count }) => before + count, 0);
  // In whole numbers; neither is 0, because blanks were used on five of the days.
  return { reach: 'days', days: Math.floor((inStock * over) / sum), used: sum, over };
}

/**
 * Whether a stock is short by what the pooling area has published: fewer working days than these. Null where it has
 * published nothing, or where nothing can be said.
 */
export function isStockShort(reach: StockReach, leastDays: number | null): boolean | null {
  if (leastDays === null) return null;
  switch (reach.reach) {
    case 'none-left':
      return leastDays > 0;
    case 'not-enough-history':
      return null;
    case 'days':
      return reach.days < leastDays;
    default:
      return reach satisfies never;
  }
}
