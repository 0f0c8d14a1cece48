import { z } from 'zod';

/** Where a sheet was opened from: the way back leads there. */
export const wayToSheet = z.object({ from: z.enum(['queue', 'service']).catch('queue') });
