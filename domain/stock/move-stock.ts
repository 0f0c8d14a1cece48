import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { RefusalCode } from '../command/refusal-codes.ts';
import { refuseActor } from '../issuance/service-facts.ts';
import type { BlankCard } from '../records/records.ts';
import type { SerialRange } from './serial-ranges.ts';
import {
  isSupervisor,
  judgeBlanks,
  namedSerials,
  refuseRanges,
  stockLookups,
  stockSubject,
} from './stock-facts.ts';
import { moveBlanks } from './stock-movement.ts';
import type {
  DestroyBlankCardsRequest,
  MoveBlankCardsRequest,
  ReceiveBlankCardsRequest,
  ReturnBlankCardsRequest,
} from './stock-requests.ts';

/** 入库: a supervisor takes what has come into the safe of the office for which it was meant. */
export const receiveBlankCards = stockRule<ReceiveBlankCardsRequest>({
  refuse: onlySupervisor,
  reasonOf: (blank, context) => {
    if (blank.officeId !== context.officeId) return 'blanks-other-office';
    return blank.status === 'announced' || blank.status === 'in-transit' ? null : 'blanks-not-arriving';
  },
  become: () => ({ status: 'in-stock', workstationId: null }),
});

/**
 * 调拨: within the office at once, to another office on the way until it is received there. A clerk takes blanks from
 * the safe to his own workstation and gives them back; everything else is a supervisor's [practice].
 */
export const moveBlankCards = stockRule<MoveBlankCardsRequest>({
  lookups: ({ toOfficeId, toWorkstationId }) => [
    { table: 'office', by: 'id', value: toOfficeId },
    ...(toWorkstationId === null
      ? []
      : [{ table: 'workstation', by: 'id', value: toWorkstationId } as const]),
  ],
  refuse(facts, { toOfficeId, toWorkstationId }, context) {
    const refusals: Refusal[] = [];
    const inOffice = toOfficeId === context.officeId;
    const workstation = toWorkstationId === null ? undefined : facts.one('workstation', toWorkstationId);
    const isPlace =
      toWorkstationId === null
        ? facts.one('office', toOfficeId) !== undefined
        : inOffice && workstation?.officeId === toOfficeId;
    if (!isPlace) refusals.push(refuse('stock-place-unknown', {}, 'toWorkstationId'));
    if (!inOffice) refusals.push(...onlySupervisor(facts, null, context));
    return refusals;
  },
  reasonOf(blank, context, facts, { toOfficeId, toWorkstationId }) {
    if (blank.officeId !== context.officeId) return 'blanks-other-office';
    if (blank.status !== 'in-stock') return 'blanks-not-in-stock';
    if (toOfficeId !== context.officeId) return null;
    if (blank.workstationId === toWorkstationId) return 'blanks-there-already';
    const mine = context.workstationId;
    const own =
      (blank.workstationId === null && toWorkstationId === mine) ||
      (blank.workstationId === mine && toWorkstationId === null);
    return own || isSupervisor(facts, context) ? null : 'blanks-not-yours';
  },
  become: ({ toOfficeId, toWorkstationId }, context) =>
    toOfficeId === context.officeId
      ? { workstationId: toWorkstationId }
      : { status: 'in-transit', officeId: toOfficeId, workstationId: null },
});

/** 退回: out of the stock for good, from one's own workstation or, by a supervisor, from anywhere in the office. */
export const returnBlankCards = stockRule<ReturnBlankCardsRequest>({
  refuse: () => [],
  reasonOf(blank, context, facts) {
    if (blank.officeId !== context.officeId) return 'blanks-other-office';
    if (blank.status !== 'in-stock') return 'blanks-not-in-stock';
    return blank.workstationId === context.workstationId || isSupervisor(facts, context)
      ? null
      : 'blanks-not-yours';
  },
  become: () => ({ status: 'returned', workstationId: null }),
});

/** 销毁: a supervisor destroys what was spoiled or returned. */
export const destroyBlankCards = stockRule<DestroyBlankCardsRequest>({
  refuse: onlySupervisor,
  reasonOf: (blank, context) => {
    if (blank.officeId !== context.officeId) return 'blanks-other-office';
    return blank.status === 'spoiled' || blank.status === 'returned' ? null : 'blanks-not-to-destroy';
  },
  become: () => ({ status: 'destroyed' }),
});

interface StockMove<Request> {
  readonly lookups?: (request: Request) => readonly Lookup[];
  /** What is wrong with the whole. */
  readonly refuse: (facts: Facts, request: Request, context: CommandContext) => readonly Refusal[];
  /** Why this blank cannot be moved so, or null. */
  readonly reasonOf: (
    blank: BlankCard,
    context: CommandContext,
    facts: Facts,
    request: Request,
  ) => RefusalCode | null;
  /** What the blank becomes. */
  readonly become: (request: Request, context: CommandContext) => Partial<BlankCard>;
}

/** A move of blanks: all of them, or none and every reason with its serials. */
function stockRule<Request extends { readonly ranges: readonly SerialRange[] }>(
  move: StockMove<Request>,
): CommandRule<Request> {
  return {
    offline: 'provisional',
    subject: () => stockSubject,
    service: () => null,
    needs: (request, context) => [
      ...stockLookups(namedSerials(request.ranges), context),
      ...(move.lookups?.(request) ?? []),
    ],
    decide(facts, request, context) {
      const judged = judgeBlanks(facts, namedSerials(request.ranges), (blank) =>
        move.reasonOf(blank, context, facts, request),
      );
      const refusals = [
        ...refuseActor(facts, context),
        ...refuseRanges(request.ranges),
        ...move.refuse(facts, request, context),
        ...judged.refusals,
      ];
      if (refusals.length > 0) return refuseAll(refusals);
      const become = move.become(request, context);
      const moves = judged.blanks.map((before) => ({ before, after: { ...before, ...become } }));
      return accept(moveBlanks(moves, context));
    },
  };
}

function onlySupervisor(facts: Facts, _request: unknown, context: CommandContext): readonly Refusal[] {
  return isSupervisor(facts, context) ? [] : [refuse('stock-supervisor-only')];
}
