import { cancelCard, moveCardMaking } from '../card/card-status.ts';
import {
  accept,
  refuseAll,
  type CommandContext,
  type CommandRule,
  type Decision,
} from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { BlankCard, Card, ServiceRecord } from '../records/records.ts';
import { isMadeElsewhere } from '../records/service-record.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import type { RecordCardProductionRequest } from './issue-card-requests.ts';
import { actorLookups, findOpenService, refuseActor, refuseMakingHere, withStep } from './service-facts.ts';

/** Where a step of a blank already taken may be recorded; 'accepted' is where a spoiled one has put the service. */
const stagesWithBlank = ['accepted', 'in-production', 'produced'] as const;

/** 制卡: chip written, printed, verified, or the blank spoiled; each recorded when it happens. */
export const recordCardProduction: CommandRule<RecordCardProductionRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    { table: 'blankCard', by: 'id', value: request.blankSerial },
    { table: 'card', by: 'personId', value: request.personId },
    { table: 'insuredPerson', by: 'id', value: request.personId },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context), ...refuseMakingHere(facts, context)];
    const takesBlank = request.step === 'chip-written';
    const stages = takesBlank ? (['accepted'] as const) : stagesWithBlank;
    const found = findOpenService(facts, request, context, () => stages, 'maker');
    const blank = facts.one('blankCard', request.blankSerial);
    if (blank === undefined)
      refusals.push(refuse('blank-unknown', { serial: request.blankSerial }, 'blankSerial'));
    else if (takesBlank) refusals.push(...refuseBlank(blank, context));
    if ('refusals' in found) refusals.push(...found.refusals);
    if (request.step !== 'spoiled') refusals.push(...refuseDeceased(facts, request.personId));
    if ('refusals' in found || blank === undefined || refusals.length > 0) return refuseAll(refusals);
    const { service } = found;
    return takesBlank
      ? writeChip(facts, service, blank, context)
      : continueProduction(facts, service, blank, request, context);
  },
};

/** The death may have been registered while the application waited for its card; its blank can still be spoiled. */
function refuseDeceased(facts: Facts, personId: string): readonly Refusal[] {
  const person = facts.one('insuredPerson', personId);
  if (person === undefined) return [refuse('person-unknown')];
  return person.deceasedOn === null ? [] : [refuse('person-deceased', { date: person.deceasedOn })];
}

/** Every reason why this blank cannot be taken here: not in stock, of another workstation, used, spoiled. */
export function refuseBlank(
  blank: BlankCard,
  context: { readonly workstationId: string },
): readonly Refusal[] {
  const params = { serial: blank.id, date: blank.changedOn };
  const refusals: Refusal[] = [];
  switch (blank.status) {
    case 'in-stock':
      break;
    case 'in-production':
    case 'issued':
      refusals.push(refuse('blank-used', params, 'blankSerial'));
      break;
    case 'spoiled':
      refusals.push(refuse('blank-spoiled', params, 'blankSerial'));
      break;
    case 'announced':
    case 'in-transit':
    case 'returned':
    case 'destroyed':
    case 'missing':
      refusals.push(refuse('blank-not-in-stock', params, 'blankSerial'));
      break;
    default:
      blank.status satisfies never;
  }
  if (blank.workstationId !== context.workstationId) {
    refusals.push(refuse('blank-other-workstation', params, 'blankSerial'));
  }
  return refusals;
}

function writeChip(
  facts: Facts,
  service: ServiceRecord,
  blank: BlankCard,
  context: CommandContext,
): Decision {
  const taken = facts.all('card', 'personId', service.personId).some((card) => card.id === blank.cardNumber);
  if (taken) {
    return refuseAll([refuse('blank-used', { serial: blank.id, date: blank.changedOn }, 'blankSerial')]);
  }
  const card: Card = {
    id: blank.cardNumber,
    personId: service.personId,
    blankSerial: blank.id,
    bankCardNumber: blank.bankCardNumber,
    status: null,
    making: '01',
    applicationType: service.applicationType,
    serviceId: service.id,
    officeId: context.officeId,
    issuedOn: null,
    pinSet: false,
    lossExpiresOn: null,
    statusBeforeLoss: null,
    pinFailures: 0,
  };
  return accept([
    ...moveBlank(blank, { status: 'in-production', serviceId: service.id }, context),
    change('card', card),
    change('serviceRecord', {
      ...withStep(service, 'chip-written', context),
      stage: 'in-production',
      blankSerial: blank.id,
      cardNumber: card.id,
    }),
  ]);
}

function continueProduction(
  facts: Facts,
  service: ServiceRecord,
  blank: BlankCard,
  request: RecordCardProductionRequest,
  context: CommandContext,
): Decision {
  const card = facts.all('card', 'personId', service.personId).find((one) => one.id === blank.cardNumber);
  const last = service.steps.at(-1)?.step;
  const outOfOrder = refuse('step-out-of-order', { service: service.id, stage: service.stage });
  if (service.blankSerial !== blank.id || card === undefined) return refuseAll([outOfOrder]);
  // On the spot the service's own workstation has the blank; of a queue that several work through, only its taker has.
  if (isMadeElsewhere(service) && blank.workstationId !== context.workstationId) {
    return refuseAll([
      refuse('blank-other-workstation', { serial: blank.id, date: blank.changedOn }, 'blankSerial'),
    ]);
  }
  // A card that was sent to a wrong office lies there until it is sent on.
  if (card.officeId !== context.officeId) {
    return refuseAll([refuse('parcel-card-elsewhere', { card: card.id, service: service.id })]);
  }
  switch (request.step) {
    case 'printed':
      if (last !== 'chip-written') return refuseAll([outOfOrder]);
      return accept([change('serviceRecord', withStep(service, 'printed', context))]);
    case 'verified':
      if (last !== 'printed' || card.making !== '01') return refuseAll([outOfOrder]);
      return accept([
        change('card', moveCardMaking(card, '02')),
        change('serviceRecord', { ...withStep(service, 'verified', context), stage: 'produced' }),
      ]);
    case 'spoiled':
      return accept(spoil(service, card, blank, request.note, context));
    case 'chip-written':
      throw new Error('the chip is written by writeChip');
    default:
      return request.step satisfies never;
  }
}

/** The blank is spoiled, its card cancelled, and the service is back where a new blank is taken. */
function spoil(
  service: ServiceRecord,
  card: Card,
  blank: BlankCard,
  note: string | null,
  context: CommandContext,
) {
  return [
    ...moveBlank(blank, { status: 'spoiled' }, context),
    change('card', cancelCard(card)),
    change('serviceRecord', {
      ...withStep(service, 'spoiled', context, note),
      stage: 'accepted',
      blankSerial: null,
      cardNumber: null,
    }),
  ];
}
