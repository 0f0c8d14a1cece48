import { describe, expect, it } from 'vitest';
import { entries, entry, spent } from '../testing/ledger.ts';
import { balanceCurve } from './balance-curve.ts';

const november = { from: '2026-11-01', to: '2026-11-30', scope: 'spending', throughSerial: 9 } as const;

describe('the curve of a balance', () => {
  it('begins with what was there, has each day once as it ended, and goes to the last day', () => {
    const before = entry(5, { postedOn: '2026-10-05', amount: 500 });
    const later = entry(6, { kind: 'spending', ...spent, postedOn: '2026-11-09', amount: 1_000 });
    expect(balanceCurve([...entries, before, later], november)).toEqual([
      ['2026-11-01', 500],
      ['2026-11-02', 15_700],
      ['2026-11-09', 14_700],
      ['2026-11-30', 14_700],
    ]);
  });

  it('of days on which nothing moved is level', () => {
    expect(balanceCurve(entries, { ...november, from: '2026-11-03' })).toEqual([
      ['2026-11-03', 15_200],
      ['2026-11-30', 15_200],
    ]);
  });
});
