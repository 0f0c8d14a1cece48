import type { CivilDate } from '../calendar/civil-date.ts';
import type { Timeline } from './contribution-timeline.ts';
import { monthNumberOf, type MonthNumber } from './month-number.ts';
import type { RightsParameters } from './rights-parameters.ts';

/** A run of months that break continuity, both ends included. */
export interface Interruption {
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** Arrears made good on a day: how many months had been in arrears since the stop, and how many may be. */
export interface MadeGood extends Interruption {
  readonly paidOn: CivilDate;
  readonly arrears: number;
  readonly limit: number;
}

/** How a month stands to the continuity of payment. Made good in time is as if paid when due; late is not. */
export type MonthStanding =
  | { readonly kind: 'due' | 'retired' | 'unpaid' }
  | { readonly kind: 'in-time'; readonly paidOn: CivilDate }
  | ({ readonly kind: 'late' } & MadeGood)
  /** Made good, and the limit at the time of the stop is not published. */
  | { readonly kind: 'undecided'; readonly paidOn: CivilDate; readonly from: MonthNumber };

const due: MonthStanding = { kind: 'due' };
const retired: MonthStanding = { kind: 'retired' };
const unpaid: MonthStanding = { kind: 'unpaid' };

/** Says whether benefits go on over this month. */
export function isContinuous(standing: MonthStanding | undefined): boolean {
  if (standing === undefined) return false;
  return standing.kind === 'due' || standing.kind === 'in-time' || standing.kind === 'retired';
}

/**
 * The standing of each month of a timeline. Arrears made good count as continuous while the interruption they belong
 * to is no longer than the limit (domain rules section 4: up to 3 months, 3 included). What is measured is the length
 * of the interruption (医保办发〔2021〕43号: 中断缴费3个月（含）以内): from its first unpaid month to the month before the
 * payment, or to its end where payment had been resumed by then. Months made good in time are no part of a later
 * interruption; months made good late still are, so that a long gap is not closed in pieces.
 */
export function standingsOf(timeline: Timeline, parameters: RightsParameters): readonly MonthStanding[] {
  const { months, start } = timeline;
  const standings = months.map((paid, offset): MonthStanding => {
    if (timeline.retired !== null && start + offset >= timeline.retired) return retired;
    return paid !== null && paid.paidOn === null ? due : unpaid;
  });
  for (const [paidOn, offsets] of backPayments(timeline, standings)) {
    const judged = offsets.map((offset) => judge(timeline, standings, offset, paidOn, parameters));
    // Of one day together: what is paid first on it makes no difference.
    offsets.forEach((offset, index) => (standings[offset] = judged[index] ?? unpaid));
  }
  return standings;
}

/** The months made good, by the day of payment, earliest first. */
function backPayments(
  { months }: Timeline,
  standings: readonly MonthStanding[],
): readonly (readonly [CivilDate, readonly number[]])[] {
  const byDay = new Map<CivilDate, number[]>();
  months.forEach((paid, offset) => {
    if (paid === null || paid.paidOn === null || isContinuous(standings[offset])) return;
    const sisters = byDay.get(paid.paidOn);
    if (sisters === undefined) byDay.set(paid.paidOn, [offset]);
    else sisters.push(offset);
  });
  return [...byDay].sort(([one], [other]) => (one < other ? -1 : 1));
}

function judge(
  { start }: Timeline,
  standings: readonly MonthStanding[],
  offset: number,
  paidOn: CivilDate,
  parameters: RightsParameters,
): MonthStanding {
  const { from, to } = interruptionAround(standings, start, start + offset);
  const limit = parameters.arrearsLimit(from);
  if (limit === undefined) return { kind: 'undecided', paidOn, from };
  const lastInArrears = Math.min(to, monthNumberOf(paidOn) - 1);
  const arrears = lastInArrears - from + 1;
  return arrears <= limit
    ? { kind: 'in-time', paidOn }
    : { kind: 'late', paidOn, from, to: lastInArrears, arrears, limit };
}

/** The interruption in which a month lies that is not continuous. */
export function interruptionAround(
  standings: readonly MonthStanding[],
  start: MonthNumber,
  month: MonthNumber,
): Interruption {
  let from = month;
  let to = month;
  while (from > start && !isContinuous(standings[from - 1 - start])) from -= 1;
  while (to - start < standings.length - 1 && !isContinuous(standings[to + 1 - start])) to += 1;
  return { from, to };
}
