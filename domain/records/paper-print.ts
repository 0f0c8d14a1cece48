/** Why a paper is printed once more 补打. */
export const reprintReasons = ['damaged', 'not-printed-well', 'lost', 'asked-for-again', 'other'] as const;
export type ReprintReason = (typeof reprintReasons)[number];

/** With what a print can end, as its queue says; handed-over: the operating system tells no more. */
export const paperPrintEnds = ['printed', 'handed-over', 'refused', 'cancelled', 'lost'] as const;
export type PaperPrintEnd = (typeof paperPrintEnds)[number];

/** What became of a paper that says what the central office has refused. */
export const reclaimOutcomes = ['taken-back', 'not-obtainable'] as const;
export type ReclaimOutcome = (typeof reclaimOutcomes)[number];

/**
 * 打印记录: that a paper was asked for, before it went to the printer, and with what that has ended. Known at every counter
 * of the county, so that a reprint says 补打 第n次 wherever the first one was printed. Its id is a UUID v7.
 */
export interface PaperPrint {
  readonly id: string;
  /** What the paper is about: a service, a person, a parcel, a batch, an approval, a closed day. */
  readonly subject: string;
  /** Which paper of it. */
  readonly paper: string;
  readonly officeId: string;
  readonly workstationId: string;
  readonly clerkId: string;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  readonly printedOn: string;
  readonly printedAt: string;
  /** 0 for the first, n for 补打 第n次, as counted where it was printed. */
  readonly reprint: number;
  /** Null for a first print. */
  readonly reason: ReprintReason | null;
  /** The clerk's words beside the reason; null where there are none. */
  readonly note: string | null;
  /** Null while it is not known. */
  readonly result: PaperPrintEnd | null;
  readonly endedAt: string | null;
  /** Null unless it had to be taken back and somebody has seen to it. */
  readonly reclaim: ReclaimOutcome | null;
  readonly reclaimedBy: string | null;
  readonly reclaimedAt: string | null;
  readonly reclaimNote: string | null;
}
