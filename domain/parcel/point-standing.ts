import type { ServiceRecord } from '../records/records.ts';
import { isMadeElsewhere, isServiceClosed } from '../records/service-record.ts';

/**
 * Where a card for a service point stands, as both offices speak of it: to be made, in the making, waiting to be sent,
 * under way, missing in its parcel, arrived with its holder not told yet, and told.
 */
export const pointStandings = [
  'to-make',
  'in-making',
  'to-send',
  'under-way',
  'missing',
  'ready',
  'told',
] as const;
export type PointStanding = (typeof pointStandings)[number];

/** Null where the card is made on the spot, or nothing more will be done. */
export function pointStanding(
  service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>,
): PointStanding | null {
  if (!isMadeElsewhere(service) || isServiceClosed(service)) return null;
  const last = service.steps.at(-1)?.step;
  switch (service.stage) {
    case 'accepted':
      return 'to-make';
    case 'in-production':
      return 'in-making';
    case 'produced':
      return 'to-send';
    case 'dispatched':
      return last === 'missing' ? 'missing' : 'under-way';
    case 'arrived':
      return last === 'arrived' ? 'ready' : 'told';
    case 'completed':
    case 'withdrawn':
      return null;
    default:
      return service.stage satisfies never;
  }
}

/**
 * The day by which the offices have to be done with their part: the card is there and its holder told. When he comes for
 * it is his own affair, and no office is late with that.
 */
export function toDoBy(service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>): string | null {
  const standing = pointStanding(service);
  return standing === null || standing === 'told' ? null : service.dueOn;
}

/** Since when the card waits to be collected: since it arrived, or since its holder was last told or came for it. */
export function liesSince(service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>): string | null {
  const standing = pointStanding(service);
  return standing === 'ready' || standing === 'told' ? (service.steps.at(-1)?.at.slice(0, 10) ?? null) : null;
}
