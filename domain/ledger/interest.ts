import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Fen } from '../money/fen.ts';
import { requireFen } from '../money/fen.ts';
import { holdingOn } from '../parameters/pooling-area-parameter.ts';
import { million, millionthsOf } from '../parameters/rate.ts';
import type { PoolingAreaParameter } from '../records/records.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { effectOn } from './balance.ts';

/** A day earns a 360th of the yearly rate (中国人民银行关于人民币存贷款计结息问题的通知, 银发〔2005〕129号). */
const daysOfAYear = 360n;

export type InterestReckoning =
  | {
      readonly ok: true;
      readonly interest: Fen;
      readonly from: CivilDate;
      readonly used: readonly PoolingAreaParameter[];
    }
  /** No rate is published for this day. */
  | { readonly ok: false; readonly missingOn: CivilDate };

/**
 * 计息: what a personal account has earned since interest was posted last, and up to a day, by the balance of each day (积数法)
 * and the rate that held on it. Rounded once, half up, to the fen: at posting and never before.
 * @param entries all entries of the person in the order of posting
 * @param rates what is published for `account-interest-rate`: the yearly rate as a decimal, '0.0035'
 * @param until the day on which it is posted, 'YYYY-MM-DD'; it earns nothing itself
 */
export function interestDue(
  entries: readonly LedgerEntry[],
  rates: readonly PoolingAreaParameter[],
  until: CivilDate,
): InterestReckoning {
  // Interest that was reversed has not been posted: the time for which it was is reckoned again.
  const reversed = new Set(entries.map(({ reversesId }) => reversesId));
  const posted = entries.findLast(({ id, kind }) => kind === 'interest' && !reversed.has(id));
  const from = posted?.postedOn ?? entries[0]?.postedOn ?? until;
  const marks = new Set<CivilDate>([from]);
  for (const { postedOn } of entries) if (postedOn > from && postedOn < until) marks.add(postedOn);
  for (const { validFrom } of rates) if (validFrom > from && validFrom < until) marks.add(validFrom);
  const days = [...marks].sort();
  const used = new Map<string, PoolingAreaParameter>();
  let earned = 0n;
  for (const [index, day] of days.entries()) {
    const next = days[index + 1] ?? until;
    const length = daysBetween(day, next);
    if (length <= 0) continue;
    const balance = entries.reduce(
      (sum, entry) => (entry.postedOn <= day ? sum + effectOn('personal-account', entry) : sum),
      0,
    );
    if (balance === 0) continue;
    const rate = holdingOn(rates, day);
    const millionths = rate === undefined ? undefined : millionthsOf(rate.value);
    if (rate === undefined || millionths === undefined) return { ok: false, missingOn: day };
    used.set(rate.id, rate);
    earned += BigInt(balance) * BigInt(length) * millionths;
  }
  const divisor = million * daysOfAYear;
  const interest = requireFen(Number((earned + divisor / 2n) / divisor));
  return { ok: true, interest, from, used: [...used.values()] };
}
