import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import { calendarOf } from '../calendar/published-calendar.ts';
import { days, publishedYears } from '../testing/calendar-years.ts';
import { isStockShort, stockHistory, stockReach, type DayOfUse } from './stock-reach.ts';

const published = calendarOf(publishedYears);

describe('the working days that are looked back on', () => {
  it.each([
    ['a Sunday', '2026-11-22', '2026-10-26', '2026-11-20'],
    // The day itself is not over: what it will have used nobody knows.
    ['a Monday', '2026-11-23', '2026-10-26', '2026-11-20'],
    ['a Tuesday', '2026-11-24', '2026-10-27', '2026-11-23'],
    // 10-10 is a Saturday made a working day, 10-01 to 10-07 and 9-25 to 9-27 are holidays, 9-20 is a Sunday that works.
    ['the Sunday after the National Day', '2026-10-11', '2026-09-08', '2026-10-10'],
    ['the first working day of a year', '2026-01-04', '2025-12-04', '2025-12-31'],
  ])('before %s are twenty, without weekends and holidays', (_, today, first, last) => {
    const { workingDays, provisional } = stockHistory(published, today);
    expect([workingDays.length, workingDays[0], workingDays.at(-1), provisional]).toEqual([
      20,
      first,
      last,
      false,
    ]);
  });

  it('are provisional where they lie in a year without a published calendar, with its weekends left out', () => {
    const { workingDays, provisional } = stockHistory(published, '2027-01-05');
    expect(provisional).toBe(true);
    expect(workingDays.slice(-3)).toEqual(['2026-12-31', '2027-01-01', '2027-01-04']);
    expect(stockHistory(published, '2027-01-01').provisional).toBe(false);
  });
});

describe('how long blanks last', () => {
  const history = stockHistory(published, '2026-11-23');
  const used = (count: number, from: string, to = '2026-11-20'): readonly DayOfUse[] =>
    days(from, to)
      .filter((day) => history.workingDays.includes(day))
      .map((day) => ({ day, count }));
  const whole = used(10, '2026-10-26');

  it.each([
    ['at the mean of twenty days', 200, whole, { reach: 'days', days: 20, used: 200, over: 20 }],
    ['in whole days', 209, whole, { reach: 'days', days: 20, used: 200, over: 20 }],
    ['less than a day', 9, whole, { reach: 'days', days: 0, used: 200, over: 20 }],
    [
      'at an uneven pace',
      100,
      [...used(1, '2026-10-26', '2026-11-13'), ...used(17, '2026-11-16')],
      { reach: 'days', days: 20, used: 100, over: 20 },
    ],
    [
      'with use on some of the days: the others count as well',
      100,
      [{ day: '2026-10-26', count: 4 }, ...used(4, '2026-11-17')],
      { reach: 'days', days: 100, used: 20, over: 20 },
    ],
    [
      'from the first day with use on: a window that was opened last week has no use of the weeks before',
      60,
      used(10, '2026-11-16'),
      { reach: 'days', days: 6, used: 50, over: 5 },
    ],
    [
      'with what was used on a Saturday, which is no day over which it is spread',
      60,
      [...used(10, '2026-11-16'), { day: '2026-11-21', count: 10 }],
      { reach: 'days', days: 5, used: 60, over: 5 },
    ],
    ['not at all where there is none', 0, whole, { reach: 'none-left' }],
    ['not at all where there is none, also without use', 0, [], { reach: 'none-left' }],
    ['for nobody to say where none was ever used', 5, [], { reach: 'not-enough-history', daysWithUse: 0 }],
    [
      'for nobody to say on four days',
      5,
      used(3, '2026-11-17'),
      { reach: 'not-enough-history', daysWithUse: 4 },
    ],
    ['on five days', 5, used(3, '2026-11-16'), { reach: 'days', days: 1, used: 15, over: 5 }],
    [
      'for nobody to say on four working days and a Sunday',
      5,
      [...used(3, '2026-11-17'), { day: '2026-11-22', count: 3 }],
      { reach: 'not-enough-history', daysWithUse: 4 },
    ],
    [
      'without days on which nothing was used, however they are told',
      5,
      [...used(0, '2026-10-26', '2026-11-13'), ...used(3, '2026-11-17')],
      { reach: 'not-enough-history', daysWithUse: 4 },
    ],
    [
      'without what was used before the days that are looked back on',
      5,
      [...days('2026-10-19', '2026-10-23').map((day) => ({ day, count: 9 }))],
      { reach: 'not-enough-history', daysWithUse: 0 },
    ],
  ] as const)('is said %s', (_, inStock, uses, expected) => {
    expect(stockReach(inStock, uses, history)).toEqual(expected);
  });

  it('is a whole number of days that the stock really holds, whatever was used when', () => {
    const anyUse = fc.array(
      fc.record({
        day: fc.integer({ min: -10, max: 27 }).map((offset) => addDays('2026-10-26', offset)),
        count: fc.nat(5_000),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(fc.nat(1_000_000), anyUse, (inStock, uses) => {
        const answer = stockReach(inStock, uses, history);
        if (answer.reach !== 'days') return;
        expect(Number.isSafeInteger(answer.days)).toBe(true);
        expect(answer.days * answer.used).toBeLessThanOrEqual(inStock * answer.over);
        expect((answer.days + 1) * answer.used).toBeGreaterThan(inStock * answer.over);
      }),
    );
  });
});

describe('a stock is short', () => {
  const lasting = (left: number) => ({ reach: 'days', days: left, used: 10, over: 10 }) as const;

  it.each([
    ['by what is published', lasting(4), 5, true],
    ['not with just as many days', lasting(5), 5, false],
    ['by nothing that is published nowhere', lasting(0), null, null],
    ['when none is left', { reach: 'none-left' }, 5, true],
    ['never where no day is asked for', { reach: 'none-left' }, 0, false],
    ['for nobody to say without history', { reach: 'not-enough-history', daysWithUse: 2 }, 5, null],
  ] as const)('%s', (_, reach, leastDays, expected) => {
    expect(isStockShort(reach, leastDays)).toBe(expected);
  });
});
