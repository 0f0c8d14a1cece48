import type { DayScope, Leftover, LooksByReason } from '../records/day-close.ts';
import type { SerialRange } from '../stock/serial-ranges.ts';

/**
 * The book of one place of the stock, as the counter that closes has it. Its opening is taken for the first day of a chain
 * alone: all others begin with what the day before was closed with.
 */
export interface PlaceOfDay {
  /** Null for the office's safe. */
  readonly workstationId: string | null;
  readonly opening: readonly SerialRange[];
  readonly closing: readonly SerialRange[];
}

/** 日终: whose day, and what the counter alone knows of it. Everything else is reckoned from the records by the rule. */
export interface CloseDayRequest {
  readonly scope: DayScope;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  readonly day: string;
  /** Whose day and at which workstation; both null for an office's. */
  readonly clerkId: string | null;
  readonly workstationId: string | null;
  /** The closed day before it in its chain, as the counter knows it. */
  readonly previousId: string;
  /** The day of that one; null where this is the first of its chain. */
  readonly previousDay: string | null;
  /** Of a clerk's day his drawer, of an office's the safe and every drawer. */
  readonly places: readonly PlaceOfDay[];
  /**
   * The lines of the book from the day before on that the counter has for these places, by their ids: what others have
   * moved and it has not heard of is no difference.
   */
  readonly heard: readonly string[];
  /** Looks at persons, from this workstation's audit trail. */
  readonly looks: readonly LooksByReason[];
  /** What waits in this counter's outbox and at its printer. */
  readonly waiting: readonly Leftover[];
  /** Why a supervisor closes over what is left, and his signature under it (base64); both null where nothing is. */
  readonly reason: string | null;
  readonly signature: string | null;
}
