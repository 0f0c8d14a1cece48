import { describe, expect, it } from 'vitest';
import type { ContributionsView } from '../../../contract/contribution-views.ts';
import { makeGoodBasis } from './rights-sentences.ts';

type MakeGood = ContributionsView['today']['makeGood'];

describe('what a sentence about making good rests on', () => {
  const basisOf = (makeGood: MakeGood) => makeGoodBasis({ makeGood } as ContributionsView['today']);

  it('is the rule of three months, whether it is still possible or too late', () => {
    expect(basisOf({ answer: 'possible', months: ['2026-10'], dueNow: null, until: null })).toBe(
      'transfer-rules-2021-43',
    );
    expect(basisOf({ answer: 'too-late', months: ['2026-10'], until: '2026-10-31' })).toBe(
      'transfer-rules-2021-43',
    );
  });

  it('is what is missing where nobody can say, and nothing where nothing is said', () => {
    const reason = { code: 'parameter-missing', params: {}, basis: 'counter-practice' } as const;
    expect(basisOf({ answer: 'undecided', reason })).toBe('counter-practice');
    expect(basisOf({ answer: 'nothing-open' })).toBeUndefined();
  });
});
