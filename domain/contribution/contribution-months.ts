import { addMonths, monthOf } from '../calendar/month.ts';
import type { ContributionPeriod } from '../records/records.ts';

/** p paid when due, b made good later 补缴, g gap 断缴, r retired, n not insured or not yet. */
export type ContributionMonthMark = 'p' | 'b' | 'g' | 'r' | 'n';

export interface ContributionYear {
  /** 'YYYY' */
  readonly year: string;
  /** Twelve marks, January first. */
  readonly months: string;
}

export interface ContributionOverview {
  /** Newest year first. */
  readonly years: readonly ContributionYear[];
  /** Months paid in time or made good; years of contribution add up over gaps and places. */
  readonly paidMonths: number;
}

/**
 * Lays contribution periods out month by month up to the month of `today`. A gap is a month after the first paid one
 * for which nothing was paid; after retirement no contribution is due. Periods may come in any order.
 */
export function contributionOverview(
  periods: readonly ContributionPeriod[],
  person: { readonly retiredFrom: string | null; readonly deceasedOn: string | null },
  today: string,
): ContributionOverview {
  const thisMonth = monthOf(today);
  const end = person.deceasedOn === null ? thisMonth : monthOf(person.deceasedOn);
  // Payment month by month ends with the life of the insured, even where nobody has closed the period yet.
  const ongoing = end < thisMonth ? end : thisMonth;
  const marks = new Map<string, ContributionMonthMark>();
  for (const period of periods) {
    const last = period.toMonth === null ? ongoing : period.toMonth > thisMonth ? thisMonth : period.toMonth;
    for (let month = period.fromMonth; month <= last; month = addMonths(month, 1)) {
      // A month paid when due stays so, even when a later payment names it again.
      if (marks.get(month) !== 'p') marks.set(month, period.paidOn === null ? 'p' : 'b');
    }
  }
  const paidMonths = marks.size;
  const first = [...marks.keys()].reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);
  if (first === null) return { years: [], paidMonths: 0 };
  const years: ContributionYear[] = [];
  for (let year = Number(thisMonth.slice(0, 4)); year >= Number(first.slice(0, 4)); year -= 1) {
    let months = '';
    for (let index = 1; index <= 12; index += 1) {
      const month = `${year}-${String(index).padStart(2, '0')}`;
      months += marks.get(month) ?? markUnpaid(month, first, end, person.retiredFrom);
    }
    years.push({ year: String(year), months });
  }
  return { years, paidMonths };
}

function markUnpaid(
  month: string,
  first: string,
  end: string,
  retiredFrom: string | null,
): ContributionMonthMark {
  if (month < first || month > end) return 'n';
  return retiredFrom !== null && month >= retiredFrom ? 'r' : 'g';
}
