import { cancelCard } from '../card/card-status.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, refuseMakingHere, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import type { RemakeMissingCardRequest } from './parcel-requests.ts';
import { cardLookups } from './send-parcel.ts';

/**
 * 重制: a card that was written down as missing is cancelled, so that whoever finds it can do nothing with it, and the
 * service stands in the queue again with its own due day.
 */
export const remakeMissingCard: CommandRule<RemakeMissingCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    ...cardLookups([request]),
    { table: 'blankCard', by: 'id', value: request.blankSerial },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context), ...refuseMakingHere(facts, context)];
    const service = facts.one('serviceRecord', request.serviceNumber);
    const card = facts.one('card', request.cardNumber);
    const blank = facts.one('blankCard', request.blankSerial);
    const belongs =
      service?.cardNumber === request.cardNumber &&
      service.blankSerial === request.blankSerial &&
      service.personId === request.personId;
    if (!belongs || card === undefined || blank === undefined) {
      return refuseAll([...refusals, refuse('service-unknown', { service: request.serviceNumber })]);
    }
    if (service.stage !== 'dispatched' || service.steps.at(-1)?.step !== 'missing') {
      refusals.push(refuse('card-not-missing', { card: request.cardNumber, service: service.id }));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('card', cancelCard(card)),
      ...moveBlank(blank, { status: 'missing' }, context),
      change('serviceRecord', {
        ...withStep(service, 'remade', context, request.reason),
        stage: 'accepted',
        blankSerial: null,
        cardNumber: null,
        parcelId: null,
      }),
    ]);
  },
};
