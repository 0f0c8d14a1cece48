import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { WaitingByAge, WorkItem } from '../contract/work-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { waitingAge, waitingAges, type WaitingAge } from '../domain/calendar/waiting-age.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { Change } from '../domain/records/change.ts';
import type { CounterRoom } from './counter-ports.ts';
import { executeCommand } from './engine/execute-command.ts';
import { officeName } from './point-view.ts';
import type { OutboxEntry } from './ports.ts';
import { papersOfItem, reclaimPapersOfItem } from './reclaim.ts';
import { confirmationOf, firstRefusals, serviceOf, viewCard, viewService } from './service-view.ts';
import { here, originOfClerk } from './workstation.ts';

const minute = 60_000;

/**
 * 待处理: a page of the services that are not confirmed, the refused ones first, with the reason and what stands instead.
 * Only the page's own commands are read: ten thousand services of an employer's batch may wait.
 */
export function listWork(room: CounterRoom, input: CallRequest<'listWork'>): Outcome<CallOutput<'listWork'>> {
  const { outbox } = room.storage;
  const { after, skip, limit } = input;
  const found = outbox.workAfter(after, skip + limit + 1).slice(skip);
  const page = found.slice(0, limit).map(({ key, waits }) => {
    const all = outbox.byKey(key);
    return { key, waits, all, open: all.filter(isUnfinished) };
  });
  const pending = page.flatMap(({ waits, open }) => (waits ? open.map(({ id }) => id) : []));
  const sendable = outbox.sendableAmong(new Set(pending), room.clock.instant());
  const items = page.flatMap(({ key, all, open: [first, ...others] }) =>
    first === undefined ? [] : [viewItem(room, key, all, [first, ...others], sendable)],
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  const next = last === undefined ? null : { waits: last.waits, ordinal: last.ordinal };
  return succeed({ items, total: outbox.workCount(), next });
}

/** 待确认: what only waits for the central office, by how long it has waited, and the oldest of it by name. */
export function getWaitingByAge(room: CounterRoom): Outcome<WaitingByAge> {
  const { outbox } = room.storage;
  const waiting = outbox.waitingWork();
  const marks = {
    fiveMinutesAgo: room.clock.instantAfter(-5 * minute),
    hourAgo: room.clock.instantAfter(-60 * minute),
    today: room.clock.today(),
  };
  // On the list they come behind what a person must look at.
  const before = outbox.workCount() - waiting.length;
  const ages = new Map<WaitingAge, { count: number; row: number }>();
  for (const [index, { at }] of waiting.entries()) {
    const age = waitingAge(at, marks);
    const known = ages.get(age) ?? { count: 0, row: before + index };
    ages.set(age, { ...known, count: known.count + 1 });
  }
  return succeed({
    total: waiting.length,
    ages: waitingAges.map((age) => ({ age, count: 0, row: null, ...ages.get(age) })),
    oldest: waiting[0] === undefined ? null : nameWork(room, waiting[0].key),
  });
}

/** What an item of the list is about, and of whom. */
function nameWork(room: CounterRoom, key: string): WaitingByAge['oldest'] {
  const all = room.storage.outbox.byKey(key);
  const first = all.find(isUnfinished);
  if (first === undefined) return null;
  const { service, body, origin } = first;
  return {
    key,
    serviceNumber: service,
    kind: body.kind,
    personName: personNameOf(room, first, serviceOfFirst(room, first, all)),
    madeAt: origin.at,
  };
}

/** Not answered, or refused or set aside and not settled. */
function isUnfinished({ state, settledAt }: OutboxEntry): boolean {
  return state === 'pending' || ((state === 'refused' || state === 'rejected') && settledAt === null);
}

/**
 * 处理完毕: a person has dealt with a refused service; the note stays in the audit trail. A blank that was written for
 * it is not a blank any more and is taken out of the stock first; and what became of every paper that was printed of it is
 * recorded with it.
 */
export function settleWork(
  room: CounterRoom,
  input: CallRequest<'settleWork'>,
): Outcome<Record<string, never>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { key } = input;
  const entries = room.storage.outbox.byKey(key);
  if (confirmationOf(entries) !== 'refused') return fail('work-already-settled');
  const reclaimed = reclaimPapersOfItem(room, worker.clerk, input);
  if (!reclaimed.ok) return reclaimed;
  const origin = originOfClerk(room, worker.clerk);
  // Before it is settled: broken off in between, the work is still there and is done again. Under the service's own
  // number, so that a refusal of the spoiling comes back to the same work.
  const service = entries[0]?.service ?? null;
  for (const blankSerial of writtenBlanks(room, entries)) {
    const body: CommandBody = {
      kind: 'spoil-blank-card',
      request: { blankSerial, reason: input.note, serviceNumber: service },
    };
    executeCommand({ ...room, written: room.wake }, origin, () => body);
  }
  room.storage.unitOfWork.write(() => {
    room.storage.outbox.settle(key, input.note, origin.at);
    room.storage.audit.append({
      at: origin.at,
      clerkId: worker.clerk.id,
      action: 'settle-work',
      subject: key,
      details: {},
    });
  });
  room.emitStatus();
  room.emit({ event: 'records-changed', persons: [], services: service === null ? [] : [service] });
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

function viewItem(
  room: CounterRoom,
  key: string,
  all: readonly OutboxEntry[],
  entries: readonly [OutboxEntry, ...OutboxEntry[]],
  onTheirWay: ReadonlySet<string>,
): WorkItem {
  const [first] = entries;
  const found = serviceOfFirst(room, first, all);
  const refused = entries.find((entry) => entry.state === 'refused');
  const rejected = entries.find((entry) => entry.state === 'rejected');
  const state = refused === undefined ? (rejected === undefined ? 'waiting' : 'rejected') : 'refused';
  const reason = state === 'waiting' ? reasonToWait(room, entries, onTheirWay) : null;
  return {
    key,
    serviceNumber: first.service,
    kind: first.body.kind,
    parcel: viewParcelOf(room, first.body),
    service: found === undefined ? null : viewService(room, found.record, found.entries),
    papers: state === 'waiting' ? [] : [...papersOfItem(room, key)],
    personName: personNameOf(room, first, found),
    madeAt: first.origin.at,
    state,
    refusals: firstRefusals(entries),
    failureCode:
      reason === 'line'
        ? room.line().reason
        : (rejected?.failureCode ?? entries.find((entry) => entry.failureCode !== null)?.failureCode ?? null),
    waitingReason: reason,
    tries: Math.max(...entries.map((entry) => entry.tries)),
    nextTryAt: reason === 'line' ? nextTryOfLine(room) : first.nextTryAt,
    ...viewStanding(room, refused?.standing ?? []),
  };
}

function serviceOfFirst(room: CounterRoom, { service }: OutboxEntry, all: readonly OutboxEntry[]) {
  return service === null ? undefined : serviceOf(room, service, all);
}

/** Whose service it is; nobody's name where it is about no person. */
function personNameOf(
  room: CounterRoom,
  first: OutboxEntry,
  found: ReturnType<typeof serviceOf> | undefined,
): string {
  const personId = found?.record.personId ?? first.subject;
  return room.storage.records.get('insuredPerson', personId)?.record.name ?? '';
}

/** Of a command on a parcel: what is in it, and where it goes; of one that was refused it is not among the records. */
function viewParcelOf(room: CounterRoom, { kind, request }: CommandBody): WorkItem['parcel'] {
  if (kind === 'send-parcel') {
    const { parcelId, toOfficeId, cards } = request;
    return { parcelId, toOfficeName: officeName(room, toOfficeId), cards: cards.length };
  }
  if (kind !== 'receive-parcel' && kind !== 'recall-parcel') return null;
  const parcel = room.storage.records.get('parcel', request.parcelId)?.record;
  const toOfficeId = parcel?.toOfficeId ?? here(room).officeId;
  const cards = 'scanned' in request ? request.scanned.length : (parcel?.cards.length ?? 0);
  return { parcelId: request.parcelId, toOfficeName: officeName(room, toOfficeId), cards };
}

function reasonToWait(
  room: CounterRoom,
  entries: readonly OutboxEntry[],
  onTheirWay: ReadonlySet<string>,
): NonNullable<WorkItem['waitingReason']> {
  if (room.line().state !== 'online') return 'line';
  if (entries.some((entry) => entry.failureCode !== null)) return 'failure';
  return entries.some((entry) => onTheirWay.has(entry.id)) ? 'answer' : 'behind';
}

function nextTryOfLine(room: CounterRoom): string | null {
  const { nextTry } = room.line();
  return nextTry === null ? null : room.clock.instantAfter(nextTry - room.monotonic());
}

/** What stood at the central office when it refused: the person's cards and services there, and the blank. */
function viewStanding(
  room: CounterRoom,
  standing: readonly Change[],
): Pick<WorkItem, 'standingCards' | 'standingServices' | 'standingBlanks'> {
  const cards = standing.flatMap((one) => (one.table === 'card' ? [one.record] : []));
  const services = standing.flatMap((one) => (one.table === 'serviceRecord' ? [one.record] : []));
  const blanks = standing.flatMap((one) => (one.table === 'blankCard' ? [one.record] : []));
  return {
    standingCards: cards.map((card) => viewCard(room, card)),
    standingServices: services.map(({ id, kind, stage, details, officeId, openedAt, cardNumber }) => ({
      serviceNumber: id,
      kind,
      stage,
      details,
      officeName: room.storage.records.get('office', officeId)?.record.name ?? officeId,
      openedAt,
      cardNumber,
    })),
    standingBlanks: blanks.map(({ id, status }) => ({ blankSerial: id, status })),
  };
}
