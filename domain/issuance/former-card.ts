import { statusUnder } from '../account/seal.ts';
import { cancelCard, isCardLive, moveCardMaking, statusApartFromLoss } from '../card/card-status.ts';
import { cardOn } from '../card/standing-card.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { formatYuan } from '../money/fen.ts';
import { countOn, parameterLookups, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { change, type Change } from '../records/change.ts';
import type {
  Card,
  CardApplicationType,
  CardStatus,
  PersonalAccount,
  ServiceRecord,
} from '../records/records.ts';

/** 补卡 and 换卡: what becomes of the card before the new one, and what it costs. */

/**
 * Where the former card must stand before an application, and where it stands meanwhile. A sealed card is exchanged
 * like a normal one: its balance is spendable, for which its holder needs one that is whole (domain rules section 1).
 */
const former: Readonly<Record<Exclude<CardApplicationType, '01'>, FormerStanding>> = {
  '05': { statuses: ['2'], making: '05', meanwhile: '07' },
  '06': { statuses: ['0', '1'], making: '04', meanwhile: '08' },
  '07': { statuses: ['0', '1'], making: '04', meanwhile: '08' },
};

interface FormerStanding {
  readonly statuses: readonly CardStatus[];
  readonly making: '04' | '05';
  readonly meanwhile: '07' | '08';
}

/**
 * Every reason why this card cannot be replaced (05) or exchanged (06, 07). A locked or lost card has a way of its own
 * first; the sentence for it is the caller's, `ofLiveCard`.
 */
export function refuseFormerCard(
  type: CardApplicationType,
  number: string | null,
  card: Card | undefined,
  ofLiveCard: (card: Card) => Refusal,
): readonly Refusal[] {
  if ((type === '01') !== (number === null)) {
    return [refuse('former-card-mismatch', { type }, 'applicationType')];
  }
  if (type === '01') return [];
  if (card === undefined) return [refuse('former-card-unknown', {}, 'formerCardNumber')];
  const params = { cardTail: card.id.slice(-4) };
  if (!isCardLive(card)) return [refuse('former-card-cancelled', params, 'formerCardNumber')];
  const { statuses, making } = former[type];
  const isFitting = card.status !== null && statuses.includes(card.status);
  if (isFitting && card.making === making) return [];
  if (type === '05') return [refuse('former-card-not-lost', params, 'formerCardNumber')];
  return isFitting || card.status === null
    ? [refuse('former-card-not-exchangeable', params, 'formerCardNumber')]
    : [ofLiveCard(card)];
}

/** Whether a card waits to be followed by the one in the making. */
export function isBeingFollowed(card: Card): boolean {
  return card.making === '07' || card.making === '08';
}

/** From the application on the card is being replaced or exchanged; it keeps its status until the new one is there. */
export function beginToFollow(type: CardApplicationType, card: Card | undefined): readonly Change[] {
  return type === '01' || card === undefined
    ? []
    : [change('card', moveCardMaking(card, former[type].meanwhile))];
}

/**
 * The application was withdrawn: the card is again what it was, or lost where that was reported since. One that was
 * cancelled meanwhile stays so.
 */
export function giveBack(service: ServiceRecord, kept: Card | undefined, today: string): readonly Change[] {
  const { applicationType: type } = service;
  if (type === '01' || kept === undefined || !isBeingFollowed(kept)) return [];
  const card = cardOn(kept, today);
  const lost = card.status === '2' ? '05' : card.status === '4' ? '06' : null;
  return [change('card', moveCardMaking(card, lost ?? former[type].making))];
}

/** The new card is in its holder's hand: the former one is cancelled, in the same moment. */
export function follow(card: Card | undefined): readonly Change[] {
  return card === undefined || !isCardLive(card) ? [] : [change('card', cancelCard(card))];
}

/**
 * What a card is when it is handed over, the first one and one that follows another: sealed (封存) where the account is,
 * or where the card that it follows was, also a lost one. What was sealed for pooled benefits is unsealed when
 * contributions resume, and not by issuing a card. A lock was the old card's and its password's; the new one has its own.
 */
export function statusAtHandOver(
  account: PersonalAccount | undefined,
  followed: Card | undefined,
): '0' | '1' {
  return followed !== undefined && statusApartFromLoss(followed) === '0' ? '0' : statusUnder(account);
}

/** An exchanged card is given back at the counter and destroyed before the new one is handed over. */
export function isTakenIn(type: CardApplicationType): boolean {
  return type === '06' || type === '07';
}

/** The facts from which the fee is read; nobody pays for a first card or under warranty. */
export function feeLookups(type: CardApplicationType): readonly Lookup[] {
  return isCharged(type) ? parameterLookups('replacement-fee') : [];
}

/** Fee 工本费 as it holds on a day, or that the pooling area has published none. */
export function feeOn(
  facts: Facts,
  type: CardApplicationType,
  today: string,
):
  | { readonly fee: number; readonly used: readonly UsedParameter[] }
  | { readonly refusals: readonly Refusal[] } {
  if (!isCharged(type)) return { fee: 0, used: [] };
  const used = countOn(facts, 'replacement-fee', today);
  if (used === undefined) return { refusals: [refuse('parameter-missing', { name: 'replacement-fee' })] };
  return { fee: used.count, used: [{ name: used.name, value: used.value }] };
}

/** What must be paid before the application is accepted. */
export function refuseUnpaid(fee: number, feePaid: boolean): readonly Refusal[] {
  return fee > 0 && !feePaid ? [refuse('fee-not-paid', { amount: formatYuan(fee) }, 'feePaid')] : [];
}

function isCharged(type: CardApplicationType): boolean {
  return type === '05' || type === '06';
}
