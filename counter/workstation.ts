import type { CommandOrigin } from '../contract/commands.ts';
import type { Clerk } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';

/** This workstation and its office, as enrolled. Empty before enrolment, when no clerk can sign in. */
export function here(room: Pick<CounterRoom, 'storage'>): {
  readonly county: string;
  readonly officeId: string;
  readonly workstationId: string;
} {
  const { memory } = room.storage;
  return {
    county: memory.get('county') ?? '',
    officeId: memory.get('office-id') ?? '',
    workstationId: memory.get('workstation-id') ?? '',
  };
}

/** Who commands, where and when: what every command carries. */
export function originOfClerk(room: CounterRoom, clerk: Clerk): CommandOrigin & { readonly county: string } {
  return { ...here(room), clerkId: clerk.id, today: room.clock.today(), at: room.clock.instant() };
}

/** With what the numbers of all services of a day in this county begin. */
export function servicesOfDayPrefix(room: CounterRoom, day: string): string {
  return `${here(room).county}-${day.replaceAll('-', '')}-`;
}

/** Where the free service numbers of this workstation begin today. */
export interface ServiceNumbers {
  readonly prefix: string;
  readonly next: number;
}

/**
 * The next service number of this workstation: county, day, workstation, running number. Two counters can never make
 * the same one, whether or not the line is up. Belongs into the transaction that uses it.
 */
export function nextServiceNumber(room: CounterRoom): string {
  return serviceNumberOf(serviceNumbersFrom(room), 0);
}

/** The first free number, and all behind it: what a batch takes for its rows at once. */
export function serviceNumbersFrom(room: CounterRoom): ServiceNumbers {
  const place = here(room);
  const workstation = room.storage.records.get('workstation', place.workstationId)?.record;
  const position = String(workstation?.number ?? 0).padStart(3, '0');
  const prefix = `${servicesOfDayPrefix(room, room.clock.today())}${position}-`;
  return { prefix, next: room.storage.queries.highestServiceNumber(prefix) + 1 };
}

/** The number that comes so many behind the first free one. */
export function serviceNumberOf({ prefix, next }: ServiceNumbers, behind: number): string {
  return `${prefix}${String(next + behind).padStart(4, '0')}`;
}
