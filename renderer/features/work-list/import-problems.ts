import type { OutboxImportResult } from '../../../contract/outbox-file-views.ts';

export type ImportedProblem = OutboxImportResult['problems'][number];

/** One for each service: what was refused first is the reason of all that stood behind it. */
export function firstProblems(problems: readonly ImportedProblem[]): readonly ImportedProblem[] {
  const first = new Map<string, ImportedProblem>();
  for (const problem of problems) {
    const key = problem.serviceNumber ?? problem.commandId;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}
