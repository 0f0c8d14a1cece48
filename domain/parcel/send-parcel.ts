import { isCardLive } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { Parcel, ServiceRecord } from '../records/records.ts';
import type { CardOfService, SendParcelRequest } from './parcel-requests.ts';

/** 交接发出: finished cards that lie here go, on a list, to the office that accepted them (domain rules section 3). */
export const sendParcel: CommandRule<SendParcelRequest> = {
  offline: 'provisional',
  subject: (request) => request.parcelId,
  service: () => null,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'office', by: 'id', value: request.toOfficeId },
    { table: 'parcel', by: 'id', value: request.parcelId },
    ...cardLookups(request.cards),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    if (facts.one('office', request.toOfficeId) === undefined) refusals.push(refuse('office-unknown'));
    if (request.toOfficeId === context.officeId) refusals.push(refuse('parcel-to-oneself'));
    if (facts.one('parcel', request.parcelId) !== undefined) refusals.push(refuse('parcel-number-taken'));
    if (request.cards.length === 0) refusals.push(refuse('parcel-empty'));
    const services = request.cards.map((card) => packable(facts, card, request.toOfficeId, context));
    refusals.push(...services.flatMap((one) => ('refusal' in one ? [one.refusal] : [])));
    if (refusals.length > 0) return refuseAll(refusals);
    const parcel: Parcel = {
      id: request.parcelId,
      fromOfficeId: context.officeId,
      toOfficeId: request.toOfficeId,
      status: 'sent',
      cards: request.cards,
      differences: [],
      sentAt: context.at,
      sentBy: context.clerkId,
      receivedAt: null,
      receivedBy: null,
    };
    return accept([
      change('parcel', parcel),
      ...services.flatMap((one) =>
        'service' in one
          ? [
              change('serviceRecord', {
                ...withStep(one.service, 'dispatched', context),
                stage: 'dispatched',
                parcelId: parcel.id,
              }),
            ]
          : [],
      ),
    ]);
  },
};

/** A parcel that was sent, and the services of the cards that are under way in it. */
export function parcelLookups(parcelId: string): readonly Lookup[] {
  return [
    { table: 'parcel', by: 'id', value: parcelId },
    { table: 'serviceRecord', by: 'parcelId', value: parcelId },
  ];
}

/** The services and cards that a command on cards names. */
export function cardLookups(cards: readonly CardOfService[]): readonly Lookup[] {
  return cards.flatMap(({ serviceNumber, cardNumber }): readonly Lookup[] => [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'card', by: 'id', value: cardNumber },
  ]);
}

/** A card goes into a parcel when it is finished, lies at this office, and is awaited at the other. */
function packable(
  facts: Facts,
  { serviceNumber, cardNumber }: CardOfService,
  toOfficeId: string,
  context: CommandContext,
): { readonly service: ServiceRecord } | { readonly refusal: Refusal } {
  const service = facts.one('serviceRecord', serviceNumber);
  const card = facts.one('card', cardNumber);
  const params = { card: cardNumber, service: serviceNumber };
  if (service?.cardNumber !== cardNumber || card === undefined || !isCardLive(card)) {
    return { refusal: refuse('parcel-card-unknown', params) };
  }
  if (service.officeId !== toOfficeId) return { refusal: refuse('parcel-card-other-office', params) };
  if (service.stage !== 'produced' || card.officeId !== context.officeId) {
    return { refusal: refuse('parcel-card-elsewhere', params) };
  }
  return { service };
}
