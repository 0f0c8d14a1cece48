import type { CivilDate } from '../calendar/civil-date.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { parameterLookups, parameterOn } from '../parameters/pooling-area-parameter.ts';

/** 基金收款账户 of this pooling area: where another area sends the money of who comes. */
export interface FundAccount {
  readonly accountName: string;
  readonly bankName: string;
  readonly accountNumber: string;
}

/** The facts from which it is read. */
export function fundAccountLookups(): readonly Lookup[] {
  return parameterLookups('fund-account-name', 'fund-account-bank', 'fund-account-number');
}

/** The account that holds on a day [local]; null where the central office has not published all of it. */
export function fundAccountOn(facts: Facts, day: CivilDate): FundAccount | null {
  const accountName = parameterOn(facts, 'fund-account-name', day)?.value;
  const bankName = parameterOn(facts, 'fund-account-bank', day)?.value;
  const accountNumber = parameterOn(facts, 'fund-account-number', day)?.value;
  return accountName === undefined || bankName === undefined || accountNumber === undefined
    ? null
    : { accountName, bankName, accountNumber };
}
