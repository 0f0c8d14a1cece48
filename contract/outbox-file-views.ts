import { z } from 'zod';
import { importProblem, outboxImportAnswer } from './outbox-file.ts';
import { instant } from './primitives.ts';

/** What a file for the central office has in it, or would have. */
export const outboxContent = z.object({
  services: z.int(),
  commands: z.int(),
  oldestAt: instant.nullable(),
  /** Without anything personal. */
  fileName: z.string(),
});
export type OutboxContent = z.infer<typeof outboxContent>;

/** What became of a file that was brought here from another window. */
export const outboxImportResult = outboxImportAnswer.omit({ problems: true }).extend({
  officeName: z.string(),
  workstationNumber: z.int(),
  problems: z.array(importProblem.extend({ personName: z.string() })),
});
export type OutboxImportResult = z.infer<typeof outboxImportResult>;
