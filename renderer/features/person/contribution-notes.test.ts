import { describe, expect, it } from 'vitest';
import { monthRuns } from './contribution-notes.ts';

describe('gaps and months made good later are named as runs', () => {
  it('joins months over the turn of the year and separates kinds', () => {
    expect(
      monthRuns([
        { year: '2024', months: 'ppppppppppgg' },
        { year: '2025', months: 'ggpppbbbpppp' },
        { year: '2026', months: 'ppppppppppgn' },
      ]),
    ).toEqual([
      { from: '2024-11', to: '2025-02', kind: 'gap' },
      { from: '2025-06', to: '2025-08', kind: 'late' },
      { from: '2026-11', to: '2026-11', kind: 'gap' },
    ]);
  });

  it('finds none in unbroken years, nor before and after the insurance', () => {
    expect(monthRuns([{ year: '2025', months: 'nnnpppppppnn' }])).toEqual([]);
    expect(monthRuns([])).toEqual([]);
  });
});
