import { monthOf } from '../calendar/month.ts';
import { openPeriodsOf } from '../contribution-services/suspend-insurance.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { RefusalCode } from '../command/refusal-codes.ts';
import type { PayeeAsked, PayoutGround, PayoutPaper, PayoutPaperHandedIn } from '../records/payout.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import type { RelationshipTransfer } from '../records/relationship-transfer.ts';

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

/**
 * The papers that are missing for this ground, one sentence each (domain rules section 6, column "needs").
 * @param refused the transfer that the receiving office did not take: recorded, it says more than a paper does
 */
export function refuseWithoutPapers(
  ground: PayoutGround,
  papers: readonly PayoutPaperHandedIn[],
  payees: readonly PayeeAsked[],
  refused: RelationshipTransfer | undefined,
): readonly Refusal[] {
  return papersFor(ground, payees, refused)
    .filter(({ oneOf }) => !oneOf.some((kind) => hasPaper(papers, kind)))
    .map(({ code }) => refuse(code, {}, 'papers'));
}

interface PaperNeeded {
  readonly oneOf: readonly PayoutPaper[];
  readonly code: RefusalCode;
}

/** What must be handed in for this ground and these payees; of each line one paper. */
function papersFor(
  ground: PayoutGround,
  payees: readonly PayeeAsked[],
  refused: RelationshipTransfer | undefined,
): readonly PaperNeeded[] {
  switch (ground) {
    case 'abroad-account-kept':
      return [{ oneOf: ['settlement-proof', 'treatment-proof'], code: 'payout-paper-abroad' }];
    case 'settled-abroad':
      return [{ oneOf: ['settlement-proof'], code: 'payout-paper-settlement' }];
    case 'transfer-refused':
      return refused === undefined
        ? [{ oneOf: ['transfer-refusal'], code: 'payout-paper-transfer-refusal' }]
        : [];
    case 'left-area':
      return [];
    case 'death':
      return [
        { oneOf: ['death-certificate'], code: 'payout-paper-death-certificate' },
        { oneOf: ['kinship-proof'], code: 'payout-paper-kinship' },
        ...papersOfHeirs(payees),
      ];
    default:
      return ground satisfies never;
  }
}

/**
 * An heir is paid only where the account of the dead is closed (domain rules section 6); several have agreed on their shares
 * (Civil Code art. 1132), or a notary or a court has said them.
 */
function papersOfHeirs(payees: readonly PayeeAsked[]): readonly PaperNeeded[] {
  const heirs = payees.filter(({ heir }) => heir !== null).length;
  return [
    ...(heirs > 0
      ? [{ oneOf: ['own-account-closed'], code: 'payout-paper-own-account-closed' } as const]
      : []),
    ...(heirs > 1 ? [{ oneOf: ['share-agreement'], code: 'payout-paper-share-agreement' } as const] : []),
  ];
}

/** A paper counts when it says by what it is found again. */
function hasPaper(papers: readonly PayoutPaperHandedIn[], kind: PayoutPaper): boolean {
  return papers.some((paper) => paper.kind === kind && paper.reference.trim() !== '');
}
