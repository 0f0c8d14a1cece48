import type { CivilDate } from '../calendar/civil-date.ts';
import type { Timeline } from './contribution-timeline.ts';
import { firstDayOf, monthText, type MonthNumber } from './month-number.ts';
import { isContinuous, type MonthStanding } from './month-standing.ts';
import { because, type Reason } from './rights-reason.ts';
import { missingParameter, type RightsParameters } from './rights-parameters.ts';
import { waitingAfter, type Waiting } from './waiting-period.ts';

/** What the pooled fund 统筹基金 gives in a month. */
export type PooledEntitlement =
  | 'covered'
  /** Not covered when the month came; what was spent in it is paid back, because the arrears were made good in time. */
  | 'covered-retroactively'
  | 'retired-benefits'
  | 'waiting-period'
  | 'not-covered'
  /** A value of the pooling area is missing on which the answer depends. */
  | 'undecided';

export interface PooledAnswer {
  readonly answer: PooledEntitlement;
  readonly reason: Reason;
}

/** The months asked about: those of the timeline, and the others up to the month after the present one. */
export interface PooledAnswers {
  readonly months: readonly PooledAnswer[];
  /** The waiting periods that reach beyond the present month. */
  readonly waiting: readonly Waiting[];
}

/**
 * Walks the months once, keeping what the next one depends on: a month is covered because the one before it was paid
 * (benefits take effect in the month after a paid month, domain rules section 4), as long as it is paid itself or the
 * stop takes effect a month later, and no waiting period runs.
 */
export function pooledAnswersOf(
  timeline: Timeline,
  standings: readonly MonthStanding[],
  parameters: RightsParameters,
): PooledAnswers {
  const { start, present, end, retired, died, diedOn } = timeline;
  const months: PooledAnswer[] = [];
  let waiting: readonly Waiting[] = [];
  /** The first month of the interruption that goes on, and whether there was insurance before it. */
  let gap: Gap | null = null;
  for (let month = start; month <= present + 1; month += 1) {
    if (died !== null && diedOn !== null && month > died) {
      months.push(notCovered(because('deceased', { month: monthText(month), diedOn })));
      continue;
    }
    if (retired !== null && month >= retired) {
      const params = { month: monthText(month), from: monthText(retired) };
      months.push({ answer: 'retired-benefits', reason: because('retired-benefits', params) });
      continue;
    }
    const standing = month <= end ? standings[month - start] : undefined;
    const before = standings[month - 1 - start];
    if (isContinuous(standing)) {
      // Who was never insured before has interrupted nothing.
      const after = gap?.follows === true ? waitingAfter(gap.from, month, parameters) : null;
      waiting = [...waiting.filter(({ until }) => until > month), ...(after === null ? [] : [after])];
      gap = null;
    } else gap ??= { from: month, follows: isContinuous(before) };
    months.push(answerOf({ timeline, month, standing, before, gap, waiting, parameters }));
  }
  return { months, waiting: waiting.filter(({ until }) => until > present) };
}

interface Gap {
  readonly from: MonthNumber;
  readonly follows: boolean;
}

interface Question {
  readonly timeline: Timeline;
  readonly month: MonthNumber;
  /** Undefined for the month after the present one. */
  readonly standing: MonthStanding | undefined;
  /** Of the month before; undefined where there is none. */
  readonly before: MonthStanding | undefined;
  readonly gap: Gap | null;
  readonly waiting: readonly Waiting[];
  readonly parameters: RightsParameters;
}

/** A waiting period that runs for certain comes first; one that may run leaves open what would otherwise be given. */
function answerOf(question: Question): PooledAnswer {
  const { month, standing, before, waiting } = question;
  const running = waiting.filter(({ until }) => month < until);
  const certain = running.find((one) => one.certain);
  if (certain !== undefined && (isContinuous(standing) || isContinuous(before)))
    return { answer: 'waiting-period', reason: certain.reason };
  const answer = withoutWaiting(question);
  const possible = running[0];
  return possible === undefined || answer.answer === 'not-covered' ? answer : undecided(possible.reason);
}

