import type { Month } from '../calendar/month.ts';
import { monthNumberOf, monthText } from '../contribution/month-number.ts';
import { timelineOf } from '../contribution/contribution-timeline.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';

/**
 * 欠费: months that somebody had to pay and has not. Not every month without payment is one: who stopped and began again
 * later owes nothing for the time between, and nobody who pays for himself is made to (Social Insurance Law art. 60). What is
 * owed are the unpaid months within the time with one and the same employer, and, of a person whose insurance was never
 * stopped, every unpaid month since the last paid one.
 * @param county whose record it is; months paid anywhere are paid
 */
export function arrearsOf(
  periods: readonly ContributionPeriod[],
  person: Pick<InsuredPerson, 'insuranceStatus' | 'retiredFrom' | 'deceasedOn'>,
  county: string,
  today: string,
): readonly Month[] {
  const { months, start, present } = timelineOf(
    { periods, person: { retiredFrom: null, deceasedOn: person.deceasedOn } },
    county,
    today,
  );
  const owed = new Set<number>();
  const isUnpaid = (month: number) => month >= start && month <= present && months[month - start] === null;
  for (const [from, to] of timesWithEmployers(periods)) {
    for (let month = from; month <= to; month += 1) if (isUnpaid(month)) owed.add(month);
  }
  if (person.insuranceStatus === '1' && months.length > 0) {
    let month = present - 1;
    while (month >= start && isUnpaid(month)) owed.add(month--);
  }
  return [...owed].sort((one, other) => one - other).map(monthText);
}

/** From the first to the last month paid with each employer, one after the other. */
function timesWithEmployers(
  periods: readonly ContributionPeriod[],
): readonly (readonly [from: number, to: number])[] {
  const closed = periods
    .filter(({ toMonth, fromMonth }) => toMonth === null || toMonth >= fromMonth)
    .sort((one, other) => (one.fromMonth < other.fromMonth ? -1 : 1));
  const times: (readonly [number, number])[] = [];
  for (const [index, period] of closed.entries()) {
    const next = closed[index + 1];
    // A time is between two payments of the same employer with no other in between.
    if (next === undefined || period.toMonth === null || period.employerId === null) continue;
    if (next.employerId === period.employerId) {
      times.push([monthNumberOf(period.toMonth) + 1, monthNumberOf(next.fromMonth) - 1]);
    }
  }
  return times;
}
