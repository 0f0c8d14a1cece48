import type { CivilDate } from '../calendar/civil-date.ts';
import { daysInMonth } from '../calendar/civil-date.ts';
import type { Month } from '../calendar/month.ts';

/**
 * Months counted from January of the year 0, so that a history of forty years is reckoned in whole numbers. Unlike
 * domain/calendar/month.ts nothing here throws: what is read has been looked at before.
 */
export type MonthNumber = number;

/** The number of a month, or of the month in which a date lies. */
export function monthNumberOf(text: string): MonthNumber {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

/** 'YYYY-MM'; written several times for each month of a history, so nothing is padded that needs none. */
export function monthText(number: MonthNumber): Month {
  const year = Math.floor(number / 12);
  const month = (number % 12) + 1;
  return `${year > 999 ? year : String(year).padStart(4, '0')}${month < 10 ? '-0' : '-'}${month}`;
}

export function firstDayOf(number: MonthNumber): CivilDate {
  return `${monthText(number)}-01`;
}

export function lastDayOf(number: MonthNumber): CivilDate {
  return `${monthText(number)}-${daysInMonth(Math.floor(number / 12), (number % 12) + 1)}`;
}
