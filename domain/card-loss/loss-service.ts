import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import {
  deskServiceLookups,
  refuseDeskService,
  type DeskServiceRequest,
} from '../desk-service/desk-service.ts';
import type { Card } from '../records/records.ts';

interface LossRequest extends DeskServiceRequest {
  readonly cardNumber: string;
}

/** What reporting and lifting both look at: who acts, the person, his cards, whether the number is free. */
export function lossLookups(request: LossRequest, context: CommandContext): readonly Lookup[] {
  return [
    ...deskServiceLookups(request, context),
    { table: 'card', by: 'personId', value: request.personId },
  ];
}

/** What both refuse alike: who may not act, nobody to act for, no such card of his, a number that was used. */
export function refuseLossService(
  facts: Facts,
  request: LossRequest,
  context: CommandContext,
): readonly Refusal[] {
  const refusals = refuseDeskService(facts, request, context);
  if (facts.one('insuredPerson', request.personId) === undefined) return refusals;
  return findHisCard(facts, request) === undefined
    ? [...refusals, refuse('card-unknown', { cardTail: request.cardNumber.slice(-4) })]
    : refusals;
}

/** The card that was meant, if it is this person's. */
export function findHisCard(facts: Facts, request: LossRequest): Card | undefined {
  return facts.all('card', 'personId', request.personId).find((card) => card.id === request.cardNumber);
}
