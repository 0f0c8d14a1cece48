import { describe, expect, it } from 'vitest';
import { firstDayOf, statementForm } from './statement-form.ts';

describe('the days of a statement', () => {
  it.each([
    ['this-year', '2026-11-27', '2026-01-01'],
    ['twelve-months', '2026-11-27', '2025-12-01'],
    ['twelve-months', '2026-12-01', '2026-01-01'],
    ['twelve-months', '2026-01-31', '2025-02-01'],
    ['all', '2026-11-27', '2012-03-05'],
  ] as const)('%s on %s begin on %s', (period, today, first) => {
    expect(firstDayOf(period, today, '2012-03-05')).toBe(first);
  });

  it('are read as clerks type them, and must be days that exist', () => {
    const read = (from: string) => statementForm.safeParse({ from, to: '2026年9月30日', scope: 'all' });
    expect(read('20260901').data).toEqual({ from: '2026-09-01', to: '2026-09-30', scope: 'all' });
    expect(read('2026-02-30').success).toBe(false);
    expect(read('').success).toBe(false);
    expect(read('长期').success).toBe(false);
  });
});
