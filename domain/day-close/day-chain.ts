import { contentHash } from '../records/content-hash.ts';
import type { DayClose, DayScope } from '../records/day-close.ts';

/** Whose day it is. */
export interface DayOwner {
  readonly scope: DayScope;
  readonly officeId: string;
  readonly workstationId: string | null;
  readonly clerkId: string | null;
}

/** The chain in which the closed days of one owner follow each other. */
export function chainOf({ scope, officeId, workstationId, clerkId }: DayOwner): string {
  return scope === 'office' ? `office/${officeId}` : `clerk/${workstationId ?? ''}/${clerkId ?? ''}`;
}

/** What the first closed day of a chain follows. */
export function beginningOf(chain: string): string {
  return `first/${chain}`;
}

/** The hash of a closed day: of everything it says, the hash of the day before included. */
export function hashOfDay(close: Omit<DayClose, 'hash'>): string {
  return contentHash(close);
}

/** Whether closed days, in their order, are one unbroken chain in which nobody has changed anything. */
export function isUnbroken(days: readonly DayClose[]): boolean {
  return days.every((day, index) => isLinked(day, days[index - 1]));
}

/**
 * Whether a closed day says what it said when it was closed, and stands behind the one before it.
 * @param before undefined where there is none: then it is the first of its chain
 */
export function isLinked(day: DayClose, before: DayClose | undefined): boolean {
  const { hash, ...content } = day;
  const follows =
    before === undefined
      ? day.previousId === beginningOf(day.chain) && day.previousHash === ''
      : day.previousId === before.id && day.previousHash === before.hash && before.day < day.day;
  return follows && hashOfDay(content) === hash;
}

/** What a supervisor signs who closes a day over what is left. */
export function signedDay(chain: string, day: string): string {
  return `${chain}@${day}`;
}
