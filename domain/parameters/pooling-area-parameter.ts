import type { CivilDate } from '../calendar/civil-date.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import type { PoolingAreaParameter } from '../records/records.ts';

/** What the pooling area 统筹地区 settles by itself ([local] in the domain rules), by the name the central office uses. */
export type ParameterName =
  | 'pin-tries'
  | 'pin-reset-by-agent'
  | 'provisional-loss-days'
  | 'lift-after-formal-loss'
  | 'service-point-working-days'
  | 'collection-reminder-days'
  | 'blank-stock-least-days'
  | 'replacement-fee'
  | 'contribution-base-floor'
  | 'contribution-base-ceiling'
  | 'contribution-rate-employer'
  | 'contribution-rate-individual'
  | 'account-interest-rate'
  | 'payout-days-limit'
  | 'payout-earliest-day'
  | 'payout-accepted-at'
  | 'approval-limit-clerk'
  | 'approval-limit-supervisor'
  | 'fund-account-name'
  | 'fund-account-bank'
  | 'fund-account-number'
  | 'verification-address'
  | RightsParameterName;

/** What decides about benefits and allocations, month by month (domain/contribution/). */
export const rightsParameterNames = [
  'stop-effect',
  'continuous-gap-months',
  'waiting-period-months',
  'credit-rate-employee',
  'retiree-credit-monthly',
] as const;
export type RightsParameterName = (typeof rightsParameterNames)[number];

/** A value that was used, to be kept with the service; its name is the record's name. */
export interface UsedParameter {
  readonly name: ParameterName;
  readonly value: string;
  /** The first day on which it held. */
  readonly validFrom: CivilDate;
}

/** The facts from which parameters are read. */
export function parameterLookups(...names: readonly ParameterName[]): readonly Lookup[] {
  return names.map((name) => ({ table: 'poolingAreaParameter', by: 'name', value: name }));
}

/**
 * The value that holds on a day: of those published from that day or earlier the latest. Undefined where the central
 * office has published none; the rule then refuses (`parameter-missing`) instead of guessing.
 */
export function parameterOn(facts: Facts, name: ParameterName, day: CivilDate): UsedParameter | undefined {
  const holding = holdingOn(facts.all('poolingAreaParameter', 'name', name), day);
  return holding === undefined ? undefined : { name, value: holding.value, validFrom: holding.validFrom };
}

/** Of the values published for one name the one that holds on a day. */
export function holdingOn(
  published: readonly PoolingAreaParameter[],
  day: CivilDate,
): PoolingAreaParameter | undefined {
  let latest: PoolingAreaParameter | undefined;
  for (const one of published) {
    if (one.validFrom <= day && (latest === undefined || one.validFrom > latest.validFrom)) latest = one;
  }
  return latest;
}

/** The same where the value counts something: days, tries, fen. A value that is no whole number is as good as none. */
export function countOn(
  facts: Facts,
  name: ParameterName,
  day: CivilDate,
): (UsedParameter & { readonly count: number }) | undefined {
  const used = parameterOn(facts, name, day);
  return used === undefined || !/^\d{1,9}$/.test(used.value)
    ? undefined
    : { ...used, count: Number(used.value) };
}

/**
 * As the service record keeps them: by name; where months fell under several values of one name, each with the day from
 * which it held ('name@YYYY-MM-DD').
 */
export function keptParameters(...used: readonly UsedParameter[]): Readonly<Record<string, string>> {
  const days = Map.groupBy(used, ({ name }) => name);
  return Object.fromEntries(
    used.map(({ name, value, validFrom }) => {
      const isOne = days.get(name)?.every((other) => other.validFrom === validFrom) === true;
      return [isOne ? name : `${name}@${validFrom}`, value];
    }),
  );
}
