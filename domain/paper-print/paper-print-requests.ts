import type { PaperPrintEnd, ReclaimOutcome, ReprintReason } from '../records/paper-print.ts';

/** 打印登记: a paper is about to go to the printer. */
export interface RecordPrintRequest {
  readonly printId: string;
  readonly subject: string;
  readonly paper: string;
  /** What the paper says: 0 for the first, n for 补打 第n次. */
  readonly reprint: number;
  readonly reason: ReprintReason | null;
  readonly note: string | null;
}

/** With what the print has ended, as its queue said. */
export interface RecordPrintEndRequest {
  readonly printId: string;
  readonly result: PaperPrintEnd;
}

/** 收回纸件: what became of a paper that says what the central office has refused. */
export interface RecordPaperReclaimedRequest {
  readonly printId: string;
  readonly outcome: ReclaimOutcome;
  readonly note: string | null;
}
