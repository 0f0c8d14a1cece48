import { z } from 'zod';
import { lookReason, type LookReason } from '../../../contract/looks.ts';

/** How the clerk came to a person's page, as the way to it says: kept in the audit trail as the reason of the look. */
export const wayIn = z.object({
  by: lookReason.shape.of.optional().catch(undefined),
  reference: z.string().optional().catch(undefined),
});

/** The reason that goes with the question for the page; null where he only goes back to it. */
export function reasonOf({ by, reference }: z.output<typeof wayIn>): LookReason | null {
  return by === undefined ? null : { of: by, reference: reference ?? null };
}
