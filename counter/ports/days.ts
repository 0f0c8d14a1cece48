import type { LooksByReason } from '../../domain/records/day-close.ts';
import type { RecordTypes } from '../../domain/records/record-tables.ts';

/** What the end of a day asks of the storage. */
export interface DayQueries {
  /** The last closed day of a chain. */
  lastClosedDay(chain: string): RecordTypes['dayClose'] | undefined;
  /** All closed days of a chain, in their order. */
  closedDaysOf(chain: string): readonly RecordTypes['dayClose'][];
  /** Those of an office and of its clerks, newest first. */
  closedDays(officeId: string, skip: number, limit: number): readonly RecordTypes['dayClose'][];
  countClosedDays(officeId: string): number;
  /** The book of blank cards from a day on, of all places. */
  movementsSince(day: string): readonly RecordTypes['stockMovement'][];
  /** Looks at persons of a day by their reason, of one clerk or of all who worked here. */
  looksOfDay(day: string, clerkId: string | null): readonly LooksByReason[];
  /** The days from one on, before another, on which an office accepted services, in order; of one clerk at a workstation or of all. */
  daysWithServices(
    officeId: string,
    from: string,
    before: string,
    of: { readonly clerkId: string; readonly workstationId: string } | null,
  ): readonly string[];
}
