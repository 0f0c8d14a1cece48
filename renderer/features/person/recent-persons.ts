import { useEffect, useSyncExternalStore } from 'react';
import { useKnownCounterStatus } from '../../counter-status.ts';

export interface RecentPerson {
  readonly personId: string;
  readonly name: string;
  readonly maskedNumber: string;
}

interface Desk {
  readonly onTheDesk: string | null;
  readonly recent: readonly RecentPerson[];
}

const kept = 8;
const emptyDesk: Desk = { onTheDesk: null, recent: [] };

/** Whom a clerk had before him since the program started: in memory alone, and for that clerk alone. */
const desks = new Map<string, Desk>();
const listeners = new Set<() => void>();

function publish(clerkId: string, desk: Desk): void {
  desks.set(clerkId, desk);
  for (const listener of listeners) listener();
}

function useClerkId(): string {
  return useKnownCounterStatus().clerk?.id ?? '';
}

function useDesk(): Desk {
  const clerkId = useClerkId();
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => desks.get(clerkId) ?? emptyDesk,
  );
}

/** The person whose page the clerk had open last, or null. */
export function usePersonOnTheDesk(): string | null {
  return useDesk().onTheDesk;
}

/** The clerk's last persons, newest first. */
export function useRecentPersons(): readonly RecentPerson[] {
  return useDesk().recent;
}

/** Puts a person on the desk once his page is known. The page does not look at the desk: else it would be drawn twice. */
export function useOnTheDesk(person: RecentPerson | undefined): void {
  const clerkId = useClerkId();
  const { personId, name, maskedNumber } = person ?? {};
  useEffect(() => {
    if (personId === undefined || name === undefined || maskedNumber === undefined) return;
    const before = desks.get(clerkId)?.recent ?? [];
    publish(clerkId, {
      onTheDesk: personId,
      recent: [{ personId, name, maskedNumber }, ...before.filter((one) => one.personId !== personId)].slice(
        0,
        kept,
      ),
    });
  }, [clerkId, personId, name, maskedNumber]);
}

/** The person has gone: the navigation leads to the empty desk again. */
export function useClearDesk(): () => void {
  const clerkId = useClerkId();
  return () => publish(clerkId, { ...(desks.get(clerkId) ?? emptyDesk), onTheDesk: null });
}
