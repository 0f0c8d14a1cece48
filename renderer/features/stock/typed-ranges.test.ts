import { describe, expect, it } from 'vitest';
import { readRanges, writeRanges } from './typed-ranges.ts';

const range = (first: string, last = first) => ({ first, last });

describe('ranges as a clerk types them', () => {
  it.each([
    ['', []],
    ['80001001', [range('80001001')]],
    ['8000 1001', [range('80001001')]],
    ['80001001-80001100', [range('80001001', '80001100')]],
    ['８０００１００１－８０００１１００', [range('80001001', '80001100')]],
    ['8000 1001 至 8000 1100', [range('80001001', '80001100')]],
    ['80001001~80001100，80001203', [range('80001001', '80001100'), range('80001203')]],
    ['80001001\n80001002\n', [range('80001001'), range('80001002')]],
    [
      '80001001-80001002\n8000 1005、80001009',
      [range('80001001', '80001002'), range('80001005'), range('80001009')],
    ],
  ])('%j', (typed, ranges) => {
    expect(readRanges(typed)).toEqual(ranges);
  });

  it.each(['8000100', '800010011', 'A0001001', '80001001-', '80001001-8000110', '80001001 80001002 x'])(
    '%j is none',
    (typed) => {
      expect(readRanges(typed)).toBeNull();
    },
  );

  it('are read again as they were written', () => {
    const ranges = [range('80001001', '80001100'), range('80001203')];
    expect(readRanges(writeRanges(ranges))).toEqual(ranges);
  });
});
