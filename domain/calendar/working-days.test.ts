import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, publishedYears } from '../testing/calendar-years.ts';
import { addDays, weekday } from './civil-date.ts';
import { calendarOf } from './published-calendar.ts';
import { addWorkingDays, isWorkingDay, workingDaysSince } from './working-days.ts';

const published = calendarOf(publishedYears);

describe('a working day', () => {
  it.each([
    ['a plain Monday', '2026-11-23', 'yes'],
    ['a plain Saturday', '2026-11-21', 'no'],
    ['a plain Sunday', '2026-11-22', 'no'],
    ['New Year, a Thursday', '2026-01-01', 'no'],
    ['a Sunday made a working day', '2026-01-04', 'yes'],
    ['a Saturday made a working day', '2026-10-10', 'yes'],
    ['Spring Festival, a Friday', '2026-02-20', 'no'],
    ['1 January of the year without a calendar, a Friday', '2027-01-01', 'unknown-year'],
    ['a Saturday of the year without a calendar', '2027-01-02', 'unknown-year'],
    ['a day before the first calendar', '2024-12-31', 'unknown-year'],
  ] as const)('%s', (_, date, expected) => {
    expect(isWorkingDay(published, date)).toBe(expected);
  });

  it('is known in an unpublished year where a notice already names it', () => {
    const reachingOver = {
      years: [2026],
      off: new Set(['2027-01-01']),
      working: new Set(['2027-01-03']),
    };
    expect(isWorkingDay(reachingOver, '2027-01-01')).toBe('no');
    expect(isWorkingDay(reachingOver, '2027-01-03')).toBe('yes');
    expect(addWorkingDays(reachingOver, '2026-12-31', 1)).toEqual({ date: '2027-01-03', provisional: true });
  });

  it('is one of 248 in a published year', () => {
    const of = (year: string): number =>
      days(`${year}-01-01`, `${year}-12-31`).filter((date) => isWorkingDay(published, date) === 'yes').length;
    // 365 days - 104 days of rest - 13 statutory holidays since 2025 (人社部发〔2025〕2号).
    expect([of('2025'), of('2026')]).toEqual([248, 248]);
  });
});

describe('a deadline in working days', () => {
  it.each([
    ['over Spring Festival, with a Saturday that works', '2026-02-13', 3, '2026-02-25'],
    ['over National Day, with a Saturday that works', '2026-09-30', 3, '2026-10-10'],
    ['over Labour Day, with a Saturday that works', '2026-04-30', 5, '2026-05-11'],
    ['from a Sunday', '2026-11-22', 3, '2026-11-25'],
    ['over Mid-Autumn', '2026-09-24', 3, '2026-09-30'],
    ['over Mid-Autumn and National Day', '2026-09-24', 10, '2026-10-15'],
    ['over the turn of a published year', '2025-12-31', 1, '2026-01-04'],
    ['of no days is the same day, working or not', '2026-11-22', 0, '2026-11-22'],
    ['of one day on a Friday', '2026-11-20', 1, '2026-11-23'],
  ])('%s', (_, from, count, date) => {
    expect(addWorkingDays(published, from, count)).toEqual({ date, provisional: false });
  });

  it.each([
    [
      'the last working day of the last published year is still certain',
      '2026-12-30',
      1,
      '2026-12-31',
      false,
    ],
    ['the year after is reckoned by plain weekends', '2026-12-31', 1, '2027-01-01', true],
    ['and stays provisional over its weekends', '2026-12-30', 3, '2027-01-04', true],
    ['with no calendar at all', '2030-06-06', 2, '2030-06-10', true],
    ['days before the first published year', '2024-12-31', 1, '2025-01-02', false],
    ['from an unpublished year', '2024-12-30', 2, '2025-01-02', true],
  ] as const)('%s', (_, from, count, date, provisional) => {
    expect(addWorkingDays(published, from, count)).toEqual({ date, provisional });
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s days', (count) => {
    expect(() => addWorkingDays(published, '2026-11-22', count)).toThrow(RangeError);
  });

  it.each([0, 1])('refuses to start from a day that does not exist (%i days)', (count) => {
    expect(() => addWorkingDays(published, '2026-02-30', count)).toThrow(RangeError);
  });

  const dayOfPublishedYears = fc
    .integer({ min: 0, max: 1000 })
    .map((offset) => addDays('2024-10-01', offset));

  it('never comes earlier for a later start or for more days', () => {
    fc.assert(
      fc.property(dayOfPublishedYears, fc.nat(40), fc.nat(30), fc.nat(10), (from, later, count, more) => {
        const date = addWorkingDays(published, from, count).date;
        expect(addWorkingDays(published, addDays(from, later), count).date >= date).toBe(true);
        const further = addWorkingDays(published, from, count + more).date;
        expect(more === 0 ? further === date : further > date).toBe(true);
      }),
    );
  });

  it('leaves exactly the asked number of working days behind, and ends on one', () => {
    fc.assert(
      fc.property(dayOfPublishedYears, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const { date, provisional } = addWorkingDays(published, from, count);
        const answers = days(addDays(from, 1), date).map((day) => ({
          day,
          answer: isWorkingDay(published, day),
        }));
        const counted = answers.filter(
          ({ day, answer }) => answer === 'yes' || (answer === 'unknown-year' && weekday(day) <= 5),
        );
        expect(counted).toHaveLength(count);
        expect(counted.at(-1)?.day).toBe(date);
        expect(provisional).toBe(answers.some(({ answer }) => answer === 'unknown-year'));
      }),
    );
  });

  it('can be reckoned in two steps', () => {
    fc.assert(
      fc.property(dayOfPublishedYears, fc.nat(20), fc.nat(20), (from, first, second) => {
        const middle = addWorkingDays(published, from, first);
        const end = addWorkingDays(published, middle.date, second);
        expect(addWorkingDays(published, from, first + second)).toEqual({
          date: end.date,
          provisional: middle.provisional || end.provisional,
        });
      }),
    );
  });
});

describe('the working days since a deadline', () => {
  it.each([
    ['on its own day', '2026-11-20', '2026-11-20', 0],
    ['on the weekend behind it', '2026-11-20', '2026-11-22', 0],
    ['on the next working day', '2026-11-20', '2026-11-23', 1],
    ['over Spring Festival, with a Saturday that works', '2026-02-13', '2026-02-25', 3],
    ['over National Day, with a Saturday that works', '2026-09-30', '2026-10-10', 3],
    ['into a year without a calendar', '2026-12-31', '2027-01-04', 2],
    ['before it', '2026-11-23', '2026-11-20', 0],
  ])('%s', (_, from, to, count) => {
    expect(workingDaysSince(published, from, to)).toBe(count);
  });

  it('are those after which it would have been due', () => {
    const day = fc.constantFrom(...days('2025-01-01', '2026-11-30'));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), (from, count) => {
        expect(workingDaysSince(published, from, addWorkingDays(published, from, count).date)).toBe(count);
      }),
    );
  });
});
