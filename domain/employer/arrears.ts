import { monthNumberOf, monthText } from '../contribution/month-number.ts';
import type { Month } from '../calendar/month.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';

/** Months for which nothing is paid of somebody who is still with the employer. */
export interface Arrears {
  readonly months: number;
  readonly first: Month;
  readonly last: Month;
}

type PaidMonths = Pick<ContributionPeriod, 'employerId' | 'fromMonth' | 'toMonth'>;

/**
 * 欠费 of an employer for one of its people (Social Insurance Law art. 60: an employer pays in full and on time): every
 * month from the first that it paid for him to the one before the present for which nobody paid. The record does not
 * say whether he was away in between, so these are months to be asked about, not a debt that is claimed. The present
 * month is not over. Null where nothing is open; from retirement and death on nothing is due.
 */
export function arrearsOf(
  employerId: string,
  periods: readonly PaidMonths[],
  person: Pick<InsuredPerson, 'retiredFrom' | 'deceasedOn'>,
  today: string,
): Arrears | null {
  const begun = periods.filter((one) => one.employerId === employerId).map((one) => one.fromMonth);
  if (begun.length === 0) return null;
  const ends = [today, person.retiredFrom, person.deceasedOn].filter((end) => end !== null);
  const first = Math.min(...begun.map(monthNumberOf));
  const end = Math.min(...ends.map(monthNumberOf)) - 1;
  const paid = periods
    .map(({ fromMonth, toMonth }) => ({
      from: monthNumberOf(fromMonth),
      to: toMonth === null ? end : monthNumberOf(toMonth),
    }))
    .sort((one, other) => one.from - other.from);
  const gaps: { from: number; to: number }[] = [];
  let due = first;
  for (const { from, to } of paid) {
    if (from > due) gaps.push({ from: due, to: Math.min(from - 1, end) });
    due = Math.max(due, to + 1);
  }
  gaps.push({ from: due, to: end });
  const open = gaps.filter(({ from, to }) => from <= to);
  const [earliest, latest] = [open.at(0), open.at(-1)];
  if (earliest === undefined || latest === undefined) return null;
  return {
    months: open.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    first: monthText(earliest.from),
    last: monthText(latest.to),
  };
}
