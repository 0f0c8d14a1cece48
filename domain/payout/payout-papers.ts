import { refuse, type Refusal } from '../command/refusal.ts';
import type { RefusalCode } from '../command/refusal-codes.ts';
import type { PayeeAsked, PayoutGround, PayoutPaper, PayoutPaperHandedIn } from '../records/payout.ts';

/**
 * The papers that are missing for this ground, one sentence each (domain rules section 6, column "needs").
 * @param recorded whether the receiving office's refusal is on record here: that says more than a paper does
 */
export function refuseWithoutPapers(
  ground: PayoutGround,
  papers: readonly PayoutPaperHandedIn[],
  payees: readonly Pick<PayeeAsked, 'heir'>[],
  recorded: boolean,
): readonly Refusal[] {
  if (ground === 'transfer-refused' && recorded) return [];
  return papersFor(ground, payees)
    .filter(({ oneOf }) => !oneOf.some((kind) => hasPaper(papers, kind)))
    .map(({ code }) => refuse(code, {}, 'papers'));
}

/** One line of what must be handed in. */
export interface PaperNeeded {
  readonly oneOf: readonly PayoutPaper[];
  /** What is said where none of them is there. */
  readonly code: RefusalCode;
}

/** What must be handed in for this ground and these payees; of each line one paper. */
export function papersFor(
  ground: PayoutGround,
  payees: readonly Pick<PayeeAsked, 'heir'>[],
): readonly PaperNeeded[] {
  switch (ground) {
    case 'abroad-account-kept':
      return [{ oneOf: ['settlement-proof', 'treatment-proof'], code: 'payout-paper-abroad' }];
    case 'settled-abroad':
      return [{ oneOf: ['settlement-proof'], code: 'payout-paper-settlement' }];
    case 'transfer-refused':
      return [{ oneOf: ['transfer-refusal'], code: 'payout-paper-transfer-refusal' }];
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
function papersOfHeirs(payees: readonly Pick<PayeeAsked, 'heir'>[]): readonly PaperNeeded[] {
  const heirs = payees.filter(({ heir }) => heir !== null).length;
  return [
    ...(heirs > 0
      ? [{ oneOf: ['own-account-closed'], code: 'payout-paper-own-account-closed' } as const]
      : []),
    ...(heirs > 1 ? [{ oneOf: ['share-agreement'], code: 'payout-paper-share-agreement' } as const] : []),
  ];
}

/** A paper counts when it says by what it is found again. */
export function hasPaper(papers: readonly PayoutPaperHandedIn[], kind: PayoutPaper): boolean {
  return papers.some((paper) => paper.kind === kind && paper.reference.trim() !== '');
}
