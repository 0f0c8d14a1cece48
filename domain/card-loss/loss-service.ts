import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { stored } from '../issuance/representation.ts';
import { actorLookups, beginService, refuseActor } from '../issuance/service-facts.ts';
import type { Card, ServiceRecord } from '../records/records.ts';
import type { PresentedAtCounter } from './card-loss-requests.ts';

interface LossRequest {
  readonly serviceNumber: string;
  readonly personId: string;
  readonly cardNumber: string;
}

/** What reporting and lifting both look at: who acts, the person, his cards, whether the number is free. */
export function lossLookups(request: LossRequest, context: CommandContext): readonly Lookup[] {
  return [
    ...actorLookups(context),
    { table: 'insuredPerson', by: 'id', value: request.personId },
    { table: 'card', by: 'personId', value: request.personId },
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
  ];
}

/** What both refuse alike: who may not act, nobody to act for, no such card of his, a number that was used. */
export function refuseLossService(
  facts: Facts,
  request: LossRequest,
  context: CommandContext,
): readonly Refusal[] {
  const refusals: Refusal[] = [...refuseActor(facts, context)];
  if (facts.one('insuredPerson', request.personId) === undefined) refusals.push(refuse('person-unknown'));
  else if (findHisCard(facts, request) === undefined) {
    refusals.push(refuse('card-unknown', { cardTail: request.cardNumber.slice(-4) }));
  }
  if (facts.one('serviceRecord', request.serviceNumber) !== undefined) {
    refusals.push(refuse('service-number-taken', { service: request.serviceNumber }));
  }
  return refusals;
}

/** The card that was meant, if it is this person's. */
export function findHisCard(facts: Facts, request: LossRequest): Card | undefined {
  return facts.all('card', 'personId', request.personId).find((card) => card.id === request.cardNumber);
}

/** The service of a report or of its lifting: done at once, at this counter. */
export function lossService(
  request: LossRequest,
  context: CommandContext,
  said: Pick<ServiceRecord, 'kind' | 'parameters'> & {
    readonly step: string;
    readonly note: string | null;
    /** Null by telephone. */
    readonly presented: PresentedAtCounter | null;
  },
): ServiceRecord {
  const { presented } = said;
  const representative = presented?.representative ?? null;
  return {
    ...beginService(context, said.step, said.note),
    id: request.serviceNumber,
    kind: said.kind,
    channel: presented?.channel ?? 'telephone',
    personId: request.personId,
    stage: 'completed',
    closedAt: context.at,
    documentKind: presented?.document.documentKind ?? null,
    documentNumber: presented === null ? null : stored(presented.document).documentNumber,
    documentValidUntil: presented?.document.documentValidUntil ?? null,
    formerCardNumber: request.cardNumber,
    representative: representative === null ? null : stored(representative),
    parameters: said.parameters,
  };
}
