import { ageOn } from '../calendar/civil-date.ts';
import { isCardLive } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { Card, InsuredPerson, ServiceRecord } from '../records/records.ts';
import { isServiceClosed, plainService } from '../records/service-record.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { sameName } from '../identity/person-name.ts';
import type { AcceptCardApplicationRequest } from './issue-card-requests.ts';
import { actorLookups, refuseActor, refuseMakingHere } from './service-facts.ts';

/** An applicant below this age comes with a guardian (domain rules section 3). */
const guardianAge = 16;

/** 受理申领: checks the person, the document and that there is no valid card, and opens the service. */
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
  ],
  decide(facts, request, context) {
    const person = facts.one('insuredPerson', request.personId);
    const refusals: Refusal[] = [...refuseActor(facts, context), ...refuseMakingHere(facts, context)];
    if (person === undefined) refusals.push(refuse('person-unknown'));
    else {
      refusals.push(
        ...refusePerson(person, context.today),
        ...refuseDocument(request, person, context.today),
        ...refuseSecondCard(facts, request),
      );
    }
    if (facts.one('serviceRecord', request.serviceNumber) !== undefined) {
      refusals.push(refuse('service-number-taken', { service: request.serviceNumber }));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([change('serviceRecord', openService(request, context))]);
  },
};

/**
 * Every reason why this person gets no new card today, whatever he brings: shown on his page before the service is
 * begun, and decided again when it is. Facts: his cards and services by `personId`.
 */
export function refuseNewCard(facts: Facts, person: InsuredPerson, today: string): readonly Refusal[] {
  return [
    ...refusePerson(person, today),
    ...refuseSecondCard(facts, { personId: person.id, serviceNumber: '' }),
  ];
}

function refusePerson(person: InsuredPerson, today: string): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (person.deceasedOn !== null) refusals.push(refuse('person-deceased', { date: person.deceasedOn }));
  const age = ageOn(person.birthDate, today);
  if (age < guardianAge) refusals.push(refuse('guardian-required', { age, limit: guardianAge }));
  return refusals;
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
  if (request.documentValidUntil !== 'long-term' && request.documentValidUntil < today) {
    refusals.push(refuse('document-expired', { date: request.documentValidUntil }, 'documentValidUntil'));
  }
  if (!request.photoCompared) refusals.push(refuse('photo-not-compared', {}, 'photoCompared'));
  return refusals;
}

/** One person, one valid card: each card that stands in the way says what it is, and what to do instead. */
function refuseSecondCard(
  facts: Facts,
  request: { readonly personId: string; readonly serviceNumber: string },
): readonly Refusal[] {
  const open = facts
    .all('serviceRecord', 'personId', request.personId)
    .filter((service) => service.id !== request.serviceNumber)
    .filter((service) => !isServiceClosed(service));
  // A card may be in the making for a service that this county's records do not have.
  const making = facts
    .all('card', 'personId', request.personId)
    .filter((card) => isCardLive(card) && card.status === null)
    .filter((card) => !open.some((service) => service.id === card.serviceId));
  return [
    ...refuseOtherCards(facts, request.personId, null),
    ...open.map((service) => refuse('card-in-making', { service: service.id, date: service.openedOn })),
    ...making.map((card) =>
      refuse('card-in-making', { service: card.serviceId ?? '', date: card.issuedOn ?? '' }),
    ),
  ];
}

/** The person's cards that are somebody's already, besides the one in hand; facts: his cards by `personId`. */
export function refuseOtherCards(facts: Facts, personId: string, inHand: string | null): readonly Refusal[] {
  return facts
    .all('card', 'personId', personId)
    .filter((card) => isCardLive(card) && card.status !== null && card.id !== inHand)
    .map(refuseLiveCard);
}

function refuseLiveCard(card: Card): Refusal {
  const params = { cardTail: card.id.slice(-4), date: card.issuedOn ?? '' };
  switch (card.status) {
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
      return card.status satisfies never;
  }
}

function openService(request: AcceptCardApplicationRequest, context: CommandContext): ServiceRecord {
  const reading = checkDocumentNumber(request.documentKind, request.documentNumber);
  return {
    ...plainService,
    id: request.serviceNumber,
    kind: 'issue-card',
    channel: request.channel,
    personId: request.personId,
    officeId: context.officeId,
    workstationId: context.workstationId,
    clerkId: context.clerkId,
    stage: 'accepted',
    openedOn: context.today,
    openedAt: context.at,
    closedAt: null,
    documentKind: request.documentKind,
    documentNumber: reading.ok ? reading.number : request.documentNumber,
    documentValidUntil: request.documentValidUntil,
    blankSerial: null,
    cardNumber: null,
    steps: [{ step: 'accepted', at: context.at, clerkId: context.clerkId, note: null }],
  };
}
