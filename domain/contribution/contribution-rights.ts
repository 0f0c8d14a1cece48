import type { CivilDate } from '../calendar/civil-date.ts';
import type { Month } from '../calendar/month.ts';
import type { UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { PoolingAreaParameter } from '../records/records.ts';
import {
  isReadable,
  timelineOf,
  type ContributionRecord,
  type PaidMonth,
  type Timeline,
} from './contribution-timeline.ts';
import { monthText, type MonthNumber } from './month-number.ts';
import { standingsOf, type MonthStanding } from './month-standing.ts';
import { personalAnswerOf, type PersonalAnswer } from './personal-answer.ts';
import { pooledAnswersOf, type PooledAnswer } from './pooled-answer.ts';
import { RightsParameters } from './rights-parameters.ts';
import { rightsTodayOf, unreadableToday, type RightsToday } from './rights-today.ts';

/** Whose rules hold: the area of this county, and all that its central office has published. */
export interface PoolingArea {
  readonly areaCode: string;
  readonly parameters: readonly PoolingAreaParameter[];
}

/**
 * What a month is in the record; `waiting` is paid as well. `made-good` is where in time or late is left open by a missing
 * limit, or makes no difference: after retirement.
 */
export type MonthStatus =
  | 'paid'
  | 'waiting'
  | 'made-good-in-time'
  | 'made-good-late'
  | 'made-good'
  | 'gap'
  | 'retired'
  | 'after-death'
  | 'not-due';

/** One month, and the two answers that follow from it: never one word for both. */
export interface MonthRight {
  readonly month: Month;
  readonly status: MonthStatus;
  /** The day of the back payment, where the month was made good. */
  readonly paidOn: CivilDate | null;
  readonly pooled: PooledAnswer;
  readonly personal: PersonalAnswer;
}

export interface ContributionRights {
  /** From the first paid month, or retirement, to the month after the present one; empty where there is none yet. */
  readonly months: readonly MonthRight[];
  readonly today: RightsToday;
  /** Every published value on which the pooled fund's answers rest, by name and day: what a decision keeps of them. */
  readonly used: readonly UsedParameter[];
}

/**
 * What a person is entitled to, month by month and today, and why. Pure and total: whatever fits the types has an
 * answer (contribution-timeline.ts says which), and a value of the pooling area that is missing is told as such.
 *
 * The status of a card (AAZ502: 0 sealed) and of an account (`sealed`) are stored; these months are the record that
 * decides whether they may be released. Neither is changed here.
 */
export function contributionRights(
  record: ContributionRecord,
  area: PoolingArea,
  today: CivilDate,
): ContributionRights {
  if (!isReadable(record, today)) return { months: [], today: unreadableToday, used: [] };
  const parameters = new RightsParameters(area.parameters);
  const timeline = timelineOf(record, area.areaCode, today);
  const standings = standingsOf(timeline, parameters);
  const pooled =
    timeline.start > timeline.end
      ? { months: [], waiting: [] }
      : pooledAnswersOf(timeline, standings, parameters);
  const rightsToday = rightsTodayOf(timeline, standings, pooled, parameters);
  // What is credited for a month, asked for below, decides nothing about what the pooled fund covers.
  const { used } = parameters;
  const months = pooled.months.map((answer, offset): MonthRight => {
    const month = timeline.start + offset;
    const paid = timeline.months[offset] ?? null;
    return {
      month: monthText(month),
      status: statusOf(timeline, month, standings[offset], answer),
      paidOn: paid?.paidOn ?? null,
      pooled: answer,
      personal: personalAnswerOf(timeline, month, paid, area.areaCode, parameters),
    };
  });
  return { months, today: rightsToday, used };
}

function statusOf(
  { died, present, months, start }: Timeline,
  month: MonthNumber,
  standing: MonthStanding | undefined,
  { answer }: PooledAnswer,
): MonthStatus {
  if (died !== null && month > died) return 'after-death';
  if (month > present || standing === undefined) return 'not-due';
  switch (standing.kind) {
    case 'due':
      return answer === 'waiting-period' ? 'waiting' : 'paid';
    case 'retired':
      // Who pays on after retirement, for the years that are missing, has paid, or made good.
      return retiredStatusOf(months[month - start] ?? null);
    case 'in-time':
      return 'made-good-in-time';
    case 'late':
      return 'made-good-late';
    case 'undecided':
      return 'made-good';
    case 'unpaid':
      return 'gap';
    default:
      return standing satisfies never;
  }
}

function retiredStatusOf(paid: PaidMonth | null): MonthStatus {
  if (paid === null) return 'retired';
  return paid.paidOn === null ? 'paid' : 'made-good';
}
