import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  civilDateInShanghai,
  clockTimeInShanghai,
  daysBetween,
  daysInMonth,
  isCivilDate,
  isLeapYear,
  weekday,
} from './civil-date.ts';

const DAY = 86_400_000;
const FIRST_DAY = Date.parse('0001-01-01T00:00:00Z') / DAY;
const LAST_DAY = Date.parse('9999-12-31T00:00:00Z') / DAY;

/** The platform's own Gregorian calendar, as the oracle for ours. */
const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY });

describe('a civil date', () => {
  it.each(['0001-01-01', '1900-02-28', '2000-02-29', '2024-02-29', '2026-11-22', '9999-12-31'])(
    'is recognised when it exists: %s',
    (date) => {
      expect(isCivilDate(date)).toBe(true);
    },
  );

  it.each([
    ['29 February of a common year', '2026-02-29'],
    ['29 February of a full century', '1900-02-29'],
    ['30 February', '1990-02-30'],
    ['31 April', '2026-04-31'],
    ['month 0', '2026-00-10'],
    ['month 13', '2026-13-01'],
    ['day 0', '2026-01-00'],
    ['year 0', '0000-01-01'],
    ['no leading zeros', '2026-1-1'],
    ['a time behind it', '2026-01-01T00:00'],
    ['a line end behind it', '2026-01-01\n'],
    ['slashes', '2026/01/01'],
    ['full-width digits', '２０２６-01-01'],
    ['nothing', ''],
  ])('is refused: %s', (_, text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  it('has leap years as the Gregorian calendar has them', () => {
    expect([1900, 2000, 2024, 2026, 2100, 2400].filter(isLeapYear)).toEqual([2000, 2024, 2400]);
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => daysInMonth(2026, month))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
  });

  it('agrees with the platform on existence, weekday and distance, every day of 0001 to 9999', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const first = dateOfDay(a);
        expect(isCivilDate(first)).toBe(true);
        expect(weekday(first)).toBe(new Date(a * DAY).getUTCDay() || 7);
        expect(daysBetween(first, dateOfDay(b))).toBe(b - a);
        expect(addDays(first, b - a)).toBe(dateOfDay(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts every day of 400 years once', () => {
    let date = '1800-01-01';
    for (let day = Date.parse('1800-01-01') / DAY; day <= Date.parse('2200-01-01') / DAY; day += 1) {
      if (date !== dateOfDay(day)) expect(date).toBe(dateOfDay(day));
      date = addDays(date, 1);
    }
    expect(date).toBe('2200-01-02');
  });

  it.each([
    ['no date', () => addDays('2026-02-30', 1)],
    ['half a day', () => addDays('2026-02-28', 0.5)],
    ['before year 1', () => addDays('0001-01-01', -1)],
    ['after year 9999', () => addDays('9999-12-31', 1)],
    ['weekday of nothing', () => weekday('')],
    ['distance to nothing', () => daysBetween('2026-01-01', '')],
  ])('refuses to reckon with %s', (_, reckon) => {
    expect(reckon).toThrow(RangeError);
  });

  it('never repeats a wrong date in its message, since it may be somebody’s birth date', () => {
    expect(() => ageOn('1990-02-30', '2026-01-01')).toThrow(/^not a date of the form YYYY-MM-DD$/);
  });
});

describe('the age in full years', () => {
  it.each([
    ['the day before the birthday', '2010-11-23', '2026-11-22', 15],
    ['the birthday itself', '2010-11-22', '2026-11-22', 16],
    ['the day after', '2010-11-21', '2026-11-22', 16],
    ['the day of birth', '2026-11-22', '2026-11-22', 0],
    ['the day before birth', '2026-11-23', '2026-11-22', -1],
    ['born 29 February, leap year, the day before', '2008-02-29', '2024-02-28', 15],
    ['born 29 February, leap year, the birthday', '2008-02-29', '2024-02-29', 16],
    ['born 29 February, common year, 27 February', '2010-02-28', '2026-02-27', 15],
    ['born 29 February, common year, 28 February (Civil Code art. 202)', '2008-02-29', '2026-02-28', 18],
    ['the person of the specification, born 1968-04-12', '1968-04-12', '2026-11-22', 58],
    ['last day of the year, first day of the next', '1999-12-31', '2026-01-01', 26],
  ])('on %s', (_, birthDate, today, years) => {
    expect(ageOn(birthDate, today)).toBe(years);
  });

  it('never falls as days pass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -25_000, max: 25_000 }),
        fc.integer({ min: 0, max: 40_000 }),
        (birth, days) => {
          const born = dateOfDay(birth);
          const before = ageOn(born, addDays(born, days));
          const after = ageOn(born, addDays(born, days + 1));
          expect(after - before === 0 || after - before === 1).toBe(true);
        },
      ),
    );
  });
});

describe('the day and time in Shanghai', () => {
  it.each([
    ['the last millisecond before midnight', '2026-11-22T15:59:59.999Z', '2026-11-22', '23:59:59'],
    ['midnight', '2026-11-22T16:00:00.000Z', '2026-11-23', '00:00:00'],
    ['noon', '2026-11-22T04:00:00Z', '2026-11-22', '12:00:00'],
    ['a new year that UTC does not know yet', '2026-12-31T16:00:00Z', '2027-01-01', '00:00:00'],
    ['a leap day', '2028-02-28T20:30:07Z', '2028-02-29', '04:30:07'],
    ['before 1970', '1969-12-31T15:59:59.500Z', '1969-12-31', '23:59:59'],
  ])('at %s', (_, instant, date, time) => {
    expect(civilDateInShanghai(Date.parse(instant))).toBe(date);
    expect(clockTimeInShanghai(Date.parse(instant))).toBe(time);
  });

  it('agrees with the time zone database for every instant from 1992 to 2100', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const min = Date.parse('1992-01-01T00:00:00Z');
    const max = Date.parse('2100-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min, max }), (instant) => {
        const ours = `${civilDateInShanghai(instant)} ${clockTimeInShanghai(instant)}`;
        expect(ours).toBe(zone.format(instant));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])('refuses the instant %s', (instant) => {
    expect(() => civilDateInShanghai(instant)).toThrow(RangeError);
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])('has no time of day at %s', (instant) => {
    expect(() => clockTimeInShanghai(instant)).toThrow(RangeError);
  });
});
