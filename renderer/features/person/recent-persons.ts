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

function useDesk(): { readonly clerkId: string; readonly desk: Desk } {
  const clerkId = useKnownCounterStatus().clerk?.id ?? '';
  const desk = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => desks.get(clerkId) ?? emptyDesk,
  );
  return { clerkId, desk };
}

/** The person whose page the clerk had open last, or null. */
export function usePersonOnTheDesk(): string | null {
  return useDesk().desk.onTheDesk;
}

/** The clerk's last persons, newest first. */
export function useRecentPersons(): readonly RecentPerson[] {
  return useDesk().desk.recent;
}

/** Puts a person on the desk once his page is known. */
export function useOnTheDesk(person: RecentPerson | undefined): void {
  const { clerkId } = useDesk();
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
  const { clerkId, desk } = useDesk();
  return () => publish(clerkId, { ...desk, onTheDesk: null });
}
