import { monthRange, type Month } from '../calendar/month.ts';
import type { ContributionPeriod } from '../records/records.ts';

/** Of the months from one to another those that are paid already, here or elsewhere; without an end all that follow are. */
export function paidAlready(
  periods: readonly ContributionPeriod[],
  from: Month,
  to: Month,
): readonly Month[] {
  return monthRange(from, to).filter((month) =>
    periods.some((one) => one.fromMonth <= month && (one.toMonth === null || month <= one.toMonth)),
  );
}

/** The first month for which anything was paid; undefined where nothing was. */
export function firstInsuredMonth(periods: readonly ContributionPeriod[]): Month | undefined {
  return periods
    .filter(({ fromMonth, toMonth }) => toMonth === null || fromMonth <= toMonth)
    .map(({ fromMonth }) => fromMonth)
    .sort()[0];
}

/** The last month that is paid by a period that has ended; undefined where there is none. */
export function lastPaidMonth(periods: readonly ContributionPeriod[]): Month | undefined {
  return periods
    .flatMap(({ fromMonth, toMonth }) => (toMonth === null || toMonth < fromMonth ? [] : [toMonth]))
    .sort()
    .at(-1);
}

/** '2026-03', or '2026-03 – 2026-05'. */
export function monthsInWords(from: Month, to: Month): string {
  return from === to ? from : `${from} – ${to}`;
}
