import type { CallRequest } from '../contract/counter-calls.ts';
import type { ServiceView } from '../contract/counter-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import { findService, viewService } from './service-view.ts';
import { here, servicesOfDayPrefix } from './workstation.ts';

export function getService(room: CounterRoom, input: CallRequest<'getService'>): Outcome<ServiceView> {
  const found = findService(room, input.serviceNumber);
  return found === undefined ? fail('not-found') : succeed(viewService(room, found.record, found.entries));
}

/**
 * 办件: the office's services of a day (or of all days), newest first, with those that the central office refused: of
 * a day also the settled ones, whose numbers are on papers in people's hands.
 */
export function listServices(
  room: CounterRoom,
  input: CallRequest<'listServices'>,
): Outcome<{ services: ServiceView[] }> {
  const known = room.storage.queries
    .servicesOfDay(input.day, here(room).officeId, input.limit)
    .map((record) => record.id);
  const unfinished = room.storage.outbox
    .unfinishedWork()
    .flatMap((entry) => (entry.service === null ? [] : [entry.service]));
  const settled =
    input.day === null ? [] : room.storage.queries.settledServices(servicesOfDayPrefix(room, input.day));
  const services = [...new Set([...known, ...unfinished, ...settled])]
    .flatMap((serviceNumber) => findService(room, serviceNumber) ?? [])
    .filter(({ record }) => input.day === null || record.openedOn === input.day)
    .sort((a, b) => (a.record.openedAt < b.record.openedAt ? 1 : -1))
    .slice(0, input.limit)
    .map(({ record, entries }) => viewService(room, record, entries));
  return succeed({ services });
}
