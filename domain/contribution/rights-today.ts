import type { Month } from '../calendar/month.ts';
import type { Timeline } from './contribution-timeline.ts';
import { makeGoodOf, type MakeGood } from './make-good.ts';
import { monthText, type MonthNumber } from './month-number.ts';
import { isContinuous, type MonthStanding } from './month-standing.ts';
import type { PooledAnswer, PooledAnswers } from './pooled-answer.ts';
import { because, type Reason } from './rights-reason.ts';
import type { RightsParameters } from './rights-parameters.ts';

/** What a person is told who asks today. */
export interface RightsToday {
  readonly pooled: PooledAnswer;
  /** The balance of the personal account, which no stop touches. */
  readonly balance: { readonly spendable: boolean; readonly reason: Reason };
  /** Covered today, and by what is paid so far in this month for the last time. */
  readonly lastCoveredMonth: Month | null;
  /** Not covered today, but once: the first month without pooled benefits. */
  readonly sealedSince: Month | null;
  /** Not covered today: the month from which benefits come again as things stand; null where payment does not go on. */
  readonly coveredAgainFrom: Month | null;
  readonly makeGood: MakeGood;
  /** Months that count, paid when due or made good, wherever: they add up over gaps and places. */
  readonly paidMonths: number;
  readonly years: number;
  /** Beyond the full years. */
  readonly monthsBeyond: number;
}

/** The answer where the record cannot be read. */
export const unreadableToday: RightsToday = {
  pooled: { answer: 'undecided', reason: because('record-unreadable') },
  balance: { spendable: true, reason: because('balance-stays-spendable') },
  lastCoveredMonth: null,
  sealedSince: null,
  coveredAgainFrom: null,
  makeGood: { answer: 'nothing-open' },
  paidMonths: 0,
  years: 0,
  monthsBeyond: 0,
};

/** The summary for the day of the timeline. */
export function rightsTodayOf(
  timeline: Timeline,
  standings: readonly MonthStanding[],
  answers: PooledAnswers,
  parameters: RightsParameters,
): RightsToday {
  const { start, present, diedOn, months, today } = timeline;
  const month = monthText(present);
  const dead = diedOn !== null && diedOn <= today;
  const pooled: PooledAnswer = dead
    ? { answer: 'not-covered', reason: because('deceased', { month, diedOn }) }
    : (answers.months[present - start] ?? {
        answer: 'not-covered',
        reason: because('not-insured-yet', { month }),
      });
  const next = answers.months[present + 1 - start];
  const ends = isGiven(pooled) && next !== undefined && isRefused(next);
  const lost = !dead && isRefused(pooled);
  const paidMonths = months.reduce((sum, paid) => sum + (paid === null ? 0 : 1), 0);
  return {
    pooled,
    balance: dead
      ? { spendable: false, reason: because('balance-to-heirs', { diedOn }) }
      : { spendable: true, reason: because('balance-stays-spendable') },
    lastCoveredMonth: ends ? month : null,
    sealedSince: lost ? sealedSince(timeline, answers) : null,
    // Nothing comes again where a death is recorded, even one of a day to come.
    coveredAgainFrom: lost && diedOn === null ? coveredAgainFrom(timeline, standings, answers) : null,
    makeGood: dead ? { answer: 'nothing-open' } : makeGoodOf(timeline, standings, parameters),
    paidMonths,
    years: Math.floor(paidMonths / 12),
    monthsBeyond: paidMonths % 12,
  };
}

/** The first month of the run without benefits that reaches today; null where nothing was ever given before it. */
function sealedSince({ start, present }: Timeline, { months }: PooledAnswers): Month | null {
  let month = present;
  while (month >= start && isRefusedAt(months, month - start)) month -= 1;
  return month < start ? null : monthText(month + 1);
}

/** Retirement brings benefits by itself; otherwise they follow the present month, if it is paid, after any waiting. */
function coveredAgainFrom(
  { start, present, retired, goesOn }: Timeline,
  standings: readonly MonthStanding[],
  { months, waiting }: PooledAnswers,
): Month | null {
  let from: MonthNumber | null = retired;
  if (isContinuous(standings[present - start])) {
    const certain = waiting.filter((one) => one.certain).map(({ until }) => until);
    const paid = Math.max(present + 1, ...certain);
    const open = waiting.some((one) => !one.certain && paid < one.until);
    const next = months[present + 1 - start];
    // Of a period that is closed no more is promised than what the next month has already.
    const kept = goesOn || (paid === present + 1 && next !== undefined && isGiven(next));
    if (!open && kept) from = from === null ? paid : Math.min(from, paid);
  }
  return from === null ? null : monthText(from);
}

function isRefusedAt(months: readonly PooledAnswer[], offset: number): boolean {
  const answer = months[offset];
  return answer !== undefined && isRefused(answer);
}

function isGiven({ answer }: PooledAnswer): boolean {
  return answer === 'covered' || answer === 'covered-retroactively' || answer === 'retired-benefits';
}

function isRefused({ answer }: PooledAnswer): boolean {
  return answer === 'not-covered' || answer === 'waiting-period';
}
