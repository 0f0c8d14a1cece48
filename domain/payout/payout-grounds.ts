import { monthOf } from '../calendar/month.ts';
import { openPeriodsOf } from '../contribution-services/suspend-insurance.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { PayoutGround, PayoutPaperHandedIn } from '../records/payout.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { hasPaper } from './payout-papers.ts';

/** What a ground decides (domain rules section 6, the table of grounds). */
export interface GroundRule {
  /** Whether the account stays open, and the card with it; otherwise both end. */
  readonly keepsAccount: boolean;
  /** Whether contributions have stopped here before: a seal that only says so is no obstacle, and the earliest day counts. */
  readonly presupposesStop: boolean;
}

export const groundRules: { readonly [G in PayoutGround]: GroundRule } = {
  'abroad-account-kept': { keepsAccount: true, presupposesStop: false },
  'settled-abroad': { keepsAccount: false, presupposesStop: true },
  'transfer-refused': { keepsAccount: false, presupposesStop: true },
  'left-area': { keepsAccount: false, presupposesStop: true },
  death: { keepsAccount: false, presupposesStop: true },
};

/** Whether the person has the benefits of a retiree today. */
export function isRetired({ retiredFrom }: Pick<InsuredPerson, 'retiredFrom'>, today: string): boolean {
  return retiredFrom !== null && retiredFrom <= monthOf(today);
}

/** Every reason why this ground is not this person's. */
export function refuseGround(
  ground: PayoutGround,
  papers: readonly PayoutPaperHandedIn[],
  person: InsuredPerson,
  periods: readonly ContributionPeriod[],
  today: string,
): readonly Refusal[] {
  const { deceasedOn } = person;
  if (ground === 'death') {
    // The months end with the death, and so does what follows from them: that is recorded first, and by one service alone.
    return deceasedOn === null ? [refuse('payout-death-not-recorded')] : [];
  }
  if (deceasedOn !== null) return [refuse('insured-person-deceased', { date: deceasedOn })];
  const retired = isRetired(person, today);
  const stopped = person.insuranceStatus !== '1' && openPeriodsOf(periods).length === 0;
  const notStopped = stopped ? [] : [refuse('payout-not-stopped')];
  switch (ground) {
    case 'abroad-account-kept':
      // Who is treated abroad for long may be of working age; who has settled there keeps the account only as a retiree.
      return retired || hasPaper(papers, 'treatment-proof') || !hasPaper(papers, 'settlement-proof')
        ? []
        : [refuse('payout-not-retired')];
    case 'settled-abroad':
      return retired ? [refuse('payout-retired', { month: person.retiredFrom ?? '' })] : notStopped;
    case 'transfer-refused':
      return notStopped;
    case 'left-area':
      return person.insuranceStatus === '3' ? [] : [refuse('payout-transfer-not-done')];
    default:
      return ground satisfies never;
  }
}
