/**
 * A date of the civil calendar, 'YYYY-MM-DD', years 0001 to 9999, Gregorian throughout (proleptic). A date of this
 * program is always a date in Asia/Shanghai. Everything here is integer arithmetic: neither the PC's time zone nor
 * its language can change an answer. Strings of this form sort as the dates they name.
 */
export type CivilDate = string;

const MILLISECONDS_PER_DAY = 86_400_000;
const DAYS_PER_ERA = 146_097; // 400 Gregorian years
const DAYS_FROM_ERA_ZERO_TO_1970 = 719_468; // 0000-03-01 to 1970-01-01

/**
 * China has kept UTC+08:00 without summer time since 15 September 1991, so a fixed offset is exact for every instant
 * this program records. It is not meant for the summers of 1986 to 1991, nor for local mean time before 1901.
 */
const SHANGHAI_OFFSET_MILLISECONDS = 8 * 3_600_000;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Says whether `text` is 'YYYY-MM-DD' and names a day that exists (29 February only in leap years). */
export function isCivilDate(text: string): boolean {
  return readDate(text) !== undefined;
}

/** Says whether a year has 29 February: every fourth year, but of the full centuries only every fourth. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** How many days a month has; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The date `days` days later, or earlier when negative.
 * @throws RangeError when `date` is no date, `days` is not whole, or the result leaves the years 0001 to 9999.
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  if (!Number.isSafeInteger(days)) throw new RangeError('the number of days must be whole');
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/**
 * The days from `from` to `to`: 0 for the same day, negative when `to` is earlier.
 * @throws RangeError when one of them is no date.
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/**
 * The day of the week as ISO 8601 numbers it: 1 Monday to 7 Sunday.
 * @throws RangeError when `date` is no date.
 */
export function weekday(date: CivilDate): number {
  const daysSinceMonday = (dayNumberOf(date) + 3) % 7; // 1970-01-01 was a Thursday
  return (daysSinceMonday < 0 ? daysSinceMonday + 7 : daysSinceMonday) + 1;
}

/**
 * Full years of life 周岁 on `today`, reached on the birthday itself. Who was born on 29 February completes a year on
 * 28 February of a common year: where the day does not exist the last day of the month stands for it (Civil Code
 * art. 202). Negative when `today` is before the birth; the caller decides what to say to that.
 * @throws RangeError when one of them is no date.
 */
export function ageOn(birthDate: CivilDate, today: CivilDate): number {
  const birth = requireDate(birthDate);
  const now = requireDate(today);
  const birthdayThisYear = Math.min(birth.day, daysInMonth(now.year, birth.month));
  const reached = now.month > birth.month || (now.month === birth.month && now.day >= birthdayThisYear);
  return now.year - birth.year - (reached ? 0 : 1);
}

/**
 * The date in Asia/Shanghai at an instant, given in milliseconds since 1970-01-01T00:00:00Z.
 * @throws RangeError when the instant is not finite or leaves the years 0001 to 9999.
 */
export function civilDateInShanghai(epochMilliseconds: number): CivilDate {
  return dateOfDayNumber(Math.floor(shanghaiMilliseconds(epochMilliseconds) / MILLISECONDS_PER_DAY));
}

/**
 * The time of day in Asia/Shanghai at an instant, 'HH:mm:ss', the fraction of the second dropped.
 * @throws RangeError when the instant is not finite.
 */
export function clockTimeInShanghai(epochMilliseconds: number): string {
  const local = shanghaiMilliseconds(epochMilliseconds);
  const sinceMidnight = local - Math.floor(local / MILLISECONDS_PER_DAY) * MILLISECONDS_PER_DAY;
  const seconds = Math.floor(sinceMidnight / 1000);
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor((seconds % 3600) / 60);
  return `${padded(hour, 2)}:${padded(minute, 2)}:${padded(seconds % 60, 2)}`;
}

function shanghaiMilliseconds(epochMilliseconds: number): number {
  if (!Number.isFinite(epochMilliseconds)) throw new RangeError('the instant must be a finite number');
  return epochMilliseconds + SHANGHAI_OFFSET_MILLISECONDS;
}

function readDate(text: string): DateParts | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

function requireDate(text: string): DateParts {
  const parts = readDate(text);
  // The text itself may be somebody's birth date, so it stays out of the message.
  if (parts === undefined) throw new RangeError('not a date of the form YYYY-MM-DD');
  return parts;
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
function dayNumberOf(date: CivilDate): number {
  const { year, month, day } = requireDate(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_ERA_ZERO_TO_1970;
}

function dateOfDayNumber(dayNumber: number): CivilDate {
  const shifted = dayNumber + DAYS_FROM_ERA_ZERO_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  if (year < 1 || year > 9999) throw new RangeError('the date leaves the years 0001 to 9999');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
