import type { SerialRange } from '../stock/serial-ranges.ts';

/**
 * What moved blank cards: received 入库, moved 调拨 within the office, sent 调出 to another office, used 制卡, spoiled 作废,
 * returned 退回, destroyed 销毁, missing 盘亏, found 盘盈.
 */
export const stockMovementKinds = [
  'received',
  'moved',
  'sent',
  'used',
  'spoiled',
  'returned',
  'destroyed',
  'missing',
  'found',
] as const;
export type StockMovementKind = (typeof stockMovementKinds)[number];

/**
 * 空白卡流水: blank cards that came to a place of the stock or left it, by serial; the book of the cards, as the ledger is
 * that of the money. A place is an office's safe or a workstation's drawer; null where they came from, or went to, nowhere
 * in the stock. The stock of a place is what came to it less what left it. Immutable.
 */
export interface StockMovement {
  /** The command's id and, of several places that one command moved, a number. */
  readonly id: string;
  readonly kind: StockMovementKind;
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  readonly movedOn: string;
  readonly movedAt: string;
  readonly clerkId: string;
  /** Where it was done. */
  readonly officeId: string;
  readonly workstationId: string;
  readonly fromOfficeId: string | null;
  /** Null for the office's safe. */
  readonly fromWorkstationId: string | null;
  readonly toOfficeId: string | null;
  readonly toWorkstationId: string | null;
  readonly ranges: readonly SerialRange[];
  readonly serviceId: string | null;
}
