import { z } from 'zod';
import { refusal } from './envelope.ts';
import { civilDate, fen, identifier, serviceNumber } from './primitives.ts';

/** An employer's list of leavers and joiners as it was read, row by row with what has become of it. */
export const movementRosterView = z.object({
  rosterId: identifier,
  fileName: z.string(),
  employer: z.object({ id: z.string(), name: z.string() }),
  skippedRows: z.array(z.int()),
  valid: z.int(),
  /** The record says already what these rows ask for. */
  done: z.int(),
  registered: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      rowNumber: z.int(),
      name: z.string(),
      maskedNumber: z.string(),
      movement: z.enum(['leaves', 'joins']).nullable(),
      day: civilDate.nullable(),
      base: fen.nullable(),
      state: z.enum(['valid', 'done', 'registered', 'refused']),
      serviceNumber: serviceNumber.nullable(),
      refusals: z.array(refusal),
    }),
  ),
});
export type MovementRosterView = z.infer<typeof movementRosterView>;
