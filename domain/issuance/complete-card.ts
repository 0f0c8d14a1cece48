import { cancelCard, moveCardMaking } from '../card/card-status.ts';
import { cardOn, isReportedLost } from '../card/standing-card.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { BlankCard, Card, ServiceRecord, ServiceStage } from '../records/records.ts';
import { collectionStage, isMadeElsewhere } from '../records/service-record.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import { refuseOtherCards } from './accept-card-application.ts';
import { collectorOf, refuseCollector } from './collection.ts';
import { follow, giveBack, isBeingFollowed, isTakenIn, statusAtHandOver } from './former-card.ts';
import { isTakenByEmployer, setHolderPin } from './holder-pin.ts';
import type {
  HandOverCardRequest,
  ServiceStepRequest,
  SetCardPinRequest,
  WithdrawCardApplicationRequest,
} from './issue-card-requests.ts';
import { actorLookups, findOpenService, refuseActor, withStep } from './service-facts.ts';

/** 设置密码: the sealed password is handed to the central office; the card records only that there is one. */
export const setCardPin: CommandRule<SetCardPinRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...stepLookups(request, context),
    { table: 'insuredPerson', by: 'id', value: request.personId },
  ],
  decide(facts, request, context) {
    const taken = facts.one('serviceRecord', request.serviceNumber);
    if (taken !== undefined && isTakenByEmployer(taken)) return setHolderPin(facts, taken, request, context);
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const found = findOpenService(facts, request, context, (one) => [collectionStage(one)]);
    if ('refusals' in found) refusals.push(...found.refusals);
    if (request.sealedPin.length === 0) refusals.push(refuse('pin-not-sealed'));
    const card = findCard(facts, request, request.cardNumber);
    if (!('refusals' in found) && found.service.cardNumber !== request.cardNumber) {
      refusals.push(refuse('step-out-of-order', { service: found.service.id, stage: found.service.stage }));
    }
    if ('refusals' in found || card === undefined || refusals.length > 0) {
      return refuseAll(
        refusals.length > 0 ? refusals : [refuse('service-unknown', { service: request.serviceNumber })],
      );
    }
    return accept(
      [
        change('card', { ...card, pinSet: true }),
        change('serviceRecord', withStep(found.service, 'pin-set', context)),
      ],
      [{ purpose: 'card-pin', subject: card.id, sealed: request.sealedPin }],
    );
  },
};

/**
 * 交付: the card is signed for, collected and activated; from now on it is the person's card, normal or sealed as his
 * account is, and the one that it follows is cancelled in the same moment. The service says who took it.
 */
export const handOverCard: CommandRule<HandOverCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...stepLookups(request, context),
    { table: 'blankCard', by: 'id', value: request.blankSerial },
    { table: 'insuredPerson', by: 'id', value: request.personId },
    { table: 'personalAccount', by: 'id', value: request.personId },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    if (!request.receiptSigned) refusals.push(refuse('receipt-not-signed', {}, 'receiptSigned'));
    const found = findOpenService(facts, request, context, (one) => [collectionStage(one)]);
    if ('refusals' in found) return refuseAll([...refusals, ...found.refusals]);
    const { service } = found;
    const card = findCard(facts, request, request.cardNumber);
    const blank = facts.one('blankCard', request.blankSerial);
    if (
      card === undefined ||
      blank === undefined ||
      service.cardNumber !== card.id ||
      service.blankSerial !== blank.id ||
      card.making !== '02'
    ) {
      return refuseAll([
        ...refusals,
        refuse('step-out-of-order', { service: service.id, stage: service.stage }),
      ]);
    }
    if (!card.pinSet) refusals.push(refuse('pin-not-set'));
    const person = facts.one('insuredPerson', service.personId);
    if (person === undefined) return refuseAll([...refusals, refuse('person-unknown')]);
    // The death may have been registered since the application was accepted.
    if (person.deceasedOn !== null) refusals.push(refuse('person-deceased', { date: person.deceasedOn }));
    const former = findFormerCard(facts, service);
    // Another card may have come to the person since the application was accepted.
    const followed = former !== undefined && isBeingFollowed(former) ? former : undefined;
    refusals.push(...refuseOtherCards(facts, service.personId, context.today, card.id, followed?.id));
    refusals.push(...refuseCollector(request, service, person, context.today));
    const takenIn = isTakenIn(service.applicationType) && request.formerCardTakenIn === true;
    // What was lost meanwhile cannot be taken in.
    const lost = followed !== undefined && isReportedLost(cardOn(followed, context.today));
    if (isTakenIn(service.applicationType) && !takenIn && !lost) {
      const cardTail = (service.formerCardNumber ?? '').slice(-4);
      refusals.push(refuse('former-card-not-taken-in', { cardTail }, 'formerCardTakenIn'));
    }
    const collector = collectorOf(request, service, person);
    if (collector === null || refusals.length > 0) return refuseAll(refusals);
    const closing = takenIn ? withStep(service, 'former-card-destroyed', context) : service;
    const status = statusAtHandOver(facts.one('personalAccount', service.personId), followed);
    return accept([
      ...issue({ ...closing, collector }, { ...card, status }, blank, context),
      ...follow(followed),
    ]);
  },
};

