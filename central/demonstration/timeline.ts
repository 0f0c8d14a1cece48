import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { addDays, daysBetween } from '../../domain/calendar/civil-date.ts';
import type { Month } from '../../domain/calendar/month.ts';
import { monthOf, monthRange } from '../../domain/calendar/month.ts';
import { at } from './chance.ts';

const YEARS_BACK = 100;

/**
 * The last hundred years as numbered days and months, so that a million histories are made by adding whole numbers;
 * the texts come from the calendar rules, once.
 */
export class Timeline {
  readonly today: CivilDate;
  readonly year: number;
  /** The number of the day `today`; day 0 is 1 January a hundred years ago. */
  readonly todayNumber: number;
  /** The number of the present month; month 0 is January a hundred years ago. */
  readonly thisMonth: number;
  private readonly firstYear: number;
  private readonly days: readonly CivilDate[];
  private readonly months: readonly Month[];

  constructor(today: CivilDate) {
    this.today = today;
    this.year = Number(today.slice(0, 4));
    this.firstYear = this.year - YEARS_BACK;
    const firstDay = `${this.firstYear}-01-01`;
    this.todayNumber = daysBetween(firstDay, today);
    this.days = Array.from({ length: this.todayNumber + 1 }, (_, number) => addDays(firstDay, number));
    // Two years ahead: a retirement that is near is already known.
    this.months = monthRange(`${this.firstYear}-01`, `${this.year + 2}-12`);
    this.thisMonth = this.monthNumber(monthOf(today));
  }

  day(number: number): CivilDate {
    return at(this.days, number);
  }

  /** The number of a day; also of days outside the hundred years. */
  dayNumber(date: CivilDate): number {
    return daysBetween(at(this.days, 0), date);
  }

  month(number: number): Month {
    return at(this.months, number);
  }

  /** The number of the month in which a month or a day lies. */
  monthNumber(monthOrDay: string): number {
    return (Number(monthOrDay.slice(0, 4)) - this.firstYear) * 12 + Number(monthOrDay.slice(5, 7)) - 1;
  }

  /** January of this year. */
  get firstMonthOfYear(): number {
    return this.monthNumber(`${this.year}-01`);
  }

  /** A day of a month that every month has, 1 to 28. */
  dayOfMonth(month: number, day: number): CivilDate {
    return `${this.month(month)}-${String(day).padStart(2, '0')}`;
  }
}
