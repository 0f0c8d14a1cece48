import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { PointOverview } from '../contract/parcels.ts';
import { addDays } from '../domain/calendar/civil-date.ts';
import { countOn, parameterLookups } from '../domain/parameters/pooling-area-parameter.ts';
import { liesSince } from '../domain/parcel/point-standing.ts';
import type { ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import type { AfterRow } from './ports/parcels.ts';
import { viewPointService } from './point-view.ts';
import { here } from './workstation.ts';

const reminder = 'collection-reminder-days';
const firstDay = '0000-01-01';

/** 服务点领卡: a page of one list. The centre sees the whole county, a service point its own. */
export function listPointServices(
  room: CounterRoom,
  input: CallRequest<'listPointServices'>,
): Outcome<CallOutput<'listPointServices'>> {
  const today = room.clock.today();
  const { show, between, after, limit } = input;
  // One more than is shown says whether there is another page.
  const found = find(room, { show, between }, today, after, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const day = last === undefined ? null : show === 'uncollected' ? liesSince(last) : last.dueOn;
  return succeed({
    services: shown.flatMap((service) => viewPointService(room, service, today)),
    next: found.length > limit && last !== undefined && day !== null ? { day, id: last.id } : null,
  });
}

function find(
  room: CounterRoom,
  { show, between }: Pick<CallRequest<'listPointServices'>, 'show' | 'between'>,
  today: string,
  after: AfterRow | null,
  limit: number,
): readonly ServiceRecord[] {
  const { queries } = room.storage;
  const officeId = officeInView(room);
  switch (show) {
    case 'to-make':
    case 'in-making':
    case 'to-send':
    case 'under-way':
    case 'missing':
    case 'ready':
    case 'told':
      return queries.servicesStanding(show, officeId, after, limit);
    case 'late':
      return queries.servicesToDo({ from: firstDay, to: addDays(today, -1) }, officeId, after, limit);
    case 'due-today':
      return queries.servicesToDo({ from: today, to: today }, officeId, after, limit);
    case 'due-between':
      return between === null ? [] : queries.servicesToDo(between, officeId, after, limit);
    case 'uncollected': {
      const since = lyingSince(room, today);
      return since === null ? [] : queries.servicesLying(since, officeId, after, limit);
    }
    default:
      return show satisfies never;
  }
}

/** How many there are of each, and the picture by due day. */
export function getPointOverview(room: CounterRoom): Outcome<PointOverview> {
  const { queries } = room.storage;
  const today = room.clock.today();
  const officeId = officeInView(room);
  const days = queries.countToDo(officeId);
  const since = lyingSince(room, today);
  return succeed({
    counts: {
      standings: queries.countByStanding(officeId).map((one) => ({ ...one })),
      late: queries.lateOn(today, officeId).count,
      dueToday: days.filter(({ day }) => day === today).reduce((sum, { count }) => sum + count, 0),
      uncollected: since === null ? 0 : queries.countLying(since, officeId),
    },
    days: days.map((one) => ({ ...one })),
    reminderDays: reminderDays(room, today),
  });
}

/** With how many cards this office, or at the centre any, is late: for the bar that is always there. */
export function countLate(room: CounterRoom): { count: number; oldest: string | null } {
  if (here(room).officeId === '') return { count: 0, oldest: null };
  return { ...room.storage.queries.lateOn(room.clock.today(), officeInView(room)) };
}

/** 显示联系电话, to tell the holder that his card is there: kept in the audit trail like every full view. */
export function revealPhone(
  room: CounterRoom,
  input: CallRequest<'revealPhone'>,
): Outcome<CallOutput<'revealPhone'>> {
  const service = room.storage.records.get('serviceRecord', input.serviceNumber)?.record;
  if (service === undefined) return fail('not-found');
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'reveal-phone',
      subject: service.id,
      details: { reason: 'tell-holder' },
    }),
  );
  const { representative } = service;
  return succeed({
    holder: room.storage.records.get('insuredPerson', service.personId)?.record.phone ?? null,
    representative:
      representative === null ? null : { name: representative.name, phone: representative.phone },
  });
}

/** Whose the cards are that this office looks after: null at the centre, which makes for all and looks after all. */
export function officeInView(room: CounterRoom): string | null {
  const { officeId } = here(room);
  const office = room.storage.records.get('office', officeId)?.record;
  return office?.kind === 'county-centre' ? null : officeId;
}

function reminderDays(room: CounterRoom, today: string): number | null {
  return countOn(loadFacts(room.storage, parameterLookups(reminder)), reminder, today)?.count ?? null;
}

function lyingSince(room: CounterRoom, today: string): string | null {
  const days = reminderDays(room, today);
  return days === null ? null : addDays(today, -days);
}
