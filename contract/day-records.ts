import { z } from 'zod';
import { dayScopes, leftoverKinds } from '../domain/records/day-close.ts';
import { paperPrintEnds, reclaimOutcomes, reprintReasons } from '../domain/records/paper-print.ts';
import { isVerificationCode } from '../domain/registered-paper/verification-code.ts';
import { registeredPaperKinds, registeredPaperStates } from '../domain/records/registered-paper.ts';
import { stockMovementKinds } from '../domain/records/stock-movement.ts';
import { approvalKind, approvalState } from './ledger-records.ts';
import { civilDate, fen, identifier, instant, sha256 } from './primitives.ts';
import { serviceKind } from './service-kind.ts';

const count = z.int().min(0);
const ranges = z.array(z.object({ first: identifier, last: identifier })).readonly();

/** 核验码 as the central office gives it: XXXX-XXXX-XXXX. */
export const verificationCode = z.string().refine(isVerificationCode);

/** 可核验纸件 as it crosses a border. */
export const registeredPaperRecord = z.object({
  id: identifier,
  kind: z.enum(registeredPaperKinds),
  personId: identifier,
  officeId: identifier,
  contentHash: sha256,
  registeredAt: instant,
  code: verificationCode.nullable(),
  state: z.enum(registeredPaperStates),
  stateAt: instant.nullable(),
  replacedBy: identifier.nullable(),
});

/** 打印记录 as it crosses a border. */
export const paperPrintRecord = z.object({
  id: identifier,
  subject: identifier,
  paper: z.string(),
  officeId: identifier,
  workstationId: identifier,
  clerkId: identifier,
  printedOn: civilDate,
  printedAt: instant,
  reprint: count,
  reason: z.enum(reprintReasons).nullable(),
  note: z.string().nullable(),
  result: z.enum(paperPrintEnds).nullable(),
  endedAt: instant.nullable(),
  reclaim: z.enum(reclaimOutcomes).nullable(),
  reclaimedBy: identifier.nullable(),
  reclaimedAt: instant.nullable(),
  reclaimNote: z.string().nullable(),
});

/** 空白卡流水 as it crosses a border. */
export const stockMovementRecord = z.object({
  id: z.string(),
  kind: z.enum(stockMovementKinds),
  movedOn: civilDate,
  movedAt: instant,
  clerkId: identifier,
  officeId: identifier,
  workstationId: identifier,
  fromOfficeId: identifier.nullable(),
  fromWorkstationId: identifier.nullable(),
  toOfficeId: identifier.nullable(),
  toWorkstationId: identifier.nullable(),
  ranges,
  serviceId: identifier.nullable(),
});

const cardsMoved = listOf(z.object({ kind: z.enum(stockMovementKinds), ranges }));

/** Lists of a page that nobody writes into. */
function listOf<T extends z.ZodType>(element: T) {
  return z.array(element).readonly();
}

/** 日终单 as it crosses a border. */
export const dayReport = z.object({
  services: listOf(z.object({ kind: serviceKind, completed: count, open: count, withdrawn: count })),
  serviceNumbers: listOf(identifier),
  fees: z.object({ count, amount: fen.min(0) }),
  money: listOf(z.object({ kind: approvalKind, state: approvalState, count, amount: fen.min(0) })),
  cards: listOf(
    z.object({
      workstationId: identifier.nullable(),
      opening: ranges,
      came: cardsMoved,
      left: cardsMoved,
      closing: ranges,
      difference: ranges,
      counted: z.object({ missing: count, surplus: count }).nullable(),
    }),
  ),
  besideStock: cardsMoved,
  prints: listOf(z.object({ paper: z.string(), printed: count, reprinted: count, failed: count })),
  looks: listOf(z.object({ reason: z.string(), count })),
  leftovers: listOf(z.object({ kind: z.enum(leftoverKinds), items: listOf(z.string()) })),
  clerks: listOf(
    z.object({
      clerkId: identifier,
      workstationId: identifier,
      closeId: identifier.nullable(),
      services: count,
    }),
  ),
});

/** 日终 as it crosses a border. */
export const dayCloseRecord = z.object({
  id: identifier,
  chain: z.string(),
  previousId: z.string(),
  day: civilDate,
  scope: z.enum(dayScopes),
  officeId: identifier,
  workstationId: identifier.nullable(),
  clerkId: identifier.nullable(),
  closedBy: identifier,
  closedAt: instant,
  reason: z.string().nullable(),
  report: dayReport,
  previousHash: z.union([sha256, z.literal('')]),
  hash: sha256,
});
