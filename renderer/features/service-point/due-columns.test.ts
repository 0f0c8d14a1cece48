import { describe, expect, it } from 'vitest';
import { columnsOf } from './due-columns.ts';

const today = '2026-11-25';

describe('the picture of what falls due', () => {
  it('has a place for what is late and for today, also while nothing is due', () => {
    expect(columnsOf([], today).map(({ day, all }) => [day, all])).toEqual([
      ['late', 0],
      [today, 0],
    ]);
  });

  it('adds up what is late whatever its day, and tells whose turn it is', () => {
    const columns = columnsOf(
      [
        { day: '2026-11-20', standing: 'missing', count: 1 },
        { day: '2026-11-24', standing: 'ready', count: 2 },
        { day: today, standing: 'to-make', count: 3 },
        { day: today, standing: 'in-making', count: 1 },
        { day: '2026-11-26', standing: 'under-way', count: 4 },
      ],
      today,
    );
    expect(columns.map(({ day, counts, all }) => ({ day, counts, all }))).toEqual([
      { day: 'late', counts: { missing: 1, making: 0, moving: 0, ready: 2 }, all: 3 },
      { day: today, counts: { missing: 0, making: 4, moving: 0, ready: 0 }, all: 4 },
      { day: '2026-11-26', counts: { missing: 0, making: 0, moving: 4, ready: 0 }, all: 4 },
    ]);
  });

  it('loses nothing where there are more days than columns', () => {
    const days = Array.from({ length: 9 }, (_none, index) => ({
      day: `2026-12-0${String(index + 1)}`,
      standing: 'to-make' as const,
      count: 2,
    }));
    const columns = columnsOf(days, today);
    expect(columns.map(({ day }) => day)).toEqual([
      'late',
      today,
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      'later',
    ]);
    expect(columns.reduce((sum, { all }) => sum + all, 0)).toBe(18);
  });
});
