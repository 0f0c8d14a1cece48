import { describe, expect, it } from 'vitest';
import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import { weekday } from '../../domain/calendar/civil-date.ts';
import { calendarYears, poolingAreaParameters } from './parameters.ts';

const calendar = {
  years: calendarYears.map((year) => Number(year.id)),
  off: new Set(calendarYears.flatMap((year) => year.off)),
  working: new Set(calendarYears.flatMap((year) => year.working)),
};

describe('the calendar of the demonstration', () => {
  it.each([
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-11-22', 3, '2026-11-25'],
    ['2026-09-24', 3, '2026-09-30'],
    ['2026-09-24', 10, '2026-10-15'],
  ])('from %s %i working days later it is %s', (from, count, date) => {
    expect(addWorkingDays(calendar, from, count)).toEqual({ date, provisional: false });
  });

  it('has as many days off and made-up working days as the notices name', () => {
    expect(calendarYears.map((year) => [year.id, year.off.length, year.working.length])).toEqual([
      ['2025', 28, 5],
      ['2026', 33, 6],
    ]);
    for (const day of calendar.working) expect(weekday(day)).toBeGreaterThan(5);
  });
});

describe('the parameters of the demonstration', () => {
  it('say from when they hold, by which source, and are named by both', () => {
    for (const { id, name, validFrom, source } of poolingAreaParameters) {
      expect(id).toBe(`${name}@${validFrom}`);
      expect(source).toBe('示范参数');
    }
    expect(new Set(poolingAreaParameters.map((parameter) => parameter.id)).size).toBe(
      poolingAreaParameters.length,
    );
  });
});
