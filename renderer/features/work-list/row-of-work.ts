import { z } from 'zod';

/** On which row the work list opens, as the way to it says; on the first one without it. */
export const rowOfWork = z.object({ row: z.int().min(0).optional().catch(undefined) });
