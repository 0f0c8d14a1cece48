import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOfRanges, gapsOf, mostSerials, rangesOf, serialsOf, tellRanges } from './serial-ranges.ts';

describe('ranges of serials', () => {
  it.each([
    [[{ first: '80001001', last: '80001003' }], ['80001001', '80001002', '80001003']],
    [[{ first: '00000009', last: '00000010' }], ['00000009', '00000010']],
    [[{ first: '80001001', last: '80001001' }], ['80001001']],
    [[{ first: '80001002', last: '80001001' }], []],
  ])('%j are %j', (ranges, serials) => {
    expect(serialsOf(ranges)).toEqual(serials);
    expect(countOfRanges(ranges)).toBe(serials.length);
  });

  it('name their serials whole, in order and each once, whatever the order they were typed in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }), (numbers) => {
        const serials = numbers.map((number) => String(80_000_000 + number));
        const ranges = rangesOf(serials);
        expect(serialsOf(ranges)).toEqual([...new Set(serials)].sort());
        for (const [index, range] of ranges.entries()) {
          const before = ranges[index - 1];
          if (before !== undefined) expect(Number(range.first)).toBeGreaterThan(Number(before.last) + 1);
        }
      }),
    );
  });

  it('are never expanded beyond what a command may name', () => {
    const last = String(80_000_000 + mostSerials);
    expect(() => serialsOf([{ first: '80000000', last }])).toThrow(RangeError);
    expect(countOfRanges([{ first: '00000000', last: '99999999' }])).toBe(100_000_000);
  });

  it('are told as a sentence names them', () => {
    expect(tellRanges(rangesOf(['80001003', '80001001', '80001002', '80001009']))).toBe(
      '80001001–80001003, 80001009',
    );
  });
});

describe('a gap', () => {
  const book = ['80001001', '80001002', '80001004', '80001007'];
  const known = (after: string, before: string) => book.filter((one) => one > after && one < before);

  it('is what lies between two blanks of the stock and is nowhere in the book', () => {
    expect(gapsOf(['80001001', '80001007'], known)).toEqual([
      { first: '80001003', last: '80001003' },
      { first: '80001005', last: '80001006' },
    ]);
  });

  it('is none between two lots that lie far apart', () => {
    expect(gapsOf(['80001001', '80002001'], () => [])).toEqual([]);
    expect(gapsOf([], known)).toEqual([]);
  });
});
