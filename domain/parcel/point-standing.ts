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

/** With these the card lies where its holder collects it. */
const arrivals: readonly string[] = ['arrived', 'collected-here'];

/**
 * Since when the card waits to be collected: since its holder was first told, or since it arrived where nobody has told
 * him. From this day the days count after which a card is not collected (collection-reminder-days); telling him again
 * begins no new count.
 *
 * The day is the one of the step, as the counter wrote it: the PC's clock, corrected by what the central office said
 * last and never behind the latest time known (law 10). The central office holds it to the day on which it decides the
 * command, so it is never later than the day on which the central office heard of the step and never more than 60 days
 * before it. A counter on the line is off by no day; one that is cut off, with its clock put wrong meanwhile, by as many
 * as it was cut off at the most.
 */
export function liesSince(service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>): string | null {
  const waiting = stepsSinceArrival(service);
  return (waiting.find(({ step }) => step === 'notified') ?? waiting[0])?.at.slice(0, 10) ?? null;
}

/** When the holder was told for the last time, where he was told more than once since the card arrived. */
export function toldAgainOn(service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>): string | null {
  const tellings = stepsSinceArrival(service).filter(({ step }) => step === 'notified');
  return tellings.length > 1 ? (tellings.at(-1)?.at.slice(0, 10) ?? null) : null;
}

/** The steps from the arrival on, of a card that waits for its holder; a missing card made again arrives anew. */
function stepsSinceArrival(
  service: Pick<ServiceRecord, 'stage' | 'steps' | 'dueOn'>,
): ServiceRecord['steps'] {
  const standing = pointStanding(service);
  if (standing !== 'ready' && standing !== 'told') return [];
  const arrival = service.steps.findLastIndex(({ step }) => arrivals.includes(step));
  return service.steps.slice(Math.max(arrival, 0));
}
