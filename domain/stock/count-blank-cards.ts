import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { refuseActor } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { BlankCard, StockCount } from '../records/records.ts';
import {
  isSupervisor,
  namedSerials,
  refuseRanges,
  refuseSerials,
  stockLookups,
  stockSubject,
} from './stock-facts.ts';
import { moveBlanks, type BlankMove } from './stock-movement.ts';
import type { CountBlankCardsRequest } from './stock-requests.ts';

/**
 * 盘点: what should lie at a place against what does. A difference is explained and signed by a supervisor: he gives the
 * command himself. What is not there is missing from then on; what was missing, here or at another office, and turns
 * up is in the book again where it was found. One that had been written and was lost on its way is spoiled: that is a
 * cancelled card, to be destroyed.
 */
export const countBlankCards: CommandRule<CountBlankCardsRequest> = {
  offline: 'provisional',
  subject: () => stockSubject,
  service: () => null,
  needs: (request, context) => [
    ...stockLookups([...namedSerials(request.expected), ...namedSerials(request.counted)], context),
    ...(request.workstationId === null
      ? []
      : [{ table: 'workstation', by: 'id', value: request.workstationId } as const]),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseCounting(facts, request, context)];
    const expected = namedSerials(request.expected);
    const counted = new Set(namedSerials(request.counted));
    const book = new Set(expected);
    const changed = expected.filter((serial) => !liesThere(facts.one('blankCard', serial), request, context));
    if (changed.length > 0) refusals.push(refuseSerials('count-book-changed', changed));
    const missing = expected.filter((serial) => !counted.has(serial));
    const surplus = [...counted].filter((serial) => !book.has(serial));
    const differs = missing.length + surplus.length > 0;
    const explanation = request.explanation?.trim() ?? '';
    if (differs && explanation === '') {
      refusals.push(
        refuse(
          'count-difference-unexplained',
          { missing: missing.length, surplus: surplus.length },
          'explanation',
        ),
      );
    }
    if (differs && !isSupervisor(facts, context)) refusals.push(refuse('count-difference-unsigned'));
    if (refusals.length > 0) return refuseAll(refusals);
    const count: StockCount = {
      id: context.commandId,
      officeId: context.officeId,
      workstationId: request.workstationId,
      countedOn: context.today,
      countedAt: context.at,
      clerkId: context.clerkId,
      book: expected.length,
      counted: counted.size,
      missing,
      surplus,
      explanation: differs ? explanation : null,
      supervisorId: differs ? context.clerkId : null,
    };
    const turnedUp = surplus.flatMap((serial) => {
      const blank = facts.one('blankCard', serial);
      return blank?.status === 'missing' ? [blank] : [];
    });
    return accept([
      change('stockCount', count),
      ...moveBlanks(
        [
          ...missing.flatMap((serial) =>
            facts
              .all('blankCard', 'id', serial)
              .map((before): BlankMove => ({ before, after: { ...before, status: 'missing' } })),
          ),
          ...turnedUp.map((before): BlankMove => ({
            before,
            after: {
              ...before,
              status: before.serviceId === null ? 'in-stock' : 'spoiled',
              officeId: context.officeId,
              workstationId: request.workstationId,
            },
          })),
        ],
        context,
      ),
    ]);
  },
};

/** A clerk counts his own drawer; the safe and other drawers are a supervisor's [practice]. */
function refuseCounting(
  facts: Facts,
  request: CountBlankCardsRequest,
  context: CommandContext,
): readonly Refusal[] {
  const refusals: Refusal[] = [
    ...refuseActor(facts, context),
    ...refuseRanges(request.expected),
    ...refuseRanges(request.counted),
  ];
  const { workstationId } = request;
  if (workstationId !== null && facts.one('workstation', workstationId)?.officeId !== context.officeId) {
    refusals.push(refuse('stock-place-unknown', {}, 'workstationId'));
  }
  if (workstationId !== context.workstationId && !isSupervisor(facts, context)) {
    refusals.push(refuse('stock-supervisor-only'));
  }
  return refusals;
}

function liesThere(
  blank: BlankCard | undefined,
  { workstationId }: CountBlankCardsRequest,
  { officeId }: CommandContext,
): boolean {
  if (blank?.officeId !== officeId || blank.workstationId !== workstationId) return false;
  // What is on its way is meant for the safe: counted as not there where it never came, or the book would wait for ever.
  const isComing = blank.status === 'announced' || blank.status === 'in-transit';
  return blank.status === 'in-stock' || (workstationId === null && isComing);
}
