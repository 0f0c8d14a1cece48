import { describe, expect, it } from 'vitest';
import { firstProblems, type ImportedProblem } from './import-problems.ts';

const problem = (commandId: string, serviceNumber: string | null): ImportedProblem => ({
  commandId,
  kind: 'hand-over-card',
  serviceNumber,
  personId: 'person',
  personName: '周桂兰',
  outcome: 'refused',
  refusals: [],
  code: null,
});

describe('what is left to do after an import', () => {
  it('is told once for each service, by what went wrong first, and for each command without a service', () => {
    const problems = [
      problem('1', 'A'),
      problem('2', 'A'),
      problem('3', null),
      problem('4', 'B'),
      problem('5', null),
    ];
    expect(firstProblems(problems).map(({ commandId }) => commandId)).toEqual(['1', '3', '4', '5']);
  });
});
