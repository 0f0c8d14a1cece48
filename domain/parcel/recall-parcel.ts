import { isCardLive } from '../card/card-status.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { CollectHereRequest, RecallParcelRequest } from './parcel-requests.ts';
import { cardLookups, parcelLookups } from './send-parcel.ts';

/**
 * 撤回交接: a parcel that its receiver cannot open, because it is closed or its line is cut, goes back to who sent it.
 * What is still under way in it lies there again, finished, and is sent anew or collected there. One of the two closes a
 * parcel, whichever comes first at the central office: a receipt that was made meanwhile is refused there, and so is a
 * recall after the receipt. The reason stays with each service.
 */
export const recallParcel: CommandRule<RecallParcelRequest> = {
  offline: 'provisional',
  subject: (request) => request.parcelId,
  service: () => null,
  needs: (request, context) => [...actorLookups(context), ...parcelLookups(request.parcelId)],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const parcel = facts.one('parcel', request.parcelId);
    if (parcel === undefined) return refuseAll([...refusals, refuse('parcel-unknown')]);
    if (parcel.fromOfficeId !== context.officeId) refusals.push(refuse('parcel-sent-elsewhere'));
    if (parcel.status === 'received') refusals.push(refuse('parcel-arrived'));
    if (parcel.status === 'recalled') refusals.push(refuse('parcel-recalled'));
    if (refusals.length > 0) return refuseAll(refusals);
    const listed = new Set(parcel.cards.map(({ serviceNumber }) => serviceNumber));
    return accept([
      change('parcel', {
        ...parcel,
        status: 'recalled',
        receivedAt: context.at,
        receivedBy: context.clerkId,
      }),
      ...facts
        .all('serviceRecord', 'parcelId', parcel.id)
        // What came before its parcel was taken in by itself and stays where it arrived.
        .filter(({ id, stage }) => stage === 'dispatched' && listed.has(id))
        .map((service) =>
          change('serviceRecord', {
            ...withStep(service, 'recalled', context, request.reason),
            stage: 'produced',
            parcelId: null,
          }),
        ),
    ]);
  },
};

/**
 * 改在本处领取: the holder of a card that was taken back comes to where it lies. The service is that office's from then
 * on: it sets the password, hands the card over or withdraws, by the same rules as the service point would have.
 */
export const collectHere: CommandRule<CollectHereRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...actorLookups(context), ...cardLookups([request])],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const service = facts.one('serviceRecord', request.serviceNumber);
    const card = facts.one('card', request.cardNumber);
    const params = { card: request.cardNumber, service: request.serviceNumber };
    if (service?.personId !== request.personId) {
      return refuseAll([...refusals, refuse('service-unknown', { service: request.serviceNumber })]);
    }
    if (service.cardNumber !== request.cardNumber || card === undefined || !isCardLive(card)) {
      return refuseAll([...refusals, refuse('parcel-card-unknown', params)]);
    }
    if (card.officeId !== context.officeId) refusals.push(refuse('parcel-card-elsewhere', params));
    if (service.stage !== 'produced' || service.steps.at(-1)?.step !== 'recalled') {
      refusals.push(refuse('card-not-recalled', params));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('serviceRecord', {
        ...withStep(service, 'collected-here', context, request.reason),
        stage: 'arrived',
        officeId: context.officeId,
      }),
    ]);
  },
};
