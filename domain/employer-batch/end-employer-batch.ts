import { cancelCard } from '../card/card-status.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, findOpenService, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change, type Change } from '../records/change.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import { findBatch } from './batch-facts.ts';
import type {
  CancelEmployerBatchRequest,
  CloseEmployerBatchRequest,
  UnfinishedBatchService,
} from './employer-batch-requests.ts';

/** 制卡完毕: the run is through; nothing more is accepted into the batch, and its cards may be handed over. */
export const closeEmployerBatch: CommandRule<CloseEmployerBatchRequest> = {
  offline: 'provisional',
  subject: (request) => request.batchId,
  service: (request) => request.batchId,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'employerBatch', by: 'id', value: request.batchId },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const found = findBatch(facts, request.batchId, context, ['open']);
    if ('refusals' in found) refusals.push(...found.refusals);
    if ('refusals' in found || refusals.length > 0) return refuseAll(refusals);
    return accept([change('employerBatch', { ...found.batch, stage: 'made' })]);
  },
};

/**
 * 撤销批量: the batch ends and every service whose card is not finished is withdrawn, its written blank spoiled. Cards
 * that were finished stay what they are: each is handed out to its holder.
 */
export const cancelEmployerBatch: CommandRule<CancelEmployerBatchRequest> = {
  offline: 'provisional',
  subject: (request) => request.batchId,
  service: (request) => request.batchId,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'employerBatch', by: 'id', value: request.batchId },
    ...request.unfinished.flatMap(
      ({ serviceNumber, personId, blankSerial }) =>
        [
          { table: 'serviceRecord', by: 'id', value: serviceNumber },
          { table: 'card', by: 'personId', value: personId },
          ...(blankSerial === null ? [] : [{ table: 'blankCard', by: 'id', value: blankSerial } as const]),
        ] as const,
    ),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const found = findBatch(facts, request.batchId, context, ['open']);
    if ('refusals' in found) refusals.push(...found.refusals);
    const changes: Change[] = [];
    const seen = new Set<string>();
    for (const one of request.unfinished) {
      const withdrawn = withdraw(facts, one, request, context);
      if ('refusals' in withdrawn) refusals.push(...withdrawn.refusals);
      else if (seen.has(one.serviceNumber)) refusals.push(outOfOrder(one.serviceNumber, 'withdrawn'));
      else changes.push(...withdrawn.changes);
      seen.add(one.serviceNumber);
    }
    if ('refusals' in found || refusals.length > 0) return refuseAll(refusals);
    const { batch } = found;
    return accept([
      change('employerBatch', { ...batch, stage: 'cancelled', closedAt: context.at }),
      ...changes,
    ]);
  },
};

function withdraw(
  facts: Facts,
  one: UnfinishedBatchService,
  { batchId, reason }: CancelEmployerBatchRequest,
  context: CommandContext,
): { readonly changes: readonly Change[] } | { readonly refusals: readonly Refusal[] } {
  const found = findOpenService(facts, one, context, () => ['accepted', 'in-production']);
  if ('refusals' in found) return found;
  const { service } = found;
  if (service.batchId !== batchId) {
    return { refusals: [refuse('service-not-in-batch', { service: service.id, batch: batchId })] };
  }
  if (service.blankSerial !== one.blankSerial) return { refusals: [outOfOrder(service.id, service.stage)] };
  const card = facts.all('card', 'personId', service.personId).find(({ id }) => id === service.cardNumber);
  const blank = one.blankSerial === null ? undefined : facts.one('blankCard', one.blankSerial);
  return {
    changes: [
      change('serviceRecord', {
        ...withStep(service, 'withdrawn', context, reason),
        stage: 'withdrawn',
        closedAt: context.at,
      }),
      ...(card === undefined ? [] : [change('card', cancelCard(card))]),
      ...(blank === undefined ? [] : moveBlank(blank, { status: 'spoiled' }, context)),
    ],
  };
}

function outOfOrder(service: string, stage: string): Refusal {
  return refuse('step-out-of-order', { service, stage });
}
