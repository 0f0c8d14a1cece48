import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, isMonth, monthOf, monthRange, monthsBetween } from './month.ts';

const anyMonth = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${String(year)}-${String(month).padStart(2, '0')}`);

describe('a month', () => {
  it.each(['0001-01', '2026-01', '2026-12', '9999-12'])('is recognised: %s', (month) => {
    expect(isMonth(month)).toBe(true);
  });

  it.each(['2026-00', '2026-13', '2026-1', '0000-01', '2026-01-01', '202601', '2026-01\n', ''])(
    'is refused: %j',
    (text) => {
      expect(isMonth(text)).toBe(false);
    },
  );

  it.each([
    ['2026-01', 0, '2026-01'],
    ['2026-05', 1, '2026-06'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', 14, '2028-01'],
    ['2026-11', -23, '2024-12'],
  ])('%s and %i months are %s', (month, months, expected) => {
    expect(addMonths(month, months)).toBe(expected);
    expect(monthsBetween(month, expected)).toBe(months);
  });

  it('holds the dates of it', () => {
    expect(monthOf('2026-02-28')).toBe('2026-02');
  });

  it('runs from the first to the last month of a range, both included', () => {
    expect(monthRange('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthRange('2026-02', '2026-02')).toEqual(['2026-02']);
    expect(monthRange('2026-03', '2026-02')).toEqual([]);
    expect(monthRange('2026-03', '2020-02')).toEqual([]);
  });

  it.each([
    ['no month', () => addMonths('2026-13', 1)],
    ['half a month', () => addMonths('2026-12', 0.5)],
    ['before year 1', () => addMonths('0001-01', -1)],
    ['after year 9999', () => addMonths('9999-12', 1)],
    ['distance from nothing', () => monthsBetween('', '2026-01')],
    ['month of no date', () => monthOf('2026-02-30')],
    ['range to nothing', () => monthRange('2026-01', '')],
  ])('refuses to reckon with %s', (_, reckon) => {
    expect(reckon).toThrow(RangeError);
  });

  it('moves forth and back to itself, and sorts as text', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -1000, max: 1000 }), (month, months) => {
        const moved = addMonths(month, months);
        expect(addMonths(moved, -months)).toBe(month);
        expect(monthsBetween(month, moved)).toBe(months);
        expect(moved > month).toBe(months > 0);
      }),
    );
  });

  it('has ranges without gaps', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 0, max: 600 }), (month, months) => {
        const range = monthRange(month, addMonths(month, months));
        expect(range).toHaveLength(months + 1);
        expect(range).toEqual(range.map((_, offset) => addMonths(month, offset)));
      }),
    );
  });
});
