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
