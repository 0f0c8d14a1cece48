import type { CivilDate } from './civil-date.ts';
import { isCivilDate } from './civil-date.ts';

/** A calendar month, 'YYYY-MM', years 0001 to 9999. Strings of this form sort as the months they name. */
export type Month = string;

const LAST_MONTH_INDEX = 9999 * 12 + 11;

/** Says whether `text` is 'YYYY-MM' with a month 01 to 12. */
export function isMonth(text: string): boolean {
  return /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text) && !text.startsWith('0000');
}

/**
 * The month `months` months later, or earlier when negative.
 * @throws RangeError when `month` is no month, `months` is not whole, or the result leaves the years 0001 to 9999.
 */
export function addMonths(month: Month, months: number): Month {
  if (!Number.isSafeInteger(months)) throw new RangeError('the number of months must be whole');
  return monthOfIndex(indexOf(month) + months);
}

/**
 * The months from `from` to `to`: 0 for the same month, negative when `to` is earlier.
 * @throws RangeError when one of them is no month.
 */
export function monthsBetween(from: Month, to: Month): number {
  return indexOf(to) - indexOf(from);
}

/**
 * The month in which a date lies.
 * @throws RangeError when `date` is no date.
 */
export function monthOf(date: CivilDate): Month {
  if (!isCivilDate(date)) throw new RangeError('not a date of the form YYYY-MM-DD');
  return date.slice(0, 7);
}

/**
 * Every month from `from` to `to`, both included; empty when `to` is earlier than `from`.
 * @throws RangeError when one of them is no month.
 */
export function monthRange(from: Month, to: Month): readonly Month[] {
  const first = indexOf(from);
  const length = Math.max(0, indexOf(to) - first + 1);
  return Array.from({ length }, (_, offset) => monthOfIndex(first + offset));
}

function indexOf(month: Month): number {
  if (!isMonth(month)) throw new RangeError('not a month of the form YYYY-MM');
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthOfIndex(index: number): Month {
  if (index < 12 || index > LAST_MONTH_INDEX) throw new RangeError('the month leaves the years 0001 to 9999');
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
}
