import type { CommandContext } from '../command/command-rule.ts';
import { change, type Change } from '../records/change.ts';
import type { BlankCard } from '../records/records.ts';
import type { StockMovement, StockMovementKind } from '../records/stock-movement.ts';
import { rangesOf } from './serial-ranges.ts';

/** A blank card as it was and as it becomes. */
export interface BlankMove {
  readonly before: BlankCard;
  readonly after: BlankCard;
}

/**
 * The only way in which a rule changes blank cards: each with the day, and one line of the book of the stock for those that
 * make the same way. So that no card comes to a place or leaves it without a line (issue 7, 日终).
 * @returns the changes of the blanks and, behind them, those of the book
 */
export function moveBlanks(moves: readonly BlankMove[], context: CommandContext): readonly Change[] {
  const lines = new Map<string, { readonly line: BookLine; readonly serials: string[] }>();
  for (const move of moves) {
    const line = bookLine(move);
    if (line === null) continue;
    const key = JSON.stringify(line);
    const known = lines.get(key);
    if (known === undefined) lines.set(key, { line, serials: [move.before.id] });
    else known.serials.push(move.before.id);
  }
  return [
    ...moves.map(({ after }) => change('blankCard', { ...after, changedOn: context.today })),
    ...[...lines.values()].map(({ line, serials }) =>
      change('stockMovement', movementOf(line, serials, context)),
    ),
  ];
}

/** One blank card, as `moveBlanks`. */
export function moveBlank(
  before: BlankCard,
  become: Partial<BlankCard>,
  context: CommandContext,
): readonly Change[] {
  return moveBlanks([{ before, after: { ...before, ...become } }], context);
}

type BookLine = Pick<
  StockMovement,
  'kind' | 'fromOfficeId' | 'fromWorkstationId' | 'toOfficeId' | 'toWorkstationId' | 'serviceId'
>;

function movementOf(line: BookLine, serials: readonly string[], context: CommandContext): StockMovement {
  const ranges = rangesOf(serials);
  return {
    id: `${context.commandId}/${ranges[0]?.first ?? ''}`,
    ...line,
    movedOn: context.today,
    movedAt: context.at,
    clerkId: context.clerkId,
    officeId: context.officeId,
    workstationId: context.workstationId,
    ranges,
  };
}

/** Null where the stock does not change: a card that was made is handed over. */
function bookLine({ before, after }: BlankMove): BookLine | null {
  const kind = kindOf(before, after);
  if (kind === null) return null;
  const from = before.status === 'in-stock' ? before : null;
  const to = after.status === 'in-stock' ? after : null;
  return {
    kind,
    fromOfficeId: from?.officeId ?? null,
    fromWorkstationId: from?.workstationId ?? null,
    toOfficeId: to?.officeId ?? null,
    toWorkstationId: to?.workstationId ?? null,
    // Of many that are destroyed together each was made for another service: the book has them as one line.
    serviceId: kind === 'used' || kind === 'spoiled' ? after.serviceId : null,
  };
}

function kindOf(before: BlankCard, after: BlankCard): StockMovementKind | null {
  if (before.status === 'missing') return 'found';
  switch (after.status) {
    case 'in-stock':
      return before.status === 'in-stock' ? 'moved' : 'received';
    case 'in-transit':
      return 'sent';
    case 'in-production':
      return 'used';
    case 'spoiled':
    case 'returned':
    case 'destroyed':
    case 'missing':
      return after.status;
    case 'issued':
      return null;
    case 'announced':
      throw new Error('no rule announces blank cards');
    default:
      return after.status satisfies never;
  }
}
