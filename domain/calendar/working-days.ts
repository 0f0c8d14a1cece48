import type { CivilDate } from './civil-date.ts';
import { addDays, weekday } from './civil-date.ts';

/**
 * The State Council's yearly notices on public holidays, as the central office publishes them; data, never code.
 * A date named in `off` or `working` is known even when its year is not listed yet, because a notice may already
 * settle days at the border of the next year.
 */
export interface WorkingDayCalendar {
  /** The years whose notice has been published. */
  readonly years: readonly number[];
  /** Public holidays and the days off that belong to them, 'YYYY-MM-DD'; weekends need not be listed. */
  readonly off: ReadonlySet<CivilDate>;
  /** Weekend days that the notice makes working days, 'YYYY-MM-DD'. */
  readonly working: ReadonlySet<CivilDate>;
}

/** A deadline; `provisional` says that it entered a year whose notice has not been published. */
export interface Deadline {
  readonly date: CivilDate;
  readonly provisional: boolean;
}

/**
 * Says whether offices work on `date`: 'unknown-year' where nothing has been published for its year, because the
 * answer "it is no weekend" would silently call 1 January a working day.
 * @throws RangeError when `date` is no date.
 */
export function isWorkingDay(calendar: WorkingDayCalendar, date: CivilDate): 'yes' | 'no' | 'unknown-year' {
  const plainWeekday = weekday(date) <= 5;
  if (calendar.off.has(date)) return 'no';
  if (calendar.working.has(date)) return 'yes';
  if (!calendar.years.includes(Number(date.slice(0, 4)))) return 'unknown-year';
  return plainWeekday ? 'yes' : 'no';
}

/**
 * The `count`th working day after `from`; the first is the next working day, so the day of acceptance itself never
 * counts (Civil Code art. 201). A count of 0 is the same day. In a year without a published calendar only weekends
 * are left out and the deadline is provisional.
 * @throws RangeError when `from` is no date, `count` is negative or not whole, or the year 9999 is passed.
 */
export function addWorkingDays(calendar: WorkingDayCalendar, from: CivilDate, count: number): Deadline {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError('the number of working days must be 0 or more');
  let date = addDays(from, 0);
  let provisional = false;
  let left = count;
  while (left > 0) {
    date = addDays(date, 1);
    const answer = isWorkingDay(calendar, date);
    if (answer === 'unknown-year') provisional = true;
    if (answer === 'yes' || (answer === 'unknown-year' && weekday(date) <= 5)) left -= 1;
  }
  return { date, provisional };
}

/**
 * How many working days have begun after `from` until `to`, which counts as well; 0 where none has, as on the weekend behind
 * a deadline. In a year without a published calendar only weekends are left out.
 * @throws RangeError when one of them is no date
 */
export function workingDaysSince(calendar: WorkingDayCalendar, from: CivilDate, to: CivilDate): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    const answer = isWorkingDay(calendar, date);
    if (answer === 'yes' || (answer === 'unknown-year' && weekday(date) <= 5)) count += 1;
  }
  return count;
}
