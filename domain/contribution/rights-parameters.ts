import type { CivilDate } from '../calendar/civil-date.ts';
import {
  holdingOn,
  rightsParameterNames,
  type RightsParameterName,
  type UsedParameter,
} from '../parameters/pooling-area-parameter.ts';
import type { PoolingAreaParameter } from '../records/records.ts';
import { firstDayOf, type MonthNumber } from './month-number.ts';
import { because, type Reason } from './rights-reason.ts';

/**
 * From which month no pooled benefits are given once payment stops: the first unpaid month itself, or the month after
 * it. [local]: the sources disagree by this month (domain rules section 4).
 */
export type StopEffect = 'first-unpaid-month' | 'month-after-first-unpaid-month';

/** No waiting period is longer, whatever is published: 医保办发〔2021〕43号, domain rules section 4. */
export const LONGEST_WAITING_MONTHS = 6;

/** A share of the contribution base: as published, and in millionths to reckon with. */
export interface AllocationRate {
  readonly published: string;
  readonly millionths: number;
}

/**
 * The pooling area's values, each on the first day of the month that its rule names:
 *
 * - what a stop does, and how long arrears may be: the first unpaid month (the day of the stop), because who stops
 *   must be able to know by then what it costs;
 * - how long the waiting period is: the month in which payment is resumed;
 * - what is allocated: the month for which it is allocated, even where it is paid later.
 *
 * Undefined where nothing is published, or nothing that can be read: never a default.
 */
export class RightsParameters {
  readonly #published = new Map<string, PoolingAreaParameter[]>();
  readonly #used = new Set<PoolingAreaParameter>();

  constructor(published: readonly PoolingAreaParameter[]) {
    for (const one of published) {
      const sisters = this.#published.get(one.name);
      if (sisters === undefined) this.#published.set(one.name, [one]);
      else sisters.push(one);
    }
  }

  stopEffect(firstUnpaid: MonthNumber): StopEffect | undefined {
    const value = this.#valueIn('stop-effect', firstUnpaid);
    return value === 'first-unpaid-month' || value === 'month-after-first-unpaid-month' ? value : undefined;
  }

  /** Arrears of so many months, made good, count as if paid when due. */
  arrearsLimit(firstUnpaid: MonthNumber): number | undefined {
    return countOf(this.#valueIn('continuous-gap-months', firstUnpaid), 3);
  }

  waitingMonths(resumed: MonthNumber): number | undefined {
    const months = countOf(this.#valueIn('waiting-period-months', resumed), 3);
    return months === undefined ? undefined : Math.min(months, LONGEST_WAITING_MONTHS);
  }

  allocationRate(month: MonthNumber): AllocationRate | undefined {
    const published = this.#valueIn('credit-rate-employee', month);
    if (published === undefined || !/^0(\.\d{1,6})?$/.test(published)) return undefined;
    return { published, millionths: Math.round(Number(published) * 1_000_000) };
  }

  /** Fen a month. */
  retireeSum(month: MonthNumber): number | undefined {
    return countOf(this.#valueIn('retiree-credit-monthly', month), 9);
  }

  #valueIn(name: RightsParameterName, month: MonthNumber): string | undefined {
    const published = this.#published.get(name);
    const holding = published === undefined ? undefined : holdingOn(published, firstDayOf(month));
    if (holding !== undefined) this.#used.add(holding);
    return holding?.value;
  }

  /** What has been asked for until now and found, by name and day. */
  get used(): readonly UsedParameter[] {
    const byName = new Map<string, RightsParameterName>(rightsParameterNames.map((name) => [name, name]));
    return [...this.#used]
      .flatMap(({ name: published, value, validFrom }) => {
        const name = byName.get(published);
        return name === undefined ? [] : [{ name, value, validFrom }];
      })
      .sort((one, other) => (one.name + one.validFrom < other.name + other.validFrom ? -1 : 1));
  }
}

/** The answer where the value is not published: which value, for which day. */
export function missingParameter(name: RightsParameterName, month: MonthNumber): Reason {
  const day: CivilDate = firstDayOf(month);
  return because('parameter-missing', { name, day });
}

function countOf(value: string | undefined, digits: number): number | undefined {
  return value !== undefined && value.length <= digits && /^\d+$/.test(value) ? Number(value) : undefined;
}
