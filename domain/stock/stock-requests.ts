import type { SerialRange } from './serial-ranges.ts';

/** 入库: announced blanks have come from the card maker, or blanks that another office sent. */
export interface ReceiveBlankCardsRequest {
  readonly ranges: readonly SerialRange[];
}

/** 调拨: to a workstation (null: the safe) of the own office at once; to another office on the way. */
export interface MoveBlankCardsRequest {
  readonly ranges: readonly SerialRange[];
  readonly toOfficeId: string;
  readonly toWorkstationId: string | null;
}

/** 退回: blanks that shall not be used any more; they wait in the safe to be destroyed. */
export interface ReturnBlankCardsRequest {
  readonly ranges: readonly SerialRange[];
  readonly reason: string;
}

/** 销毁: spoiled and returned blanks are gone. */
export interface DestroyBlankCardsRequest {
  readonly ranges: readonly SerialRange[];
  readonly reason: string;
}

/**
 * 盘点: what the book has at a place, as the clerk saw it, against what was found there. The count covers the serials
 * that it names; a large safe is counted box by box.
 */
export interface CountBlankCardsRequest {
  /** Null for the safe of the office. */
  readonly workstationId: string | null;
  readonly expected: readonly SerialRange[];
  readonly counted: readonly SerialRange[];
  /** Of a difference, by the supervisor who signs for it. */
  readonly explanation: string | null;
}
