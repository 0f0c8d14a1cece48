import type { CivilDate } from '../calendar/civil-date.ts';
import type { Month } from '../calendar/month.ts';
import type { Timeline } from './contribution-timeline.ts';
import { lastDayOf, monthText, type MonthNumber } from './month-number.ts';
import { interruptionAround, isContinuous, type MonthStanding } from './month-standing.ts';
import { missingParameter, type RightsParameters } from './rights-parameters.ts';
import type { Reason } from './rights-reason.ts';

/** Whether the latest interruption can still be closed by paying its arrears, so that it counts as continuous. */
export type MakeGood =
  /** There is no interruption of which a month is unpaid; or only the present month of one that was made good late. */
  | { readonly answer: 'nothing-open' }
  | {
      readonly answer: 'possible';
      /** The months in arrears; none yet where payment stopped with the present month. */
      readonly months: readonly Month[];
      /** The present month, which is to be paid as well; null where it is. */
      readonly dueNow: Month | null;
      /**
       * The last day on which it counts for certain, which is the end of the present month where no limit is published;
       * null where payment was resumed in time: the interruption grows no longer.
       */
      readonly until: CivilDate | null;
    }
  | {
      /** Too long: paid now it adds to the years, and is not covered. */
      readonly answer: 'too-late';
      readonly months: readonly Month[];
      /** The last day on which it would have counted. */
      readonly until: CivilDate;
    }
  | { readonly answer: 'undecided'; readonly reason: Reason };

/** Looks at the latest interruption up to the present month; those before it are settled. */
export function makeGoodOf(
  timeline: Timeline,
  standings: readonly MonthStanding[],
  parameters: RightsParameters,
): MakeGood {
  const { start, end } = timeline;
  let last = end;
  while (last >= start && isContinuous(standings[last - start])) last -= 1;
  if (last < start) return { answer: 'nothing-open' };
  const { from, to } = interruptionAround(standings, start, last);
  const unpaid: MonthNumber[] = [];
  for (let month = from; month <= to; month += 1)
    if (standings[month - start]?.kind === 'unpaid') unpaid.push(month);
  if (unpaid.length === 0) return { answer: 'nothing-open' };
  // Nothing is in arrears yet: the present month, paid by its end, is paid when due, whatever the limit is [practice].
  const limit = parameters.arrearsLimit(from) ?? (from === end ? 0 : undefined);
  if (limit === undefined)
    return { answer: 'undecided', reason: missingParameter('continuous-gap-months', from) };
  // The present month is not in arrears before it has passed.
  const goesOn = to === end;
  const lastInArrears = goesOn ? to - 1 : to;
  const months = unpaid.filter((month) => month <= lastInArrears).map(monthText);
  const until = lastDayOf(from + limit);
  if (lastInArrears - from + 1 > limit)
    // All of it was made good late, and the present month is not in arrears: nothing is left that could be too late.
    return months.length === 0 ? { answer: 'nothing-open' } : { answer: 'too-late', months, until };
  return { answer: 'possible', months, dueNow: goesOn ? monthText(to) : null, until: goesOn ? until : null };
}
