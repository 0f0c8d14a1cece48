import { statusUnder } from '../account/seal.ts';
import { statusApartFromLoss } from '../card/card-status.ts';
import { cardOn, isReportedLost } from '../card/standing-card.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { countOn, parameterLookups, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { Card, InsuredPerson, PersonalAccount } from '../records/records.ts';
import type { UnlockCardRequest } from './pin-service-requests.ts';

/** The three services of a card's password. */
export type PinServiceKind = 'change-card-pin' | 'reset-card-pin' | 'unlock-card';

/** What all three look at: who acts, the person, his cards, and how many wrong passwords lock a card. */
export function pinServiceLookups(request: UnlockCardRequest, context: CommandContext): readonly Lookup[] {
  return [
    ...deskServiceLookups(request, context),
    { table: 'card', by: 'personId', value: request.personId },
    { table: 'personalAccount', by: 'id', value: request.personId },
    ...triesLookups,
  ];
}

/** The facts from which it is read how many wrong passwords lock a card. */
export const triesLookups = parameterLookups('pin-tries');

/** So many wrong passwords one after the other lock a card ([local] `pin-tries`). */
export function allowedTries(
  facts: Facts,
  today: string,
): (UsedParameter & { readonly count: number }) | undefined {
  return countOn(facts, 'pin-tries', today);
}

/** What is there to act upon, and everything that speaks against acting; `card` as it counts on the day. */
export interface PinServiceFindings {
  readonly card: Card | undefined;
  readonly tries: (UsedParameter & { readonly count: number }) | undefined;
  readonly refusals: readonly Refusal[];
}

/** Finds the card, and tells everything that all three refuse alike or that this kind refuses of the card. */
export function findForPinService(
  facts: Facts,
  kind: PinServiceKind,
  request: UnlockCardRequest,
  context: CommandContext,
): PinServiceFindings {
  const { today } = context;
  const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
  const person = facts.one('insuredPerson', request.personId);
  const tries = allowedTries(facts, today);
  if (tries === undefined) refusals.push(refuse('parameter-missing', { name: 'pin-tries' }));
  if (person === undefined) return { card: undefined, tries, refusals };
  refusals.push(...refusePresented(request, person, today));
  if (person.deceasedOn !== null) refusals.push(refuse('person-deceased', { date: person.deceasedOn }));
  const stored = facts.all('card', 'personId', person.id).find(({ id }) => id === request.cardNumber);
  if (stored === undefined) {
    refusals.push(refuse('card-unknown', { cardTail: request.cardNumber.slice(-4) }));
    return { card: undefined, tries, refusals };
  }
  if (tries !== undefined) refusals.push(...refusePinServiceOf(kind, stored, today, tries.count));
  return { card: cardOn(stored, today), tries, refusals };
}

/**
 * Every reason why this service cannot be done with the card on that day; also for the person's page. A sealed card
 * (AAZ502 0) has its password like a normal one: its balance is spent with it (domain rules section 1). Of a card that
 * is reported lost nothing is changed: whoever found it is not its holder. It is lifted or replaced first, and is locked
 * again when the report ends, so that losing it is no way around unlocking it.
 */
export function refusePinServiceOf(
  kind: PinServiceKind,
  stored: Card,
  today: string,
  tries: number,
): readonly Refusal[] {
  const card = cardOn(stored, today);
  const params = { cardTail: card.id.slice(-4) };
  if (card.status === null) return [refuse('pin-card-not-handed-over', params)];
  if (card.status === '9') return [refuse('pin-card-cancelled', params)];
  if (isReportedLost(card)) return [refuse('pin-card-lost', params)];
  if (!card.pinSet) return [refuse('pin-never-set', params)];
  switch (kind) {
    case 'change-card-pin':
      if (card.status === '3') return [refuse('pin-card-locked', params)];
      return card.pinFailures >= tries ? [refuse('pin-tries-used-up', { ...params, tries })] : [];
    case 'unlock-card':
      return isHeldBackByTries(card, tries) ? [] : [refuse('card-not-locked', params)];
    case 'reset-card-pin':
      return [];
    default:
      return kind satisfies never;
  }
}

/**
 * Every reason why this service cannot be done today, whoever would come for it: what the person's page tells. `tries`
 * null where the pooling area has not published how many there are.
 */
export function refusePinServiceFor(
  kind: PinServiceKind,
  person: InsuredPerson,
  stored: Card,
  today: string,
  tries: number | null,
): readonly Refusal[] {
  return [
    ...(person.deceasedOn === null ? [] : [refuse('person-deceased', { date: person.deceasedOn })]),
    ...(tries === null
      ? [refuse('parameter-missing', { name: 'pin-tries' })]
      : refusePinServiceOf(kind, stored, today, tries)),
  ];
}

/**
 * Whether a card in hand takes no password any more, also under the report of its loss: it is locked, or it is sealed and
 * its tries are used up. AAZ502 has one status for a card, and a seal must not be lost to a lock. `tries` null where the
 * pooling area has not published how many there are.
 */
export function isHeldBackByTries(
  card: Pick<Card, 'status' | 'statusBeforeLoss' | 'pinFailures'>,
  tries: number | null,
): boolean {
  const status = statusApartFromLoss(card);
  if (status === null) return false;
  return status === '3' || (tries !== null && card.pinFailures >= tries);
}

/**
 * The card when its tries begin anew. A lock ends, and what it gives back goes by the account: one that was sealed
 * meanwhile leaves the card sealed (3 → 0), every other normal (3 → 1). A seal stays.
 */
export function withTriesAnew(card: Card, account: PersonalAccount | undefined): Card {
  return { ...card, status: card.status === '3' ? statusUnder(account) : card.status, pinFailures: 0 };
}

/** The password is the holder's own: nobody acts for him but the guardian of one who needs him (domain rules section 3). */
export function refuseAgent({ channel }: Pick<UnlockCardRequest, 'channel'>): readonly Refusal[] {
  return channel === 'agent' ? [refuse('pin-holder-must-come', {}, 'channel')] : [];
}
