import type { SerialRange } from '../stock/serial-ranges.ts';
import type { ApprovalKind, ApprovalState } from './approval.ts';
import type { ServiceKind } from './records.ts';
import type { StockMovementKind } from './stock-movement.ts';

/** Whose day it is: a clerk's at one workstation, with its drawer, or an office's, with its safe and all its drawers. */
export const dayScopes = ['clerk', 'office'] as const;
export type DayScope = (typeof dayScopes)[number];

/**
 * What is left over at the end of a day: unsent 未发送, refused 被退回未处理, stopped 无法办理 (never decided), approval-waiting
 * 待复核, print-unknown 打印结果不明, paper-to-reclaim 待收回纸件, drawer-not-counted 未盘点, cards-differ 空白卡账实不符,
 * clerk-not-closed 柜员未日终.
 */
export const leftoverKinds = [
  'unsent',
  'refused',
  'stopped',
  'approval-waiting',
  'print-unknown',
  'paper-to-reclaim',
  'drawer-not-counted',
  'cards-differ',
  'clerk-not-closed',
] as const;
export type LeftoverKind = (typeof leftoverKinds)[number];

export interface Leftover {
  readonly kind: LeftoverKind;
  /** What it is about: service numbers, ids of commands, of prints, of clerks; serials for cards. In order, each once. */
  readonly items: readonly string[];
}

/** How far the services of one kind that were accepted on the day have come. */
export interface ServicesOfKind {
  readonly kind: ServiceKind;
  readonly completed: number;
  readonly open: number;
  readonly withdrawn: number;
}

/** What went before a second person, by what it is and what he said. Fen. */
export interface MoneyOfKind {
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  readonly count: number;
  readonly amount: number;
}

/** The blank cards of one place over the day, serial by serial. */
export interface CardsOfPlace {
  /** Null for the office's safe. */
  readonly workstationId: string | null;
  readonly opening: readonly SerialRange[];
  readonly came: readonly CardsMoved[];
  readonly left: readonly CardsMoved[];
  readonly closing: readonly SerialRange[];
  /** Serials by which opening, movements and closing do not come out. */
  readonly difference: readonly SerialRange[];
  /** The last count of the day; null where there was none. */
  readonly counted: { readonly missing: number; readonly surplus: number } | null;
}

export interface CardsMoved {
  readonly kind: StockMovementKind;
  readonly ranges: readonly SerialRange[];
}

export interface PrintsOfPaper {
  readonly paper: string;
  readonly printed: number;
  readonly reprinted: number;
  /** Asked for and never come out: refused, taken back, or lost by the queue. */
  readonly failed: number;
}

/** Looks at persons by the reason that stands in the audit trail. */
export interface LooksByReason {
  readonly reason: string;
  readonly count: number;
}

/** The page of a day 日终单: everything as the records say it, and what the counter alone knows (looks, what waits in it). */
export interface DayReport {
  readonly services: readonly ServicesOfKind[];
  /** The numbers of the services that are counted here: what comes to the day later is told as late 补记. */
  readonly serviceNumbers: readonly string[];
  readonly fees: { readonly count: number; readonly amount: number };
  readonly money: readonly MoneyOfKind[];
  readonly cards: readonly CardsOfPlace[];
  /** Movements that touch no stock of a place: what was spoiled in the making, destroyed. */
  readonly besideStock: readonly CardsMoved[];
  readonly prints: readonly PrintsOfPaper[];
  readonly looks: readonly LooksByReason[];
  readonly leftovers: readonly Leftover[];
  /** An office's: who worked there on the day, and whether he has closed; empty for a clerk's. */
  readonly clerks: readonly ClerkOfDay[];
}

/** Who worked at an office on a day, and at which workstation. */
export interface ClerkOfDay {
  readonly clerkId: string;
  readonly workstationId: string;
  /** Null where he has not closed. */
  readonly closeId: string | null;
  readonly services: number;
}

/**
 * 日终: a day that is closed, for good: what is confirmed later is told beside it, as late. The closed days of one chain (a
 * clerk's at his workstation, an office's) follow each other by hash, so that none can be changed or left out unseen.
 */
export interface DayClose {
  /** The id of the command that closed it. */
  readonly id: string;
  /** 'office/ID' or 'clerk/WORKSTATION/CLERK'. */
  readonly chain: string;
  /** The closed day before it in its chain; for the first of a chain 'first/' and the chain. */
  readonly previousId: string;
  /** 'YYYY-MM-DD' in Asia/Shanghai: the day that is closed, not the one on which it was. */
  readonly day: string;
  readonly scope: DayScope;
  readonly officeId: string;
  readonly workstationId: string | null;
  /** Whose day it is; null for an office's. */
  readonly clerkId: string | null;
  readonly closedBy: string;
  readonly closedAt: string;
  /** Why a supervisor closed it over what is left; null where nothing was. */
  readonly reason: string | null;
  readonly report: DayReport;
  /** '' for the first of a chain. */
  readonly previousHash: string;
  /** SHA-256 of the canonical JSON of all other fields, lower-case hex. */
  readonly hash: string;
}
