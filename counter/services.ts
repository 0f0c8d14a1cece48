import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { DayFigures, ServiceFilter, ServiceView } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { ServiceKind, ServiceRecord, ServiceStage } from '../domain/records/records.ts';
import { kindsOfFamily } from '../domain/records/service-family.ts';
import type { CounterRoom } from './counter-ports.ts';
import { officeInView } from './point-services.ts';
import type { DayChoice, ServicePlace } from './ports/services-of-day.ts';
import { findService, viewService } from './service-view.ts';
import type { Refused } from './session.ts';
import { here, servicesOfDayPrefix } from './workstation.ts';

export function getService(room: CounterRoom, input: CallRequest<'getService'>): Outcome<ServiceView> {
  const found = findService(room, input.serviceNumber);
  if (found === undefined) return fail('not-found');
  room.session.looks.noteService(found.record.personId, found.record.id);
  return succeed(viewService(room, found.record, found.entries));
}

/**
 * 办件: a page of the office's services of a day, newest first, with those that the central office refused: also the
 * settled ones, whose numbers are on papers in people's hands.
 */
export function listServices(
  room: CounterRoom,
  input: CallRequest<'listServices'>,
): Outcome<CallOutput<'listServices'>> {
  const { show, after, skip, limit } = input;
  const scope = scopeOf(room, input);
  if ('error' in scope) return scope;
  const { kept, apart } = chooseServices(room, scope, show);
  const { queries } = room.storage;
  const records = queries.servicesOfDay(kept, after, skip + limit + 1);
  const others = apart.filter((place) => after === null || isNewer(after, place));
  const places = [...records, ...others].sort((a, b) => (isNewer(a, b) ? -1 : 1)).slice(skip);
  const page = places.slice(0, limit);
  const services = page
    .flatMap(({ serviceNumber }) => findService(room, serviceNumber) ?? [])
    .map(({ record, entries }) => viewService(room, record, entries));
  const total = queries.countServicesOfDay(kept) + apart.length;
  return succeed({ services, total, next: places.length > limit ? (page.at(-1) ?? null) : null });
}

/** 今日: the same services in numbers, by the hour of their acceptance and by kind. */
export function getDayFigures(room: CounterRoom, input: CallRequest<'getDayFigures'>): Outcome<DayFigures> {
  const scope = scopeOf(room, { ...input, hour: null, family: null });
  if ('error' in scope) return scope;
  const counted = [...room.storage.queries.hoursOfDay(scope)];
  for (const { serviceNumber } of chooseServices(room, scope, 'all').apart) {
    const record = findService(room, serviceNumber)?.record;
    if (record !== undefined) counted.push({ ...record, hour: hourOf(record), count: 1 });
  }
  const all = [...Map.groupBy(counted, ({ hour }) => hour)]
    .map(([hour, ofHour]) => ({ hour, ...endsOf(ofHour), kinds: kindsOf(ofHour) }))
    .sort((a, b) => a.hour - b.hour);
  const sum = (end: 'completed' | 'open' | 'withdrawn') => all.reduce((before, one) => before + one[end], 0);
  const ends = { completed: sum('completed'), open: sum('open'), withdrawn: sum('withdrawn') };
  return succeed({ ...ends, accepted: ends.completed + ends.open + ends.withdrawn, hours: all });
}

/**
 * Which of the records are shown, and which services beside them: those of which nothing stands among the records,
 * because the central office refused them or the rules do by now. They are told by the outbox.
 */
