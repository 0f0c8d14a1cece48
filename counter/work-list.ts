import type { CallRequest } from '../contract/counter-calls.ts';
import type { WorkItem } from '../contract/counter-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { CounterRoom } from './counter-ports.ts';
import { executeCommand } from './engine/execute-command.ts';
import type { OutboxEntry } from './ports.ts';
import { confirmationOf, findService, firstRefusals, viewCard, viewService } from './service-view.ts';
import { originOfClerk } from './workstation.ts';

/** 待处理: every service that is not confirmed, the refused ones first, with the reason and what stands instead. */
export function listWork(room: CounterRoom): Outcome<{ items: WorkItem[] }> {
  const byService = new Map<string, OutboxEntry[]>();
  for (const entry of room.storage.outbox.unfinishedWork()) {
    const key = entry.service ?? entry.id;
    byService.set(key, [...(byService.get(key) ?? []), entry]);
  }
  const items = [...byService].map(([key, entries]) => viewItem(room, key, entries));
  return succeed({ items: items.sort((a, b) => rank(a) - rank(b) || (a.madeAt < b.madeAt ? -1 : 1)) });
}

/**
 * 处理完毕: a person has dealt with a refused service; the note stays in the audit trail. A blank that was written for
 * it is not a blank any more and is taken out of the stock first.
 */
export function settleWork(
  room: CounterRoom,
  input: CallRequest<'settleWork'>,
): Outcome<Record<string, never>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const entries = room.storage.outbox.byService(input.serviceNumber);
  if (confirmationOf(entries) !== 'refused') return fail('work-already-settled');
  const origin = originOfClerk(room, worker.clerk);
  // Before it is settled: broken off in between, the work is still there and is done again. Under the service's own
  // number, so that a refusal of the spoiling comes back to the same work.
  for (const blankSerial of writtenBlanks(room, entries)) {
    const body: CommandBody = {
      kind: 'spoil-blank-card',
      request: { blankSerial, reason: input.note, serviceNumber: input.serviceNumber },
    };
    executeCommand({ ...room, written: room.wake }, origin, () => body);
  }
  room.storage.unitOfWork.write(() => {
    room.storage.outbox.settle(input.serviceNumber, input.note, origin.at);
    room.storage.audit.append({
      at: origin.at,
      clerkId: worker.clerk.id,
      action: 'settle-work',
      subject: input.serviceNumber,
      details: {},
    });
  });
  room.emitStatus();
  room.emit({ event: 'records-changed', persons: [], services: [input.serviceNumber] });
  return succeed({});
}

export function retryNow(room: CounterRoom): Outcome<Record<string, never>> {
  room.storage.unitOfWork.write(() => room.storage.outbox.tryAgainNow());
  room.wake();
  return succeed({});
}

/** Blanks into which a chip was written for commands that the central office refused, and that are in stock again. */
function writtenBlanks(room: CounterRoom, entries: readonly OutboxEntry[]): readonly string[] {
  const serials = entries.flatMap(({ body }) =>
    body.kind === 'record-card-production' && body.request.step === 'chip-written'
      ? [body.request.blankSerial]
      : [],
  );
  return [...new Set(serials)].filter(
    (serial) => room.storage.records.get('blankCard', serial)?.record.status === 'in-stock',
  );
}

function viewItem(room: CounterRoom, key: string, entries: readonly OutboxEntry[]): WorkItem {
  const first = entries[0];
  if (first === undefined) throw new Error('a work item without a command');
  const found = first.service === null ? undefined : findService(room, first.service);
  const refused = entries.find((entry) => entry.state === 'refused');
  const rejected = entries.find((entry) => entry.state === 'rejected');
  const standing = (refused?.standing ?? []).flatMap((one) => (one.table === 'card' ? [one.record] : []));
  const personId = found?.record.personId ?? first.subject;
  return {
    serviceNumber: key,
    service: found === undefined ? null : viewService(room, found.record, found.entries),
    personName: room.storage.records.get('insuredPerson', personId)?.record.name ?? '',
    madeAt: first.origin.at,
    state: refused === undefined ? (rejected === undefined ? 'waiting' : 'rejected') : 'refused',
    refusals: firstRefusals(entries),
    failureCode:
      rejected?.failureCode ?? entries.find((entry) => entry.failureCode !== null)?.failureCode ?? null,
    tries: Math.max(...entries.map((entry) => entry.tries)),
    nextTryAt: first.nextTryAt,
    standingCards: standing.map((card) => viewCard(room, card)),
  };
}

function rank(item: WorkItem): number {
  return item.state === 'waiting' ? 1 : 0;
}
