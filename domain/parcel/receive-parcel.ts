import { isCardLive } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, ParcelDifference, ServiceRecord } from '../records/records.ts';
import type { CardOfService, ReceiveCardRequest, ReceiveParcelRequest } from './parcel-requests.ts';
import { cardLookups, parcelLookups } from './send-parcel.ts';

/**
 * 交接接收: every card of the parcel is scanned. What is on the list and there has arrived; what is on the list and not
 * there is missing; what is there and not on the list is taken in where it belongs here, and otherwise lies here until
 * it is sent on. Nothing is silently put right: every difference stays on the parcel.
 */
export const receiveParcel: CommandRule<ReceiveParcelRequest> = {
  offline: 'provisional',
  subject: (request) => request.parcelId,
  service: () => null,
  needs: (request, context) => [
    ...actorLookups(context),
    ...parcelLookups(request.parcelId),
    ...cardLookups(request.scanned),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const parcel = facts.one('parcel', request.parcelId);
    if (parcel === undefined) return refuseAll([...refusals, refuse('parcel-unknown')]);
    // Its cards are none of this parcel's any more; what they say of themselves would only hide that.
    if (parcel.status === 'recalled') return refuseAll([...refusals, refuse('parcel-recalled')]);
    if (parcel.toOfficeId !== context.officeId) refusals.push(refuse('parcel-other-office'));
    if (parcel.status === 'received') refusals.push(refuse('parcel-received'));
    const listed = new Set(parcel.cards.map(({ cardNumber }) => cardNumber));
    const scanned = new Set(request.scanned.map(({ cardNumber }) => cardNumber));
    const arrivals = request.scanned.map((card) => arrivalOf(facts, card));
    refusals.push(...arrivals.flatMap((one) => ('refusal' in one ? [one.refusal] : [])));
    if (refusals.length > 0) return refuseAll(refusals);

    const changes: Change[] = [];
    const differences: ParcelDifference[] = [];
    for (const arrival of arrivals) {
      if (!('card' in arrival)) continue;
      const { card, service } = arrival;
      if (!listed.has(card.id)) {
        differences.push({ serviceNumber: service.id, cardNumber: card.id, difference: 'surplus' });
      }
      changes.push(...takeIn(service, card, context));
    }
    const services = new Map(
      facts.all('serviceRecord', 'parcelId', parcel.id).map((service) => [service.id, service]),
    );
    for (const one of parcel.cards) {
      if (scanned.has(one.cardNumber)) continue;
      const service = services.get(one.serviceNumber);
      // It came before its parcel did, or is on its way in another by now.
      if (service?.stage !== 'dispatched') continue;
      differences.push({ ...one, difference: 'missing' });
      changes.push(change('serviceRecord', withStep(service, 'missing', context)));
    }
    return accept([
      change('parcel', {
        ...parcel,
        status: 'received',
        differences,
        receivedAt: context.at,
        receivedBy: context.clerkId,
      }),
      ...changes,
    ]);
  },
};

/** 补收: a card came without its parcel, in another's, or after it was written down as missing. */
export const receiveCard: CommandRule<ReceiveCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...actorLookups(context), ...cardLookups([request])],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const arrival = arrivalOf(facts, request);
    if ('refusal' in arrival) return refuseAll([...refusals, arrival.refusal]);
    if (arrival.service.personId !== request.personId) {
      refusals.push(refuse('service-other-person', { service: request.serviceNumber }));
    }
    return refusals.length > 0 ? refuseAll(refusals) : accept(takeIn(arrival.service, arrival.card, context));
  },
};

/** The card as it lies on the table, with the service it was made for. */
function arrivalOf(
  facts: Facts,
  { serviceNumber, cardNumber }: CardOfService,
): { readonly service: ServiceRecord; readonly card: Card } | { readonly refusal: Refusal } {
  const service = facts.one('serviceRecord', serviceNumber);
  const card = facts.one('card', cardNumber);
  const params = { card: cardNumber, service: serviceNumber };
  if (card !== undefined && !isCardLive(card)) return { refusal: refuse('parcel-card-cancelled', params) };
  if (service?.cardNumber !== cardNumber || card === undefined) {
    return { refusal: refuse('parcel-card-unknown', params) };
  }
  // A card that was never sent lies where it was made; one that has arrived needs no second reception.
  return service.stage === 'dispatched'
    ? { service, card }
    : { refusal: refuse('parcel-card-elsewhere', params) };
}

/** Arrived where it is collected; or lying at an office that is not its own, from which it is sent on. */
function takeIn(service: ServiceRecord, card: Card, context: CommandContext): readonly Change[] {
  const home = service.officeId === context.officeId;
  return [
    change('card', { ...card, officeId: context.officeId }),
    change('serviceRecord', {
      ...withStep(service, home ? 'arrived' : 'arrived-elsewhere', context),
      stage: home ? 'arrived' : 'produced',
      parcelId: home ? service.parcelId : null,
    }),
  ];
}
