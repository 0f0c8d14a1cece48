import type { PaidMonth, Timeline } from './contribution-timeline.ts';
import { monthText, type MonthNumber } from './month-number.ts';
import { because, type Reason } from './rights-reason.ts';
import { missingParameter, type RightsParameters } from './rights-parameters.ts';

/**
 * What the personal account 个人账户 gets for a month. Credits come from contributions and from nothing else: one of the
 * source texts says that they go on after stopping, and is wrong (domain rules section 4). What is on the account stays
 * spendable in every month, and is no part of this answer.
 */
export interface PersonalAnswer {
  readonly answer: 'allocation' | 'no-allocation';
  /** Fen; null where nothing is allocated here, or the pooling area's value is missing. */
  readonly amount: number | null;
  readonly reason: Reason;
}

/** The answer for one month; months paid in another pooling area are credited there, at its rate. */
export function personalAnswerOf(
  timeline: Timeline,
  month: MonthNumber,
  paid: PaidMonth | null,
  areaCode: string,
  parameters: RightsParameters,
): PersonalAnswer {
  const { present, retired, died, diedOn } = timeline;
  const named = { month: monthText(month) };
  if (died !== null && diedOn !== null && month > died)
    return nothing(because('deceased', { ...named, diedOn }));
  if (month > present) return nothing(because('allocation-not-due-yet', named));
  if (retired !== null && month >= retired) {
    const amount = parameters.retireeSum(month);
    if (amount === undefined) return amountUnknown(missingParameter('retiree-credit-monthly', month));
    return { answer: 'allocation', amount, reason: because('allocated-to-retiree', { ...named, amount }) };
  }
  if (paid === null) return nothing(because('no-contribution-no-allocation', named));
  if (paid.areaCode !== areaCode) {
    const reason = because('allocated-elsewhere', { ...named, areaCode: paid.areaCode });
    return { answer: 'allocation', amount: null, reason };
  }
  const rate = parameters.allocationRate(month);
  if (rate === undefined) return amountUnknown(missingParameter('credit-rate-employee', month));
  const amount = Math.round((paid.base * rate.millionths) / 1_000_000);
  const params = { ...named, base: paid.base, rate: rate.published, amount };
  return { answer: 'allocation', amount, reason: allocatedBecause(paid, params) };
}

/** Who paid in two areas is told so: a month counts once, and what he paid twice is for the two areas to settle. */
function allocatedBecause(
  { paidOn, alsoPaidIn }: PaidMonth,
  params: { readonly month: string; readonly base: number; readonly rate: string; readonly amount: number },
): Reason {
  if (alsoPaidIn !== null) return because('allocated-here-of-both', { ...params, areaCode: alsoPaidIn });
  return paidOn === null
    ? because('allocated-from-contribution', params)
    : because('allocated-with-back-payment', { ...params, paidOn });
}

function nothing(reason: Reason): PersonalAnswer {
  return { answer: 'no-allocation', amount: null, reason };
}

/** That something is allocated is certain; how much is not guessed. */
function amountUnknown(reason: Reason): PersonalAnswer {
  return { answer: 'allocation', amount: null, reason };
}
