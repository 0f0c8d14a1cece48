import type { CivilDate } from '../calendar/civil-date.ts';
import { isCivilDate } from '../calendar/civil-date.ts';
import { isMonth } from '../calendar/month.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { monthNumberOf, type MonthNumber } from './month-number.ts';

/** A person's record as far as his rights follow from it. */
export interface ContributionRecord {
  /** In any order; they may overlap. */
  readonly periods: readonly ContributionPeriod[];
  readonly person: Pick<InsuredPerson, 'retiredFrom' | 'deceasedOn'>;
}

/** What was paid for one month. */
export interface PaidMonth {
  /** The day of the back payment that counts, the earliest one; null where the month was paid when due. */
  readonly paidOn: CivilDate | null;
  /** The highest base paid on here, fen; of another pooling area where nothing was paid here. */
  readonly base: number;
  readonly areaCode: string;
  /** Another pooling area in which it was paid as well (insured twice 重复参保), the first by its code; or null. */
  readonly alsoPaidIn: string | null;
}

/** The record laid out month by month: from the first month that says something to the present one, or to death. */
export interface Timeline {
  readonly today: CivilDate;
  readonly start: MonthNumber;
  readonly present: MonthNumber;
  /** The last month in which contributions can be due: the present one, or that of death. Before `start`: nothing. */
  readonly end: MonthNumber;
  /** From `start` on; null where nothing was paid. */
  readonly months: readonly (PaidMonth | null)[];
  readonly retired: MonthNumber | null;
  /** The month of death and its day. */
  readonly died: MonthNumber | null;
  readonly diedOn: CivilDate | null;
  /** A period says that payment goes on in the month after the present one. */
  readonly goesOn: boolean;
}

/** Says whether every month and day of the record is one. What crosses a border has been looked at there. */
export function isReadable({ periods, person }: ContributionRecord, today: CivilDate): boolean {
  const { retiredFrom, deceasedOn } = person;
  return (
    isCivilDate(today) &&
    (retiredFrom === null || isMonth(retiredFrom)) &&
    (deceasedOn === null || isCivilDate(deceasedOn)) &&
    periods.every(
      ({ fromMonth, toMonth, paidOn }) =>
        isMonth(fromMonth) &&
        (toMonth === null || isMonth(toMonth)) &&
        (paidOn === null || isCivilDate(paidOn)),
    )
  );
}

/**
 * Lays the periods out, as seen on `today`. Whatever comes is defined:
 * - a period whose end lies before its beginning names no month;
 * - an open period goes on to the present month, or to the month of death even where nobody has closed it;
 * - months after the present one are not paid yet, back payments of a later day than today have not been made;
 * - what was paid for months after death counts nothing;
 * - a back payment made in the month it names, or before it, was paid when due;
 * - of several payments for a month the one when due counts, otherwise the earliest; here before elsewhere.
 */
export function timelineOf(record: ContributionRecord, areaCode: string, today: CivilDate): Timeline {
  const { retiredFrom, deceasedOn } = record.person;
  const present = monthNumberOf(today);
  const died = deceasedOn === null ? null : monthNumberOf(deceasedOn);
  const retired = retiredFrom === null ? null : monthNumberOf(retiredFrom);
  const end = died === null ? present : Math.min(present, died);
  const spans = record.periods
    .filter(({ paidOn }) => paidOn === null || paidOn <= today)
    .map((period) => ({
      period,
      from: monthNumberOf(period.fromMonth),
      to: period.toMonth === null ? end : Math.min(end, monthNumberOf(period.toMonth)),
    }))
    .filter(({ from, to }) => from <= to);
  let start = retired ?? end + 1;
  for (const { from } of spans) start = Math.min(start, from);
  const months = Array<PaidMonth | null>(Math.max(0, end - start + 1)).fill(null);
  for (const { period, from, to } of spans) {
    for (let month = from; month <= to; month += 1) {
      const before = months[month - start] ?? null;
      months[month - start] = joined(before, paidMonth(period, month), areaCode);
    }
  }
  const goesOn = record.periods.some(
    ({ fromMonth, toMonth, paidOn }) =>
      (paidOn === null || paidOn <= today) &&
      monthNumberOf(fromMonth) <= present + 1 &&
      (toMonth === null || monthNumberOf(toMonth) > present),
  );
  return { today, start, present, end, months, retired, died, diedOn: deceasedOn, goesOn };
}

function paidMonth({ base, areaCode, paidOn }: ContributionPeriod, month: MonthNumber): PaidMonth {
  return {
    base,
    areaCode,
    paidOn: paidOn !== null && monthNumberOf(paidOn) > month ? paidOn : null,
    alsoPaidIn: null,
  };
}

function joined(one: PaidMonth | null, other: PaidMonth, here: string): PaidMonth {
  if (one === null) return other;
  const paidOn = earliest(one.paidOn, other.paidOn);
  if (one.areaCode === other.areaCode) return { ...one, paidOn, base: Math.max(one.base, other.base) };
  const [counts, spare] = rank(one, here) < rank(other, here) ? [one, other] : [other, one];
  const spares = [spare.areaCode, one.alsoPaidIn].filter((area) => area !== null && area !== counts.areaCode);
  return { paidOn, areaCode: counts.areaCode, base: counts.base, alsoPaidIn: spares.sort()[0] ?? null };
}

/** When due comes before any day. */
function earliest(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  if (one === null || other === null) return null;
  return one < other ? one : other;
}

/** Sorts before all others: here. */
function rank({ areaCode }: PaidMonth, here: string): string {
  return areaCode === here ? '' : `1${areaCode}`;
}
