import type { Facts, Lookup } from '../command/facts.ts';
import type { CalendarYear } from '../records/records.ts';
import type { CivilDate } from './civil-date.ts';
import type { WorkingDayCalendar } from './working-days.ts';

/** The years that a deadline of some working days from this day may enter: its own and the next. */
export function calendarLookups(from: CivilDate): readonly Lookup[] {
  return yearsFrom(from).map((year) => ({ table: 'calendarYear', by: 'id', value: year }));
}

/** The calendar as far as the central office has published it; facts: `calendarLookups` of the same day. */
export function publishedCalendar(facts: Facts, from: CivilDate): WorkingDayCalendar {
  return calendarOf(yearsFrom(from).flatMap((year) => facts.one('calendarYear', year) ?? []));
}

/** The published years as one calendar. */
export function calendarOf(years: readonly CalendarYear[]): WorkingDayCalendar {
  return {
    years: years.map(({ id }) => Number(id)),
    off: new Set(years.flatMap(({ off }) => off)),
    working: new Set(years.flatMap(({ working }) => working)),
  };
}

function yearsFrom(day: CivilDate): readonly string[] {
  const year = day.slice(0, 4);
  return [year, String(Number(year) + 1)];
}
