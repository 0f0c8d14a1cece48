import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, formatSignedYuan, formatYuan, isFen, parseYuan, requireFen } from './fen.ts';

const LARGEST = 9_007_199_254_740_991;
const anyFen = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, 99, 100, 99_999, 100_000, LARGEST, -LARGEST),
);

describe('an amount in fen', () => {
  it.each([0, 1, -1, LARGEST, -LARGEST])('is whole: %d', (amount) => {
    expect(isFen(amount)).toBe(true);
    expect(requireFen(amount)).toBe(amount);
  });

  it.each([0.5, 1.1, LARGEST + 1, -LARGEST - 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'is nothing else: %d',
    (amount) => {
      expect(isFen(amount)).toBe(false);
      expect(() => requireFen(amount)).toThrow(RangeError);
      expect(() => addFen(1, amount)).toThrow(RangeError);
      expect(() => formatYuan(amount)).toThrow(RangeError);
      expect(() => formatSignedYuan(amount)).toThrow(RangeError);
    },
  );

  it('never is the negative zero', () => {
    expect(requireFen(-0)).toBe(0);
    expect(addFen(-0, -0)).toBe(0);
    expect(parseYuan('-0.00')).toStrictEqual({ ok: true, fen: 0 });
  });
});

describe('a sum of fen', () => {
  it.each([
    [[], 0],
    [[1], 1],
    [[10, 20, -5], 25],
    [[LARGEST, -LARGEST], 0],
    [[LARGEST, -1], LARGEST - 1],
  ])('%j is %d', (amounts, sum) => {
    expect(addFen(...amounts)).toBe(sum);
  });

  it('refuses to leave the exact integers, even on the way', () => {
    expect(() => addFen(LARGEST, 1)).toThrow(RangeError);
    expect(() => addFen(-LARGEST, -1)).toThrow(RangeError);
    expect(() => addFen(LARGEST, 1, -1)).toThrow(RangeError);
  });

  it('is exact: the same as of big integers, or refused', () => {
    fc.assert(
      fc.property(fc.array(anyFen, { maxLength: 6 }), (amounts) => {
        let sum: number;
        try {
          sum = addFen(...amounts);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(BigInt(sum)).toBe(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
      }),
    );
  });
});

describe('an amount written in yuan', () => {
  it.each([
    [0, '0.00', '0.00'],
    [1, '0.01', '+0.01'],
    [-1, '-0.01', '\u22120.01'],
    [10, '0.10', '+0.10'],
    [100, '1.00', '+1.00'],
    [99_999, '999.99', '+999.99'],
    [100_000, '1,000.00', '+1,000.00'],
    [123_450, '1,234.50', '+1,234.50'],
    [-123_450, '-1,234.50', '\u22121,234.50'],
    [128_450, '1,284.50', '+1,284.50'],
    [123_456_789, '1,234,567.89', '+1,234,567.89'],
    [LARGEST, '90,071,992,547,409.91', '+90,071,992,547,409.91'],
    [-LARGEST, '-90,071,992,547,409.91', '\u221290,071,992,547,409.91'],
  ])('%d fen is %s, with its sign %s', (fen, plain, signed) => {
    expect(formatYuan(fen)).toBe(plain);
    expect(formatSignedYuan(fen)).toBe(signed);
  });
});

describe('an amount typed in yuan', () => {
  it.each([
    ['0', 0],
    ['1', 100],
    ['1.5', 150],
    ['1.05', 105],
    ['0.01', 1],
    ['  12.30  ', 1230],
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['１，２３４．５０', 123_450],
    ['12,345,678', 1_234_567_800],
    ['007', 700],
    ['+5', 500],
    ['-5', -500],
    ['\u22125', -500],
    ['90071992547409.91', LARGEST],
    ['-90,071,992,547,409.91', -LARGEST],
    // Amounts that lose a fen when they are multiplied by 100 as binary fractions.
    ['0.29', 29],
    ['1.13', 113],
    ['4.35', 435],
    ['1.15', 115],
  ])('%j is %d fen', (text, fen) => {
    expect(parseYuan(text)).toStrictEqual({ ok: true, fen });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['\u3000', 'empty'],
    ['abc', 'characters'],
    ['.5', 'characters'],
    ['1.', 'characters'],
    ['12,34', 'characters'],
    ['1,2345', 'characters'],
    ['1234,567', 'characters'],
    [',123', 'characters'],
    ['1 234', 'characters'],
    ['--5', 'characters'],
    ['-', 'characters'],
    ['1e3', 'characters'],
    ['0x10', 'characters'],
    ['1.2.3', 'characters'],
    ['1,234.50元', 'characters'],
    ['壹佰元整', 'characters'],
    ['٣', 'characters'],
    ['Infinity', 'characters'],
    ['NaN', 'characters'],
    ['1.001', 'decimals'],
    ['1.000', 'decimals'],
    ['90071992547409.92', 'range'],
    ['-90071992547409.92', 'range'],
    ['9'.repeat(400), 'range'],
  ])('%j has the problem %s', (text, problem) => {
    expect(parseYuan(text)).toStrictEqual({ ok: false, problem });
  });

  it('reads back what was written, to the fen', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(parseYuan(formatYuan(fen))).toStrictEqual({ ok: true, fen: fen + 0 });
        expect(parseYuan(formatSignedYuan(fen))).toStrictEqual({ ok: true, fen: fen + 0 });
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, and never gives anything but whole fen', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+0-9,. ]{0,20}$/)),
        (text) => {
          const reading = parseYuan(text);
          expect(!reading.ok || isFen(reading.fen)).toBe(true);
        },
      ),
    );
  });
});