/** While a card for a service point is being made or is under way, nobody has it in hand to spoil it. */
function withdrawalStages(service: ServiceRecord): readonly ServiceStage[] {
  return isMadeElsewhere(service) ? ['accepted', 'arrived'] : ['accepted', 'in-production', 'produced'];
}

/** 撤回: the application ends before the card is anybody's; a written blank is spoiled and its card cancelled. */
export const withdrawCardApplication: CommandRule<WithdrawCardApplicationRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...stepLookups(request, context),
    ...(request.blankSerial === null
      ? []
      : [{ table: 'blankCard', by: 'id', value: request.blankSerial } as const]),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const found = findOpenService(facts, request, context, withdrawalStages);
    if ('refusals' in found) return refuseAll([...refusals, ...found.refusals]);
    const { service } = found;
    if (service.blankSerial !== request.blankSerial) {
      refusals.push(refuse('step-out-of-order', { service: service.id, stage: service.stage }));
    }
    if (refusals.length > 0) return refuseAll(refusals);
    const closed: ServiceRecord = {
      ...withStep(service, 'withdrawn', context, request.reason),
      stage: 'withdrawn',
      closedAt: context.at,
    };
    const card = service.cardNumber === null ? undefined : findCard(facts, request, service.cardNumber);
    const blank = request.blankSerial === null ? undefined : facts.one('blankCard', request.blankSerial);
    return accept([
      change('serviceRecord', closed),
      ...(card === undefined ? [] : [change('card', cancelCard(card))]),
      ...giveBack(service, findFormerCard(facts, service), context.today),
      ...(blank === undefined ? [] : moveBlank(blank, spoiledWhereItLies(blank, card), context)),
    ]);
  },
};

/** A card that had arrived at its service point stays there: that office has the spoiled blank to account for. */
function spoiledWhereItLies(blank: BlankCard, card: Card | undefined): BlankCard {
  const lies = card?.officeId ?? blank.officeId;
  return lies === blank.officeId
    ? { ...blank, status: 'spoiled' }
    : { ...blank, status: 'spoiled', officeId: lies, workstationId: null };
}

function stepLookups(request: ServiceStepRequest, context: CommandContext): readonly Lookup[] {
  return [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    { table: 'card', by: 'personId', value: request.personId },
  ];
}

function findCard(facts: Facts, request: ServiceStepRequest, cardNumber: string): Card | undefined {
  return facts.all('card', 'personId', request.personId).find((card) => card.id === cardNumber);
}

/** The card that the service's card follows; facts: the person's cards. */
function findFormerCard(facts: Facts, service: ServiceRecord): Card | undefined {
  return facts.all('card', 'personId', service.personId).find((card) => card.id === service.formerCardNumber);
}

function issue(service: ServiceRecord, card: Card, blank: BlankCard, context: CommandContext) {
  return [
    change('card', { ...moveCardMaking(card, '03', '04'), issuedOn: context.today }),
    ...moveBlank(blank, { status: 'issued' }, context),
    change('serviceRecord', {
      ...withStep(service, 'handed-over', context),
      stage: 'completed',
      closedAt: context.at,
    }),
  ];
}
