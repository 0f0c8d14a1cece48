import { clerkSignature, signedText } from '../approval/approval.ts';
import {
  accept,
  acceptSigned,
  refuseAll,
  type CommandContext,
  type CommandRule,
} from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { DayClose } from '../records/day-close.ts';
import { daysOfBook } from './cards-of-day.ts';
import type { CloseDayRequest } from './close-day-request.ts';
import { beginningOf, chainOf, hashOfDay, signedDay, type DayOwner } from './day-chain.ts';
import { dayReport } from './day-report.ts';

/**
 * 日终: closes a day of a clerk or of an office, for good. It does not close over work that is unsent or that nobody has
 * looked at, unless a supervisor signs for it with a reason (internal control rules for handling agencies, 劳社部发〔2007〕2号;
 * issue 7). Everything on its page that the records know is reckoned here, at the counter and again at the central office.
 */
export const closeDay: CommandRule<CloseDayRequest> = {
  offline: 'provisional',
  // The days of one owner are closed one behind the other.
  subject: ({ previousId }) => `day ${previousId}`,
  service: () => null,
  needs: ({ day, previousId, previousDay, clerkId }, context) => [
    ...actorLookups(context),
    ...(clerkId === null ? [] : [{ table: 'clerk', by: 'id', value: clerkId } as const]),
    { table: 'serviceRecord', by: 'openedOn', value: day },
    { table: 'approval', by: 'enteredOn', value: day },
    ...daysOfBook(previousDay, day).map(
      (value) => ({ table: 'stockMovement', by: 'movedOn', value }) as const,
    ),
    { table: 'stockCount', by: 'countedOn', value: day },
    { table: 'paperPrint', by: 'printedOn', value: day },
    { table: 'dayClose', by: 'day', value: day },
    { table: 'dayClose', by: 'id', value: previousId },
    { table: 'dayClose', by: 'previousId', value: previousId },
  ],
  decide(facts, request, context) {
    const { scope, day, clerkId, workstationId, previousId } = request;
    const owner: DayOwner = { scope, officeId: context.officeId, clerkId, workstationId };
    const chain = chainOf(owner);
    const refusals: Refusal[] = [...refuseCloser(facts, request, context)];
    if (day > context.today) refusals.push(refuse('day-in-future', { day }, 'day'));
    refusals.push(...refuseChain(facts, chain, request));
    const report = dayReport(facts, owner, day, request, context.workstationId);
    const left = report.leftovers.length > 0;
    const reason = request.reason?.trim() ?? '';
    if (left) refusals.push(...refuseLeftovers(facts, request, context, reason));
    if (refusals.length > 0) return refuseAll(refusals);
    const content: Omit<DayClose, 'hash'> = {
      id: context.commandId,
      chain,
      previousId,
      day,
      scope,
      officeId: context.officeId,
      workstationId,
      clerkId,
      closedBy: context.clerkId,
      closedAt: context.at,
      reason: left ? reason : null,
      report,
      previousHash: facts.one('dayClose', previousId)?.hash ?? '',
    };
    const changes = [change('dayClose', { ...content, hash: hashOfDay(content) })];
    if (!left) return accept(changes);
    const text = signedText('close-day', signedDay(chain, day), context.clerkId, 0);
    return acceptSigned(changes, clerkSignature(text, request.signature ?? '', reason));
  },
};

/**
 * A clerk of the office closes. A supervisor may come from another office of the county: a service point has none of its
 * own [practice].
 */
function refuseCloser(facts: Facts, request: CloseDayRequest, context: CommandContext): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const closer = facts.one('clerk', context.clerkId);
  const isSupervisor = closer?.role === 'supervisor';
  if (closer === undefined) refusals.push(refuse('clerk-unknown'));
  else {
    if (!closer.active) refusals.push(refuse('clerk-inactive', { clerk: closer.name }));
    if (closer.officeId !== context.officeId && !isSupervisor) {
      refusals.push(refuse('clerk-other-office', { clerk: closer.name }));
    }
  }
  if (facts.one('workstation', context.workstationId)?.officeId !== context.officeId) {
    refusals.push(refuse('workstation-unknown'));
  }
  if (request.scope === 'office') return refusals;
  const whose = request.clerkId === null ? undefined : facts.one('clerk', request.clerkId);
  if (whose === undefined) refusals.push(refuse('clerk-unknown'));
  else if (whose.id !== context.clerkId && !isSupervisor) {
    refusals.push(refuse('day-of-another', { clerk: whose.name }));
  }
  return refusals;
}

/** A day is closed once, after all that were closed before it, and behind the one that the counter took for the last. */
function refuseChain(facts: Facts, chain: string, request: CloseDayRequest): readonly Refusal[] {
  const { day, previousId, previousDay } = request;
  if (facts.all('dayClose', 'day', day).some((one) => one.chain === chain)) {
    return [refuse('day-closed-already', { day }, 'day')];
  }
  const previous = facts.one('dayClose', previousId);
  const isFirst = previousId === beginningOf(chain);
  const isLast = facts.all('dayClose', 'previousId', previousId).length === 0;
  const follows = isFirst ? previousDay === null : previous?.chain === chain && previous.day === previousDay;
  if (!isLast || !follows) return [refuse('day-chain-moved', { day })];
  return previous !== undefined && previous.day > day
    ? [refuse('day-closed-later', { day, later: previous.day }, 'day')]
    : [];
}

/** Whoever signs for what is left says why, and has not left it himself. */
function refuseLeftovers(
  facts: Facts,
  request: CloseDayRequest,
  context: CommandContext,
  reason: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const signer = facts.one('clerk', context.clerkId);
  if (signer?.role !== 'supervisor' || request.signature === null) {
    refusals.push(refuse('day-leftovers-unsigned'));
  } else if (request.clerkId === context.clerkId) {
    refusals.push(refuse('day-leftovers-own', { clerk: signer.name }));
  }
  if (reason === '') refusals.push(refuse('day-reason-missing', {}, 'reason'));
  return refusals;
}
