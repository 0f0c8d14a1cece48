import type { CallRequest } from '../contract/counter-calls.ts';
import { failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { StockView } from '../contract/stock.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { BlankCardStatus } from '../domain/records/records.ts';
import { countOfRanges, gapsOf, rangesOf, type SerialRange } from '../domain/stock/serial-ranges.ts';
import type { CounterRoom } from './counter-ports.ts';
import { executeCommand } from './engine/execute-command.ts';
import type { OutboxEntry } from './ports.ts';
import { here, originOfClerk } from './workstation.ts';

type Done = Outcome<Record<string, never>>;

/** 入库. */
export function receiveBlankCards(room: CounterRoom, request: CallRequest<'receiveBlankCards'>): Done {
  return run(room, { kind: 'receive-blank-cards', request });
}

/** 调拨. */
export function moveBlankCards(room: CounterRoom, request: CallRequest<'moveBlankCards'>): Done {
  return run(room, { kind: 'move-blank-cards', request });
}

/** 退回. */
export function returnBlankCards(room: CounterRoom, request: CallRequest<'returnBlankCards'>): Done {
  return run(room, { kind: 'return-blank-cards', request });
}

/** 销毁. */
export function destroyBlankCards(room: CounterRoom, request: CallRequest<'destroyBlankCards'>): Done {
  return run(room, { kind: 'destroy-blank-cards', request });
}

/** 盘点. */
export function countBlankCards(room: CounterRoom, request: CallRequest<'countBlankCards'>): Done {
  return run(room, { kind: 'count-blank-cards', request });
}

/** 作废: a blank that is damaged in the drawer. */
export function spoilBlankCard(room: CounterRoom, input: CallRequest<'spoilBlankCard'>): Done {
  return run(room, { kind: 'spoil-blank-card', request: { ...input, serviceNumber: null } });
}

function run(room: CounterRoom, body: CommandBody): Done {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const execution = executeCommand(
    { ...room, written: room.wake },
    originOfClerk(room, worker.clerk),
    () => body,
  );
  if (!execution.done) return failRefused(execution.refusals);
  room.emit({ event: 'records-changed', persons: [], services: [] });
  room.emitStatus();
  return succeed({});
}

const recentShown = 6;

/** What neither lies in stock nor is somebody's card, and has to be told by its serials. */
const besideStatuses = [
  'announced',
  'in-transit',
  'spoiled',
  'returned',
  'missing',
] as const satisfies readonly BlankCardStatus[];

/** In the order in which a blank goes through them. */
const everyStatus = [
  'announced',
  'in-stock',
  'in-transit',
  'in-production',
  'issued',
  'spoiled',
  'returned',
  'destroyed',
  'missing',
] as const satisfies readonly BlankCardStatus[];

/** 库存: the safe and the drawers of this office by range, what lies beside, gaps, and what was done last. */
export function getStock(room: CounterRoom): Outcome<StockView> {
  const { queries, records, outbox } = room.storage;
  const { officeId } = here(room);
  const clerkName = (id: string) => records.get('clerk', id)?.record.name ?? id;
  const workstations = queries.placesOfOffice(officeId);
  const numbers = new Map(workstations.map(({ id, number }) => [id, number]));
  const places = [null, ...workstations.map(({ id }) => id)].map((workstationId) => ({
    officeId,
    workstationId,
  }));
  const serialsWith = (status: BlankCardStatus) =>
    places.flatMap((place) => queries.blankSerials(place, status)).sort();
  const counts = new Map<BlankCardStatus, number>();
  for (const { status, count } of places.flatMap((place) => queries.blankCounts(place))) {
    counts.set(status, (counts.get(status) ?? 0) + count);
  }
  return succeed({
    places: places.map(({ workstationId }) => ({
      ...lotOf(rangesOf(queries.blankSerials({ officeId, workstationId }, 'in-stock'))),
      workstationId,
      number: workstationId === null ? null : (numbers.get(workstationId) ?? null),
    })),
    beside: besideStatuses.flatMap((status) => {
      const lot = lotOf(rangesOf(serialsWith(status)));
      return lot.count === 0 ? [] : [{ ...lot, status }];
    }),
    counts: everyStatus.flatMap((status) => {
      const count = counts.get(status) ?? 0;
      return count === 0 ? [] : [{ status, count }];
    }),
    gaps: lotOf(
      gapsOf(serialsWith('in-stock'), (after, before) => queries.blankSerialsBetween(after, before)),
    ),
    offices: queries.offices().map(({ id, name }) => ({ officeId: id, name })),
    recent: queries
      .stockCommands(recentShown)
      .flatMap((id) => outbox.get(id) ?? [])
      .flatMap((entry) => viewCommand(entry, clerkName)),
    counted: queries.stockCounts(officeId, recentShown).map((count) => ({
      countId: count.id,
      at: count.countedAt,
      workstationNumber: count.workstationId === null ? null : (numbers.get(count.workstationId) ?? null),
      book: count.book,
      counted: count.counted,
      missing: count.missing.length,
      surplus: count.surplus.length,
      explanation: count.explanation,
      clerkName: clerkName(count.clerkId),
    })),
  });
}

function viewCommand(entry: OutboxEntry, clerkName: (id: string) => string): StockView['recent'] {
  const { body } = entry;
  if (body.kind === 'count-blank-cards') {
    return [viewOf(entry, body.kind, body.request.counted, clerkName)];
  }
  const moves =
    body.kind === 'receive-blank-cards' ||
    body.kind === 'move-blank-cards' ||
    body.kind === 'return-blank-cards' ||
    body.kind === 'destroy-blank-cards';
  return moves ? [viewOf(entry, body.kind, body.request.ranges, clerkName)] : [];
}

function viewOf(
  entry: OutboxEntry,
  kind: StockView['recent'][number]['kind'],
  ranges: readonly SerialRange[],
  clerkName: (id: string) => string,
): StockView['recent'][number] {
  return {
    ...lotOf(ranges),
    commandId: entry.id,
    kind,
    at: entry.origin.at,
    clerkName: clerkName(entry.origin.clerkId),
    state: entry.state,
  };
}

function lotOf(ranges: readonly SerialRange[]) {
  return { ranges: ranges.map((range) => ({ ...range })), count: countOfRanges(ranges) };
}
