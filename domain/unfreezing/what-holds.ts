import { isReportedLost } from '../card/standing-card.ts';
import type { Refusal } from '../command/refusal.ts';
import type { RightsToday } from '../contribution/rights-today.ts';
import { isHeldBackByTries } from '../pin-services/pin-service.ts';
import type { BankRequest } from '../records/bank-request.ts';
import type { Card, FinancialAccount } from '../records/records.ts';
import { bankRequestFor, papersFor } from './bank-request.ts';
import { coversToday, type Seal } from './release-account.ts';

/** What stands in the way of using card or account: four things that are easily taken for one. */
export const holdKinds = [
  'account-sealed',
  'card-locked',
  'card-lost-provisionally',
  'card-lost-formally',
  'bank-not-activated',
  'bank-frozen',
] as const;
export type HoldKind = (typeof holdKinds)[number];

/** The record by itself, this counter with the person, or the bank. */
export type Releaser = 'record' | 'counter' | 'bank';

/** What releasing takes: papers, who must come, which step. */
export const releaseNeeds = [
  'contributions',
  'own-document',
  'both-documents',
  'holder-in-person',
  'report-ended',
  'replacement',
  'application-form',
  'document-copy',
  'statement',
  'bank-answer',
] as const;
export type ReleaseNeed = (typeof releaseNeeds)[number];

/** The services that release something here; unlocking and lifting have pages of their own. */
export type ReleasingService =
  'release-account' | 'unlock-card' | 'lift-loss-report' | 'replace-card' | 'request-bank-service';

/** One thing that holds: what it is, who can release it, what that takes, and why not now. */
export interface Hold {
  readonly kind: HoldKind;
  readonly releasedBy: Releaser;
  readonly needs: readonly ReleaseNeed[];
  readonly services: readonly ReleasingService[];
  readonly refusals: readonly Refusal[];
  /** The request that the bank has or has answered, where one is open. */
  readonly bankRequest: BankRequest | null;
}

/** What is known of the person when it is asked what holds. */
export interface Held {
  readonly seal: Seal;
  readonly rights: RightsToday;
  /** The card in the holder's hand as it counts today; null where there is none. */
  readonly card: Card | null;
  readonly financialAccount: FinancialAccount | null;
  readonly openBankRequest: BankRequest | null;
  /** So many wrong passwords lock a card ([local] `pin-tries`); null where nothing is published. */
  readonly tries: number | null;
  /** Why each cannot be done now; empty where it can. */
  readonly refusals: {
    readonly release: readonly Refusal[];
    readonly unlock: readonly Refusal[];
    readonly lift: readonly Refusal[];
    readonly bank: readonly Refusal[];
  };
}

/**
 * 为什么不能用: everything that stands in the way, in the order in which a person is told: the benefits, the card, the bank.
 * More than one may hold at a time, and releasing one releases no other (domain rules section 1). Where one must go before
 * another it stands before it.
 */
export function whatHolds(held: Held): readonly Hold[] {
  return [...sealHolds(held), ...cardHolds(held), ...bankHolds(held)];
}

const nothingOfTheBank = { bankRequest: null } as const;

function sealHolds({ seal, rights, refusals }: Held): readonly Hold[] {
  if (seal.account === null && seal.card === null) return [];
  const proven = coversToday(rights);
  return [
    {
      kind: 'account-sealed',
      releasedBy: proven ? 'counter' : 'record',
      needs: proven ? ['own-document', 'both-documents'] : ['contributions'],
      services: ['release-account'],
      refusals: refusals.release,
      ...nothingOfTheBank,
    },
  ];
}

/**
 * The report of its loss comes before the lock: whoever found the card is not its holder, so nothing is done with its
 * password until the report has ended; and where the card is replaced the lock ends with it.
 */
function cardHolds({ card, tries, refusals }: Held): readonly Hold[] {
  if (card === null) return [];
  const holds: Hold[] = [];
  const isLost = isReportedLost(card);
  if (isLost) {
    holds.push({
      kind: card.status === '2' ? 'card-lost-formally' : 'card-lost-provisionally',
      releasedBy: 'counter',
      needs: ['own-document', 'both-documents', 'replacement'],
      services: ['lift-loss-report', 'replace-card'],
      refusals: refusals.lift,
      ...nothingOfTheBank,
    });
  }
  if (isHeldBackByTries(card, tries)) {
    holds.push({
      kind: 'card-locked',
      releasedBy: 'counter',
      needs: [...(isLost ? (['report-ended'] as const) : []), 'holder-in-person', 'own-document'],
      services: ['unlock-card'],
      refusals: refusals.unlock,
      ...nothingOfTheBank,
    });
  }
  return holds;
}

function bankHolds({ financialAccount, openBankRequest, refusals }: Held): readonly Hold[] {
  const wanted = financialAccount === null ? null : bankRequestFor(financialAccount.status);
  if (wanted === null) return [];
  return [
    {
      kind: wanted === 'activate' ? 'bank-not-activated' : 'bank-frozen',
      releasedBy: 'bank',
      needs: ['holder-in-person', ...papersFor[wanted], 'bank-answer'],
      services: ['request-bank-service'],
      refusals: refusals.bank,
      bankRequest: openBankRequest,
    },
  ];
}
