import { z } from 'zod';
import { mostSerials } from '../domain/stock/serial-ranges.ts';
import { blankSerial, identifier, instant, typedText } from './primitives.ts';

const range = z.object({ first: blankSerial, last: blankSerial });
// Each range names one serial at least.
const ranges = z.array(range).min(1).max(mostSerials);
const reason = typedText.min(1).max(200);

/** The requests of the stock's commands, by kind. */
export const stockRequests = {
  'receive-blank-cards': z.object({ ranges }),
  'move-blank-cards': z.object({ ranges, toOfficeId: identifier, toWorkstationId: identifier.nullable() }),
  'return-blank-cards': z.object({ ranges, reason }),
  'destroy-blank-cards': z.object({ ranges, reason }),
  'count-blank-cards': z.object({
    workstationId: identifier.nullable(),
    expected: z.array(range).max(mostSerials),
    counted: z.array(range).max(mostSerials),
    explanation: typedText.max(200).nullable(),
  }),
} as const;

const lot = z.object({ ranges: z.array(z.object({ first: z.string(), last: z.string() })), count: z.int() });
const status = z.enum([
  'announced',
  'in-stock',
  'in-transit',
  'in-production',
  'issued',
  'spoiled',
  'returned',
  'destroyed',
  'missing',
]);

/** 库存: everything that an office has to account for, serial by serial as ranges. */
export const stockView = z.object({
  /** The safe first (`workstationId` null), then each workstation; what is in stock there. */
  places: z.array(lot.extend({ workstationId: identifier.nullable(), number: z.int().nullable() })),
  /** What is not in stock and not issued either: on its way, to be destroyed, missing. */
  beside: z.array(lot.extend({ status })),
  counts: z.array(z.object({ status, count: z.int() })),
  /** Serials that belong to a run and are nowhere in the book. */
  gaps: lot,
  offices: z.array(z.object({ officeId: identifier, name: z.string() })),
  /** The last commands of this workstation, newest first. */
  recent: z.array(
    lot.extend({
      commandId: identifier,
      kind: z.enum(Object.keys(stockRequests) as readonly (keyof typeof stockRequests)[]),
      at: instant,
      clerkName: z.string(),
      state: z.enum(['pending', 'applied', 'done', 'refused', 'rejected']),
    }),
  ),
  /** The last counts of the office. */
  counted: z.array(
    z.object({
      countId: identifier,
      at: instant,
      workstationNumber: z.int().nullable(),
      book: z.int(),
      counted: z.int(),
      missing: z.int(),
      surplus: z.int(),
      explanation: z.string().nullable(),
      clerkName: z.string(),
    }),
  ),
});
export type StockView = z.infer<typeof stockView>;

/** For how long blanks last (domain/stock/stock-reach.ts). */
const stockReach = z.discriminatedUnion('reach', [
  z.object({ reach: z.literal('none-left') }),
  z.object({ reach: z.literal('not-enough-history'), daysWithUse: z.int() }),
  z.object({ reach: z.literal('days'), days: z.int(), used: z.int(), over: z.int() }),
]);

/** 库存可用天数: what is in stock at a place, and for how many working days that is enough. */
const placeOfStock = z.object({
  officeId: identifier,
  officeName: z.string(),
  /** Whether it belongs to the office of this counter. */
  here: z.boolean(),
  /** All of an office; its safe, which supplies the windows and is reckoned with the use of all; a window. */
  kind: z.enum(['office', 'safe', 'window']),
  /** The window's number. */
  number: z.int().nullable(),
  inStock: z.int(),
  reach: stockReach,
  /** Null where nothing is published by which it could be told, or nothing can be said. */
  short: z.boolean().nullable(),
});

export const stockReachView = z.object({
  /** Offices in order, each whole and then by place; a place with neither blanks nor use is left out. */
  places: z.array(placeOfStock),
  /** How many working days were looked back on. */
  lookedBackOn: z.int(),
  /** Some of them lie in a year whose calendar is not published. */
  provisional: z.boolean(),
  /** With fewer working days than these a stock is short, as the pooling area has published it; null where it has not. */
  leastDays: z.int().nullable(),
});
export type StockReachView = z.infer<typeof stockReachView>;
export type PlaceOfStock = z.infer<typeof placeOfStock>;
