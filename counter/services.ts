import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { DayFigures, ServiceFilter, ServiceView } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { ServiceStage } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { DayChoice, ServicePlace } from './ports/services-of-day.ts';
import { findService, viewService } from './service-view.ts';
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
  const { day, show, after, skip, limit } = input;
  const { kept, apart } = chooseServices(room, day, show);
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

/** 今日: the same services in numbers. */
export function getDayFigures(room: CounterRoom, input: CallRequest<'getDayFigures'>): Outcome<DayFigures> {
  const { day } = input;
  const hours = new Map<number, DayFigures['hours'][number]>();
  const count = (hour: number, stage: ServiceStage, services: number) => {
    const known = hours.get(hour) ?? { hour, completed: 0, open: 0, withdrawn: 0 };
    const end = stage === 'completed' || stage === 'withdrawn' ? stage : 'open';
    hours.set(hour, { ...known, [end]: known[end] + services });
  };
  for (const one of room.storage.queries.stagesOfDay(day, here(room).officeId)) {
    count(one.hour, one.stage, one.count);
  }
  for (const { serviceNumber } of chooseServices(room, day, 'all').apart) {
    const record = findService(room, serviceNumber)?.record;
    if (record !== undefined) count(Number(record.openedAt.slice(11, 13)), record.stage, 1);
  }
  const all = [...hours.values()].sort((a, b) => a.hour - b.hour);
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
  day: string,
  show: ServiceFilter,
): { readonly kept: DayChoice; readonly apart: readonly ServicePlace[] } {
  const ofDay = { day, officeId: here(room).officeId, openOnly: false, among: null, except: [] };
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

/** Whether the first comes before the second in a list that has the newest first. */
function isNewer(a: ServicePlace, b: ServicePlace): boolean {
  return a.openedAt === b.openedAt ? a.serviceNumber > b.serviceNumber : a.openedAt > b.openedAt;
}