function withoutWaiting(question: Question): PooledAnswer {
  const { month, standing, before, gap } = question;
  if (isContinuous(before)) return afterPaidMonth(question);
  if (before?.kind === 'undecided') {
    // Where a stop takes effect at once an unpaid month is not covered, whether the one before counts or not.
    return isUnpaid(question) && question.parameters.stopEffect(month) === 'first-unpaid-month'
      ? stopped(month, month)
      : undecided(missingParameter('continuous-gap-months', before.from));
  }
  if (isContinuous(standing) || before === undefined) {
    const params = { month: monthText(month), from: monthText(month + 1) };
    return standing?.kind === 'late'
      ? tooLate(standing, month)
      : notCovered(because('effect-next-month', params));
  }
  return before.kind === 'late' ? tooLate(before, month) : stopped(month, gap?.from ?? month);
}

function afterPaidMonth(question: Question): PooledAnswer {
  const { timeline, month, standing, before, parameters } = question;
  const params = { month: monthText(month), paidMonth: monthText(month - 1) };
  if (before?.kind === 'in-time') {
    if (isContinuous(standing) || goesOn(question)) return retroactive(params, before.paidOn);
  } else if (standing?.kind === 'in-time') {
    // Without the back payment the month would have been lost already where the stop takes effect at once.
    return parameters.stopEffect(month) === 'first-unpaid-month'
      ? retroactive(params, standing.paidOn)
      : { answer: 'covered', reason: because('covered-after-paid-month', params) };
  } else if (isContinuous(standing) || goesOn(question))
    return { answer: 'covered', reason: because('covered-after-paid-month', params) };
  const effect = parameters.stopEffect(month);
  switch (effect) {
    case undefined:
      return undecided(missingParameter('stop-effect', month));
    case 'month-after-first-unpaid-month':
      if (before?.kind === 'in-time') return retroactive(params, before.paidOn);
      // What is still to be paid in the month after the present one is no stop yet.
      return month > timeline.present
        ? { answer: 'covered', reason: because('covered-after-paid-month', params) }
        : {
            answer: 'covered',
            reason: because('covered-until-stop', { ...params, stopsOn: firstDayOf(month + 1) }),
          };
    case 'first-unpaid-month':
      if (standing?.kind === 'undecided')
        return undecided(missingParameter('continuous-gap-months', standing.from));
      return standing?.kind === 'late' ? tooLate(standing, month) : stopped(month, month);
    default:
      return effect satisfies never;
  }
}

/** The month has passed without being paid, or no period says that it will be. */
function isUnpaid(question: Question): boolean {
  const { standing } = question;
  return standing === undefined ? !goesOn(question) : standing.kind === 'unpaid';
}

/** The month after the present one, and a period says that it will be paid. */
function goesOn({ timeline, month }: Question): boolean {
  return month > timeline.present && timeline.goesOn;
}

function retroactive(params: Readonly<Record<string, string>>, paidOn: CivilDate): PooledAnswer {
  return {
    answer: 'covered-retroactively',
    reason: because('covered-by-arrears-made-good', { ...params, paidOn }),
  };
}

function tooLate(late: Extract<MonthStanding, { readonly kind: 'late' }>, month: MonthNumber): PooledAnswer {
  const { from, to, arrears, limit, paidOn } = late;
  const params = {
    month: monthText(month),
    from: monthText(from),
    to: monthText(to),
    arrears,
    limit,
    paidOn,
  };
  return notCovered(because('made-good-too-late', params));
}

function stopped(month: MonthNumber, firstUnpaid: MonthNumber): PooledAnswer {
  const params = { month: monthText(month), firstUnpaid: monthText(firstUnpaid) };
  return notCovered(because('contributions-stopped', params));
}

function notCovered(reason: Reason): PooledAnswer {
  return { answer: 'not-covered', reason };
}

function undecided(reason: Reason): PooledAnswer {
  return { answer: 'undecided', reason };
}
