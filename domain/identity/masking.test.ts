import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepEnds, maskNumber } from './masking.ts';

describe('a masked number', () => {
  it.each([
    ['6222021234567890123', '6222***********0123'],
    ['1234567890123456789012345678', '1234********************5678'],
    ['13800138000', '13*******00'],
    ['𠮷𠮷𠮷𠮷', '𠮷**𠮷'],
    ['12', '**'],
    ['', ''],
  ])('%s is %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it('keeps its length, hides at least half, and shows only what stood there', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{0,30}$/), (number) => {
        const masked = maskNumber(number);
        expect(masked).toHaveLength(number.length);
        expect(masked.replace(/[^*]/g, '').length).toBeGreaterThanOrEqual(number.length / 2);
        expect(
          Array.from(masked).every((character, place) => character === '*' || character === number[place]),
        ).toBe(true);
      }),
    );
  });

  it('shows no character twice when the kept ends are longer than the number', () => {
    expect(keepEnds('12345', 4, 4)).toBe('12345');
    expect(keepEnds('12345678', 4, 4)).toBe('12345678');
    expect(keepEnds('123456789', 4, 4)).toBe('1234*6789');
  });
});
