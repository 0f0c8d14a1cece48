import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTypedNumber } from './typed-number.ts';

describe('a number as typed', () => {
  it.each([
    ['１２３ＡＢｃ', '123ABC'],
    [' 1 2\u30003\t4\u00a05\n', '12345'],
    ['\ufeff12\u200b3\u202c', '123'],
    ['e12x', 'E12X'],
    ['－１', '-1'],
    ['', ''],
  ])('%j becomes %j', (text, number) => {
    expect(normaliseTypedNumber(text)).toBe(number);
  });

  it('never makes a letter of what only looks like one', () => {
    // toUpperCase() turns ı into I, ſ into S and ß into SS.
    expect(normaliseTypedNumber('ıſßХ①٣')).toBe('ıſßХ①٣');
  });

  it('is settled at once: normalising again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseTypedNumber(text);
        expect(normaliseTypedNumber(once)).toBe(once);
      }),
    );
  });
});
