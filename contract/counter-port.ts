import { z } from 'zod';
import { counterStatus } from './counter-views.ts';
import { identifier, serviceNumber } from './primitives.ts';

/** What the backend tells every window without being asked. */
export const counterEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('status-changed'), status: counterStatus }),
  /** Records changed, here or at another counter: what shows them asks again. */
  z.object({
    event: z.literal('records-changed'),
    persons: z.array(identifier),
    services: z.array(z.string()),
  }),
  /** A password was typed on the pad and is in a command: of this service, for this person. */
  z.object({ event: z.literal('pin-accepted'), serviceNumber, personId: identifier }),
  /** Some more rows of the roster that is being read were judged. */
  z.object({ event: z.literal('roster-progress'), judged: z.int(), rows: z.int() }),
  /** A run has made some more rows. */
  z.object({
    event: z.literal('batch-progress'),
    batchId: serviceNumber,
    valid: z.int(),
    made: z.int(),
    refused: z.int(),
  }),
]);
export type CounterEvent = z.infer<typeof counterEvent>;

/** One request and one answer on a window's port. */
export const portRequest = z.object({ id: z.int(), call: z.string(), input: z.unknown().optional() });