function chooseServices(
  room: CounterRoom,
  scope: Scope,
  show: ServiceFilter,
): { readonly kept: DayChoice; readonly apart: readonly ServicePlace[] } {
  const { day } = scope;
  const ofDay = { ...scope, openOnly: false, among: null, except: [] };
  // One of which nothing stands is not open: it is on the work list.
  if (show === 'open') return { kept: { ...ofDay, openOnly: true }, apart: [] };
  const { outbox, queries } = room.storage;
  const open = outbox.openServices();
  const settled = queries.settledServices(servicesOfDayPrefix(room, day));
  const numbers = (services: readonly { readonly service: string }[]) =>
    services.map(({ service }) => service);
  const [refused, waiting] = [open.filter((one) => one.refused), open.filter((one) => !one.refused)];
  const apartOf = (services: readonly { readonly service: string; readonly at: string }[]) => {
    // Where nothing was ever confirmed the first command is the acceptance, and its day the service's.
    const places = new Map(
      services.flatMap(({ service, at }) => (at.startsWith(day) ? [[service, at] as const] : [])),
    );
    return queries
      .servicesNotKept([...places.keys()])
      .filter((serviceNumber) => isWithin(room, scope, serviceNumber))
      .map((serviceNumber) => ({ serviceNumber, openedAt: places.get(serviceNumber) ?? '' }));
  };
  switch (show) {
    case 'all':
      return { kept: ofDay, apart: apartOf([...open.filter((one) => !one.written), ...settled]) };
    case 'waiting':
      return {
        kept: { ...ofDay, among: numbers(waiting) },
        apart: apartOf(waiting.filter((one) => !one.written)),
      };
    case 'refused':
      return { kept: { ...ofDay, among: numbers(refused) }, apart: apartOf(refused) };
    case 'confirmed':
      return { kept: { ...ofDay, except: [...numbers(open), ...numbers(settled)] }, apart: [] };
    default:
      return show satisfies never;
  }
}

/** Within which services of a day a list or a picture stays. */
type Scope = Pick<DayChoice, 'day' | 'officeId' | 'clerkId' | 'hour' | 'kinds'>;

/** The whole county is looked at by who answers for it: a supervisor at the county centre. */
function scopeOf(
  room: CounterRoom,
  asked: Pick<CallRequest<'listServices'>, 'day' | 'whose' | 'hour' | 'family'>,
): Scope | Refused {
  const { day, whose, hour, family } = asked;
  const worker = whose === 'county' ? room.session.supervisor() : room.session.worker();
  if (!worker.ok) return worker;
  if (whose === 'county' && officeInView(room) !== null) return fail('county-centre-needed');
  return {
    day,
    officeId: whose === 'county' ? null : here(room).officeId,
    clerkId: whose === 'own' ? worker.clerk.id : null,
    hour,
    kinds: family === null ? null : kindsOfFamily(family),
  };
}

/** Whether one that is told by the outbox alone is of the clerk, the hour and the kinds that are asked for. */
function isWithin(room: CounterRoom, { clerkId, hour, kinds }: Scope, serviceNumber: string): boolean {
  if (clerkId === null && hour === null && kinds === null) return true;
  const record = findService(room, serviceNumber)?.record;
  return (
    record !== undefined &&
    (clerkId === null || record.clerkId === clerkId) &&
    (hour === null || hourOf(record) === hour) &&
    (kinds === null || kinds.includes(record.kind))
  );
}

function hourOf({ openedAt }: Pick<ServiceRecord, 'openedAt'>): number {
  return Number(openedAt.slice(11, 13));
}

interface Counted {
  readonly kind: ServiceKind;
  readonly stage: ServiceStage;
  readonly count: number;
}

function endsOf(services: readonly Counted[]): Record<'completed' | 'open' | 'withdrawn', number> {
  const ends = { completed: 0, open: 0, withdrawn: 0 };
  for (const { stage, count } of services) {
    ends[stage === 'completed' || stage === 'withdrawn' ? stage : 'open'] += count;
  }
  return ends;
}

function kindsOf(services: readonly Counted[]): { kind: ServiceKind; count: number }[] {
  return [...Map.groupBy(services, ({ kind }) => kind)].map(([kind, ofKind]) => ({
    kind,
    count: ofKind.reduce((sum, { count }) => sum + count, 0),
  }));
}

/** Whether the first comes before the second in a list that has the newest first. */
function isNewer(a: ServicePlace, b: ServicePlace): boolean {
  return a.openedAt === b.openedAt ? a.serviceNumber > b.serviceNumber : a.openedAt > b.openedAt;
}
