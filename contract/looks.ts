import { z } from 'zod';

/** How a clerk came to look at a person, as a page says it. The counter keeps what it can check of it. */
export const lookReason = z.object({
  of: z.enum(['document', 'search', 'service', 'employer', 'recent']),
  /** The service's number, or the employer's code. */
  reference: z.string().max(40).nullable().default(null),
});
export type LookReason = z.output<typeof lookReason>;
