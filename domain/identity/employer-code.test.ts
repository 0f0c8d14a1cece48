import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { employerCodeCheckCharacter, parseEmployerCode } from './employer-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const anyCharacter = fc.constantFrom(...Array.from(ALPHABET));
const first17 = fc
  .array(anyCharacter, { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''));
const validCode = first17.map((first) => first + employerCodeCheckCharacter(first));

function exchanged(code: string, a: number, b: number): string {
  const characters = Array.from(code);
  [characters[a], characters[b]] = [code.charAt(b), code.charAt(a)];
  return characters.join('');
}

describe('an employer’s unified social credit code', () => {
  it.each(['91350100M000100Y43', '91310110666007217T', '91310115591693856A'])('%s is read', (code) => {
    expect(parseEmployerCode(code)).toEqual({ ok: true, code });
  });

  it.each([
    ['lower case', '91350100m000100y43'],
    ['blanks', ' 9135 0100 M000 100Y 43 '],
    ['full-width characters', '９１３５０１００Ｍ０００１００Ｙ４３'],
  ])('is taken in %s', (_, text) => {
    expect(parseEmployerCode(text)).toEqual({ ok: true, code: '91350100M000100Y43' });
  });

  it.each([
    ['the letter Z for a check character', '91350100M000100Y4Z', 'characters'],
    ['a wrong check character', '91350100M000100Y44', 'check-digit'],
    ['O for 0', '9135O100M000100Y43', 'characters'],
    ['I for 1', '9I350100M000100Y43', 'characters'],
    ['S', '91350100S000100Y43', 'characters'],
    ['V', '91350100V000100Y43', 'characters'],
    ['a hyphen', '91350100-M000100Y43', 'characters'],
    ['17 characters', '91350100M000100Y4', 'length'],
    ['19 characters', '91350100M000100Y433', 'length'],
    ['nothing', '', 'length'],
    ['a company’s name', '某某有限公司', 'characters'],
  ])('is refused with %s', (_, text, problem) => {
    expect(parseEmployerCode(text)).toEqual({ ok: false, problem });
  });

  it('has the check character 0 where nothing remains', () => {
    expect(employerCodeCheckCharacter('0'.repeat(17))).toBe('0');
    const remainderZero = fc.sample(first17, { numRuns: 2000, seed: 31 }).filter((first) => {
      const sum = Array.from(first).reduce((total, character, place) => {
        return total + ALPHABET.indexOf(character) * Number(3n ** BigInt(place) % 31n);
      }, 0);
      return sum % 31 === 0;
    });
    expect(remainderZero.length).toBeGreaterThan(10);
    for (const first of remainderZero) {
      expect(employerCodeCheckCharacter(first)).toBe('0');
      expect(parseEmployerCode(`${first}0`)).toEqual({ ok: true, code: `${first}0` });
    }
  });

  it.each(['', '91350100M000100Y', '91350100M000100Y43', '91350100M000100ZZ'])(
    'has its check character made from 17 characters of the alphabet only, not from %j',
    (text) => {
      expect(() => employerCodeCheckCharacter(text)).toThrow(RangeError);
    },
  );

  it('is read when made by the rule', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(parseEmployerCode(code)).toEqual({ ok: true, code });
      }),
    );
  });

  it('shows every single wrong character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), anyCharacter, (code, place, wrong) => {
        fc.pre(code.charAt(place) !== wrong);
        const slip = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(parseEmployerCode(slip)).toEqual({ ok: false, problem: 'check-digit' });
      }),
      { numRuns: 2000 },
    );
  });

  it('shows every exchange of two characters but that of the first with the check character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.nat(17), (code, a, b) => {
        fc.pre(code.charAt(a) !== code.charAt(b));
        const unseen = Math.min(a, b) === 0 && Math.max(a, b) === 17;
        expect(parseEmployerCode(exchanged(code, a, b)).ok).toBe(unseen);
      }),
      { numRuns: 2000 },
    );
  });
});
