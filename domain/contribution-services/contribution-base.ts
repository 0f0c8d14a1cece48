import { monthRange, type Month } from '../calendar/month.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { formatYuan } from '../money/fen.ts';
import { countOn, parameterLookups, type UsedParameter } from '../parameters/pooling-area-parameter.ts';

const names = ['contribution-base-floor', 'contribution-base-ceiling'] as const;

/** What the base 缴费基数 is held against: the limits of the pooling area [local]. */
export function baseLookups(): readonly Lookup[] {
  return parameterLookups(...names);
}

/** The lowest and the highest base of a month, fen; undefined where the pooling area has not published them. */
export interface BaseLimits {
  readonly floor: (UsedParameter & { readonly count: number }) | undefined;
  readonly ceiling: (UsedParameter & { readonly count: number }) | undefined;
}

/** The limits that hold on the first day of the month for which is paid. */
export function baseLimitsIn(facts: Facts, month: Month): BaseLimits {
  const [floor, ceiling] = names.map((name) => countOn(facts, name, `${month}-01`));
  return { floor, ceiling };
}

/** The limits that hold in the months of a payment. */
export function baseLimitsUsed(facts: Facts, from: Month, to: Month): readonly UsedParameter[] {
  return monthRange(from, to).flatMap((month) => {
    const { floor, ceiling } = baseLimitsIn(facts, month);
    return [floor, ceiling].flatMap((one) => one ?? []);
  });
}

/** Why this base is none of that month, beside its field. */
export function refuseBase(facts: Facts, base: number, month: Month): readonly Refusal[] {
  const limits = baseLimitsIn(facts, month);
  const { floor, ceiling } = limits;
  const missing = [floor, ceiling].flatMap((one, index) =>
    one === undefined ? [refuse('parameter-missing', { name: names[index] ?? '' })] : [],
  );
  if (floor === undefined || ceiling === undefined) return missing;
  if (base >= floor.count && base <= ceiling.count) return [];
  const [floorYuan, ceilingYuan] = [formatYuan(floor.count), formatYuan(ceiling.count)];
  return [refuse('contribution-base-out-of-range', { floorYuan, ceilingYuan, month }, 'base')];
}
