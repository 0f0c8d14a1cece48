import { isCardLive } from '../card/card-status.ts';
import { cardOn, cardStatusOn, heldCard } from '../card/standing-card.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import { keptParameters, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { Card, CardApplicationType, InsuredPerson, ServiceRecord } from '../records/records.ts';
import { isServiceClosed } from '../records/service-record.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { sameName } from '../identity/person-name.ts';
import { dueDayLookups, setDueDay, type DueDay } from './due-day.ts';
import {
  beginToFollow,
  feeLookups,
  feeOn,
  isBeingFollowed,
  refuseFormerCard,
  refuseUnpaid,
} from './former-card.ts';
import { payoutLookups, refuseDuringPayout } from '../payout/payout.ts';
import type { AcceptCardApplicationRequest } from './issue-card-requests.ts';
import { refuseExpired, refuseRepresentative, refuseWithoutGuardian, stored } from './representation.ts';
import { actorLookups, beginService, refuseActor } from './service-facts.ts';
import { refuseDuringTransfer, transferLookups } from '../transfer/relationship-transfer.ts';

/**
 * 受理申领、补卡、换卡: checks the person, who acts for him, the documents and that there is no other valid card, and
 * opens the service; a card that is to be followed by the new one is marked so.
 */
export const acceptCardApplication: CommandRule<AcceptCardApplicationRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'insuredPerson', by: 'id', value: request.personId },
    { table: 'card', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    ...feeLookups(request.applicationType ?? '01'),
    ...dueDayLookups(context),
    ...transferLookups(request.personId),
    ...payoutLookups(request.personId),
  ],
  decide(facts, request, context) {
    const type = request.applicationType ?? '01';
    const formerNumber = request.formerCardNumber ?? null;
    const former = facts
      .all('card', 'personId', request.personId)
      .find((card) => type !== '01' && card.id === formerNumber);
    const formerCard = former === undefined ? undefined : cardOn(former, context.today);
    const fee = feeOn(facts, type, context.today);
    const person = facts.one('insuredPerson', request.personId);
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    if (person === undefined) refusals.push(refuse('person-unknown'));
    else {
      refusals.push(
        ...refusePerson(person),
        ...refuseWithoutGuardian(person, request.channel, context.today),
        ...refuseRepresentative(request.channel, request.representative ?? null, person, context.today),
        ...refuseDocument(request, person, context.today),
        ...refuseSecondCard(facts, request, context.today, formerCard),
        ...refuseFormerCard(type, formerNumber, formerCard, (card) => refuseLiveCard(card, context.today)),
        ...refuseDuringTransfer(facts, person.id, 'out'),
        ...refuseDuringPayout(facts, person.id),
      );
    }
    if ('refusals' in fee) refusals.push(...fee.refusals);
    else refusals.push(...refuseUnpaid(fee.fee, request.feePaid ?? false));
    if (facts.one('serviceRecord', request.serviceNumber) !== undefined) {
      refusals.push(refuse('service-number-taken', { service: request.serviceNumber }));
    }
    const due = setDueDay(facts, context);
    if ('refusals' in due) refusals.push(...due.refusals);
    if ('refusals' in fee || 'refusals' in due || refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('serviceRecord', openService(request, context, fee, due)),
      ...beginToFollow(type, formerCard),
    ]);
  },
};

/**
 * Every reason why this person gets no card of this kind today, whoever comes and whatever he brings: shown on his
 * page before the service is begun, and decided again when it is. Facts: his cards and services by `personId`.
 */
export function refuseCardToday(
  facts: Facts,
  person: InsuredPerson,
  type: CardApplicationType,
  today: string,
): readonly Refusal[] {
  const request = { personId: person.id, serviceNumber: '' };
  if (type === '01') return [...refusePerson(person), ...refuseSecondCard(facts, request, today, undefined)];
  const held = cardInUse(facts, person.id, today);
  const inTheWay = [...refusePerson(person), ...refuseSecondCard(facts, request, today, held)];
  if (held === undefined) return [...inTheWay, refuse('no-former-card')];
  // One that is being replaced or exchanged already has its open service in the way.
  return inTheWay.length > 0 && isBeingFollowed(held)
    ? inTheWay
    : [...inTheWay, ...refuseFormerCard(type, held.id, held, (card) => refuseLiveCard(card, today))];
}

/**
 * Every reason why this person gets no first card today by his employer's roster, which brings no guardian. Facts: his
 * cards and services by `personId`.
 */
