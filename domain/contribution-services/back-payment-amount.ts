import { monthRange, type Month } from '../calendar/month.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { parameterLookups, parameterOn, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { million, millionthsOf } from '../parameters/rate.ts';

const names = ['contribution-rate-employer', 'contribution-rate-individual'] as const;

/** What one month costs, fen. */
export interface MonthDue {
  readonly month: Month;
  readonly amount: number;
}

/** What is paid, fen: altogether and of it the employer's share; in flexible employment the person pays both. */
export interface AmountDue {
  readonly amount: number;
  readonly employerShare: number;
  readonly individualShare: number;
  readonly months: readonly MonthDue[];
  /** The rates that were used. */
  readonly used: readonly UsedParameter[];
}

/** The facts: the rates of the employer and of the individual [local]. */
export function rateLookups(): readonly Lookup[] {
  return parameterLookups(...names);
}

/**
 * The sum over the months of base times rate, each month rounded once to the fen (half up), by the rates that hold on the
 * first day of the month for which is paid.
 */
export function amountDue(
  facts: Facts,
  payment: {
    readonly fromMonth: Month;
    readonly toMonth: Month;
    readonly base: number;
    readonly employerId: string | null;
  },
): AmountDue | { readonly refusals: readonly Refusal[] } {
  const used: UsedParameter[] = [];
  const missing = new Set<string>();
  const months: MonthDue[] = [];
  let individual = 0;
  for (const month of monthRange(payment.fromMonth, payment.toMonth)) {
    const rates = names.map((name) => {
      const found = parameterOn(facts, name, `${month}-01`);
      const rate = found === undefined ? undefined : millionthsOf(found.value);
      if (found === undefined || rate === undefined) missing.add(name);
      else used.push(found);
      return rate ?? 0n;
    });
    const [employerRate = 0n, individualRate = 0n] = rates;
    const amount = share(payment.base, employerRate + individualRate);
    months.push({ month, amount });
    individual += share(payment.base, individualRate);
  }
  if (missing.size > 0) {
    return { refusals: [...missing].map((name) => refuse('parameter-missing', { name })) };
  }
  const amount = months.reduce((sum, one) => sum + one.amount, 0);
  const individualShare = payment.employerId === null ? amount : individual;
  return {
    amount,
    individualShare,
    employerShare: amount - individualShare,
    months,
    used,
  };
}

/** Half a fen and more is a fen. */
function share(base: number, rate: bigint): number {
  return Number((BigInt(base) * rate + million / 2n) / million);
}
