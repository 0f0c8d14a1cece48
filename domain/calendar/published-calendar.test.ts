import { describe, expect, it } from 'vitest';
import { Facts } from '../command/facts.ts';
import type { CalendarYear } from '../records/records.ts';
import { publishedYears } from '../testing/calendar-years.ts';
import { calendarLookups, calendarOf, publishedCalendar } from './published-calendar.ts';
import { addWorkingDays } from './working-days.ts';

/** The calendar that a rule sees which asked for the years around this day. */
function calendarFrom(day: string, published: readonly CalendarYear[]) {
  const lookups = calendarLookups(day);
  const answers = lookups.map(({ value }) => published.filter(({ id }) => id === value));
  return publishedCalendar(Facts.of(lookups, answers), day);
}

describe('the published calendar', () => {
  it.each([
    // The examples of the domain rules, section 8.
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-11-22', 3, '2026-11-25'],
    ['2026-09-24', 3, '2026-09-30'],
    ['2026-09-24', 10, '2026-10-15'],
  ])('makes %s + %i working days %s, for certain', (from, count, date) => {
    expect(addWorkingDays(calendarFrom(from, publishedYears), from, count)).toEqual({
      date,
      provisional: false,
    });
  });

  it('makes a deadline provisional that enters a year without a calendar', () => {
    expect(addWorkingDays(calendarFrom('2026-12-30', publishedYears), '2026-12-30', 3).provisional).toBe(
      true,
    );
  });

  it('knows nothing where nothing is published', () => {
    expect(calendarOf([]).years).toEqual([]);
    expect(addWorkingDays(calendarFrom('2026-11-20', []), '2026-11-20', 1).provisional).toBe(true);
  });
});
