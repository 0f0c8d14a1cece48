import { monthText, type MonthNumber } from './month-number.ts';
import { LONGEST_WAITING_MONTHS, missingParameter, type RightsParameters } from './rights-parameters.ts';
import { because, type Reason } from './rights-reason.ts';

/** A waiting period 等待期, from the month in which payment was resumed. */
export interface Waiting {
  readonly resumed: MonthNumber;
  /** The first month after it. */
  readonly until: MonthNumber;
  /** False where a missing value leaves open whether, or how long, it runs; it is then as long as it could be. */
  readonly certain: boolean;
  readonly reason: Reason;
}

/**
 * The waiting period after an interruption, or null: up to the limit there is none, made good or not (domain rules
 * section 4). It counts calendar months, the month of resumption first, and goes on while a short gap lies in it;
 * after another long one a new period begins.
 */
export function waitingAfter(
  firstUnpaid: MonthNumber,
  resumed: MonthNumber,
  parameters: RightsParameters,
): Waiting | null {
  const gapMonths = resumed - firstUnpaid;
  const limit = parameters.arrearsLimit(firstUnpaid);
  if (limit !== undefined && gapMonths <= limit) return null;
  const months = parameters.waitingMonths(resumed);
  const until = resumed + (months ?? LONGEST_WAITING_MONTHS);
  if (limit === undefined) {
    const reason = missingParameter('continuous-gap-months', firstUnpaid);
    return { resumed, until, certain: false, reason };
  }
  if (months === undefined) {
    const reason = missingParameter('waiting-period-months', resumed);
    return { resumed, until, certain: false, reason };
  }
  const params = {
    firstUnpaid: monthText(firstUnpaid),
    gapMonths,
    limit,
    resumed: monthText(resumed),
    months,
    // Benefits take effect in the month after a paid one at the earliest.
    from: monthText(Math.max(until, resumed + 1)),
  };
  return { resumed, until, certain: true, reason: because('waiting-period', params) };
}
