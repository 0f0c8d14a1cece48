import { cancelCardInMaking, moveCardMaking } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { BlankCard, Card, ServiceRecord } from '../records/records.ts';
import { refuseOtherCards } from './accept-card-application.ts';
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
  needs: stepLookups,
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const found = findOpenService(facts, request, context, ['produced']);
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

/** 交付: the card is signed for, collected and activated; from now on it is the person's valid card. */
export const handOverCard: CommandRule<HandOverCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...stepLookups(request, context),
    { table: 'blankCard', by: 'id', value: request.blankSerial },
    { table: 'insuredPerson', by: 'id', value: request.personId },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    if (!request.receiptSigned) refusals.push(refuse('receipt-not-signed', {}, 'receiptSigned'));
    const found = findOpenService(facts, request, context, ['produced']);
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
    // The death may have been registered since the application was accepted.
    const deceasedOn = facts.one('insuredPerson', service.personId)?.deceasedOn ?? null;
    if (deceasedOn !== null) refusals.push(refuse('person-deceased', { date: deceasedOn }));
    // Another card may have come to the person since the application was accepted.
    refusals.push(...refuseOtherCards(facts, service.personId, card.id));
    if (refusals.length > 0) return refuseAll(refusals);
    return accept(issue(service, card, blank, context));
  },
};

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
    const found = findOpenService(facts, request, context, ['accepted', 'in-production', 'produced']);
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
      ...(card === undefined ? [] : [change('card', cancelCardInMaking(card))]),
      ...(blank === undefined
        ? []
        : [change('blankCard', { ...blank, status: 'spoiled', changedOn: context.today })]),
    ]);
  },
};

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

function issue(service: ServiceRecord, card: Card, blank: BlankCard, context: CommandContext) {
  return [
    change('card', { ...moveCardMaking(card, '03', '04'), status: '1', issuedOn: context.today }),
    change('blankCard', { ...blank, status: 'issued', changedOn: context.today }),
    change('serviceRecord', {
      ...withStep(service, 'handed-over', context),
      stage: 'completed',
      closedAt: context.at,
    }),
  ];
}
