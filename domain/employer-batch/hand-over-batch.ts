import { statusUnder } from '../account/seal.ts';
import { moveCardMaking } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { refuseOtherCards } from '../issuance/accept-card-application.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change, type Change } from '../records/change.ts';
import type { Collector, ServiceRecord } from '../records/records.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import { findBatch, refuseEmployerAgent, storedDocument } from './batch-facts.ts';
import type { BatchCard, HandOverBatchRequest } from './employer-batch-requests.ts';

/**
 * 整批交付: the employer's agent signs the list and takes the cards to their holders. A card is collected from now on
 * and its person's valid card, sealed where his account is, and has no password yet: that is the holder's own to set,
 * later and himself.
 *
 * A batch is handed over by several commands. Each is a subject of its own, so that news of one person decides again
 * the cards that went with his, and not ten thousand.
 */
export const handOverBatch: CommandRule<HandOverBatchRequest> = {
  offline: 'provisional',
  subject: (request) => `${request.batchId}/${request.cards[0]?.cardNumber ?? ''}`,
  service: (request) => request.batchId,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'employerBatch', by: 'id', value: request.batchId },
    ...request.cards.flatMap(
      ({ serviceNumber, personId, blankSerial }) =>
        [
          { table: 'serviceRecord', by: 'id', value: serviceNumber },
          { table: 'insuredPerson', by: 'id', value: personId },
          { table: 'card', by: 'personId', value: personId },
          { table: 'personalAccount', by: 'id', value: personId },
          { table: 'blankCard', by: 'id', value: blankSerial },
        ] as const,
    ),
  ],
  decide(facts, request, context) {
    const { agent } = request;
    const refusals: Refusal[] = [
      ...refuseActor(facts, context),
      ...refuseEmployerAgent(agent, context.today),
    ];
    if (!request.listSigned) refusals.push(refuse('batch-list-not-signed', {}, 'listSigned'));
    if (request.cards.length === 0) refusals.push(refuse('batch-without-rows', {}, 'cards'));
    const found = findBatch(facts, request.batchId, context, ['made', 'handed-over']);
    if ('refusals' in found) refusals.push(...found.refusals);
    const collector: Collector = { ...storedDocument(agent), role: 'employer' };
    const changes: Change[] = [];
    const persons = new Set<string>();
    for (const one of request.cards) {
      const collected = collect(facts, one, request.batchId, collector, context);
      if ('refusals' in collected) refusals.push(...collected.refusals);
      else if (persons.has(one.personId)) refusals.push(notReady(one));
      else changes.push(...collected.changes);
      persons.add(one.personId);
    }
    if ('refusals' in found || refusals.length > 0) return refuseAll(refusals);
    const { batch } = found;
    // Written once: the commands behind the first do not hang together by the batch's record.
    const ended =
      batch.stage === 'made'
        ? [change('employerBatch', { ...batch, stage: 'handed-over', collector, closedAt: context.at })]
        : [];
    return accept([...ended, ...changes]);
  },
};

function collect(
  facts: Facts,
  one: BatchCard,
  batchId: string,
  collector: Collector,
  context: CommandContext,
): { readonly changes: readonly Change[] } | { readonly refusals: readonly Refusal[] } {
  const service = facts.one('serviceRecord', one.serviceNumber);
  if (service?.batchId !== batchId || service.personId !== one.personId) {
    return { refusals: [refuse('service-not-in-batch', { service: one.serviceNumber, batch: batchId })] };
  }
  const card = facts.all('card', 'personId', one.personId).find(({ id }) => id === one.cardNumber);
  const blank = facts.one('blankCard', one.blankSerial);
  const isReady =
    service.stage === 'produced' &&
    service.cardNumber === card?.id &&
    service.blankSerial === blank?.id &&
    card.making === '02';
  if (card === undefined || blank === undefined || !isReady) return { refusals: [notReady(one)] };
  const refusals = refuseHolder(facts, service, card.id, context.today);
  if (refusals.length > 0) return { refusals };
  return {
    changes: [
      change('card', {
        ...moveCardMaking(card, '03'),
        status: statusUnder(facts.one('personalAccount', one.personId)),
        issuedOn: context.today,
      }),
      ...moveBlank(blank, { status: 'issued' }, context),
      change('serviceRecord', {
        ...withStep(service, 'handed-over', context),
        stage: 'completed',
        closedAt: context.at,
        collector,
      }),
    ],
  };
}

/** What may have happened since the card was made; the list has many cards, so each reason names the service. */
function refuseHolder(
  facts: Facts,
  service: ServiceRecord,
  cardNumber: string,
  today: string,
): readonly Refusal[] {
  const deceasedOn = facts.one('insuredPerson', service.personId)?.deceasedOn ?? null;
  const [other] = refuseOtherCards(facts, service.personId, today, cardNumber);
  return [
    ...(deceasedOn === null
      ? []
      : [refuse('batch-holder-deceased', { service: service.id, date: deceasedOn })]),
    ...(other === undefined ? [] : [refuse('batch-holder-has-card', { service: service.id })]),
  ];
}

function notReady({ serviceNumber }: BatchCard): Refusal {
  return refuse('batch-card-not-ready', { service: serviceNumber });
}