export function refuseNewCard(facts: Facts, person: InsuredPerson, today: string): readonly Refusal[] {
  return [
    ...refuseWithoutGuardian(person, 'employer', today),
    ...refuseCardToday(facts, person, '01', today),
  ];
}

/** The card that a person holds, as it counts on that day, or undefined; facts: his cards by `personId`. */
export function cardInUse(facts: Facts, personId: string, today: string): Card | undefined {
  const held = heldCard(facts.all('card', 'personId', personId));
  return held === undefined ? undefined : cardOn(held, today);
}

function refusePerson(person: InsuredPerson): readonly Refusal[] {
  return person.deceasedOn === null ? [] : [refuse('person-deceased', { date: person.deceasedOn })];
}

function refuseDocument(
  request: AcceptCardApplicationRequest,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reading = checkDocumentNumber(request.documentKind, request.documentNumber);
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, 'documentNumber'));
  } else if (reading.number !== person.documentNumber) {
    refusals.push(refuse('document-number-differs', {}, 'documentNumber'));
  }
  if (!sameName(request.documentName, person.name)) {
    refusals.push(refuse('document-name-differs', { recorded: person.name }, 'documentName'));
  }
  refusals.push(...refuseExpired(request, today, 'documentValidUntil'));
  if (!request.photoCompared) refusals.push(refuse('photo-not-compared', {}, 'photoCompared'));
  return refusals;
}

/** One person, one valid card: each card that stands in the way says what it is, and what to do instead. */
function refuseSecondCard(
  facts: Facts,
  request: { readonly personId: string; readonly serviceNumber: string },
  today: string,
  formerCard: Card | undefined,
): readonly Refusal[] {
  const open = facts
    .all('serviceRecord', 'personId', request.personId)
    .filter((service) => service.id !== request.serviceNumber)
    .filter((service) => service.kind === 'issue-card' && !isServiceClosed(service));
  // A card may be in the making for a service that this county's records do not have.
  const making = facts
    .all('card', 'personId', request.personId)
    .filter((card) => isCardLive(card) && card.status === null)
    .filter((card) => !open.some((service) => service.id === card.serviceId));
  return [
    ...refuseOtherCards(facts, request.personId, today, formerCard?.id),
    ...open.map((service) => refuse('card-in-making', { service: service.id, date: service.openedOn })),
    ...making.map((card) =>
      refuse('card-in-making', { service: card.serviceId ?? '', date: card.issuedOn ?? '' }),
    ),
  ];
}

/** The person's cards that are somebody's already, besides those in hand; facts: his cards by `personId`. */
export function refuseOtherCards(
  facts: Facts,
  personId: string,
  today: string,
  ...inHand: readonly (string | undefined)[]
): readonly Refusal[] {
  return facts
    .all('card', 'personId', personId)
    .filter((card) => isCardLive(card) && card.status !== null && !inHand.includes(card.id))
    .map((card) => refuseLiveCard(card, today));
}

function refuseLiveCard(card: Card, today: string): Refusal {
  const params = { cardTail: card.id.slice(-4), date: card.issuedOn ?? '' };
  const status = cardStatusOn(card, today);
  switch (status) {
    case '0':
      return refuse('card-sealed', params);
    case '2':
    case '4':
      return refuse('card-reported-lost', params);
    case '3':
      return refuse('card-locked', params);
    case '1':
    case '9':
    case null:
      return refuse('card-already-valid', params);
    default:
      return status satisfies never;
  }
}

function openService(
  request: AcceptCardApplicationRequest,
  context: CommandContext,
  { fee, used }: { readonly fee: number; readonly used: readonly UsedParameter[] },
  due: DueDay,
): ServiceRecord {
  const representative = request.representative ?? null;
  const reading = checkDocumentNumber(request.documentKind, request.documentNumber);
  return {
    ...beginService(context, 'accepted'),
    id: request.serviceNumber,
    kind: 'issue-card',
    channel: request.channel,
    personId: request.personId,
    stage: 'accepted',
    closedAt: null,
    documentKind: request.documentKind,
    documentNumber: reading.ok ? reading.number : request.documentNumber,
    documentValidUntil: request.documentValidUntil,
    applicationType: request.applicationType ?? '01',
    formerCardNumber: request.formerCardNumber ?? null,
    representative: representative === null ? null : stored(representative),
    fee,
    ...due,
    parameters: { ...keptParameters(...used), ...due.parameters },
  };
}
