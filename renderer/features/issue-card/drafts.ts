import { useSyncExternalStore } from 'react';
import { useKnownCounterStatus } from '../../counter-status.ts';
import type { ApplicationFormInput } from './document-form.ts';

/** A form that was begun and not yet accepted. */
export interface CardDraft {
  readonly personId: string;
  readonly personName: string;
  readonly values: ApplicationFormInput;
  /** The photo that the reader read with the document, as a data: URL, or null. */
  readonly documentPhoto: string | null;
}

/**
 * Half-filled forms, by clerk and person: in memory alone, because a document's number has no business on the disk
 * before the service is accepted. They outlive a lock, a suspension and another clerk's login, and belong to one clerk.
 */
const drafts = new Map<string, readonly CardDraft[]>();
const listeners = new Set<() => void>();
const none: readonly CardDraft[] = [];

function publish(clerkId: string, next: readonly CardDraft[]): void {
  drafts.set(clerkId, next);
  for (const listener of listeners) listener();
}

/** Keeps a draft in the place of an earlier one for the same person. */
export function keepDraft(clerkId: string, draft: CardDraft): void {
  publish(clerkId, [
    draft,
    ...(drafts.get(clerkId) ?? none).filter((one) => one.personId !== draft.personId),
  ]);
}

/** Accepted, or given up. */
export function dropDraft(clerkId: string, personId: string): void {
  publish(
    clerkId,
    (drafts.get(clerkId) ?? none).filter((one) => one.personId !== personId),
  );
}

/** The draft of a clerk for a person, or undefined. */
export function findDraft(clerkId: string, personId: string): CardDraft | undefined {
  return drafts.get(clerkId)?.find((one) => one.personId === personId);
}

/** The drafts of the clerk who is signed in, newest first. */
export function useDrafts(): readonly CardDraft[] {
  const clerkId = useKnownCounterStatus().clerk?.id ?? '';
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => drafts.get(clerkId) ?? none,
  );
}

/** Whether the clerk who is signed in has begun a form for this person. */
export function useHasDraft(personId: string): boolean {
  return useDrafts().some((draft) => draft.personId === personId);
}
