import type { CivilDate } from '../calendar/civil-date.ts';
import type { Month } from '../calendar/month.ts';
import type { ContributionPeriod } from '../records/records.ts';
import {
  contributionRights,
  type ContributionRights,
  type MonthRight,
  type PoolingArea,
} from './contribution-rights.ts';
import type { ContributionRecord } from './contribution-timeline.ts';

/** A back payment 补缴 as it would be recorded, with its day. */
export type BackPayment = ContributionPeriod & { readonly toMonth: Month; readonly paidOn: CivilDate };

/** A month for which something changes; null where the record did not reach it. */
export interface ChangedMonth {
  readonly month: Month;
  readonly before: MonthRight | null;
  readonly after: MonthRight | null;
}

export interface BackPaymentPreview {
  readonly before: ContributionRights;
  readonly after: ContributionRights;
  /** In the order of the months. */
  readonly changed: readonly ChangedMonth[];
}

/**
 * What a back payment would change, both sides as seen on the day of the payment. Nothing is decided or written: the
 * counter shows it before the payment is confirmed, because a payment one day late is a right lost.
 */
export function previewBackPayment(
  record: ContributionRecord,
  area: PoolingArea,
  payment: BackPayment,
): BackPaymentPreview {
  const before = contributionRights(record, area, payment.paidOn);
  const paid = { ...record, periods: [...record.periods, payment] };
  const after = contributionRights(paid, area, payment.paidOn);
  const was = new Map(before.months.map((one) => [one.month, one]));
  const becomes = new Map(after.months.map((one) => [one.month, one]));
  const changed = [...new Set([...was.keys(), ...becomes.keys()])]
    .sort()
    .map((month) => ({ month, before: was.get(month) ?? null, after: becomes.get(month) ?? null }))
    .filter(({ before: one, after: other }) => JSON.stringify(one) !== JSON.stringify(other));
  return { before, after, changed };
}
