import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPersonName, nameContainsRareCharacters, sameName } from './person-name.ts';

const LOOK_ALIKES = [
  '\u00b7',
  '\u0387',
  '\u16eb',
  '\u2022',
  '\u2027',
  '\u2219',
  '\u22c5',
  '\u2e31',
  '\u30fb',
  '\uff65',
];

describe('a person’s name', () => {
  it.each([
    ['two characters', '王芳'],
    ['one character', '王'],
    ['a compound surname', '欧阳修'],
    ['the number zero as a character', '李〇'],
    ['an ideograph of extension A', '王㛃'],
    ['an ideograph of extension B', '王𠮷'],
    ['an ideograph of extension G', '王\u{30000}'],
    ['an ideograph of extension H', '王\u{31350}'],
    ['a compatibility ideograph', '李\uf9e9'],
    ['a minority name', '阿不都热依木·买买提'],
    ['a long minority name', '古丽努尔·阿卜杜热合曼·吐尔逊买买提·艾力'],
    ['a minority name with another dot', '买买提\u2022吐尔逊'],
    ['a Latin name in capitals', 'SMITH, JOHN JR.'],
    ['accents', 'José Ñuñez Håkon Dvořák'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Vietnamese with combining marks', 'Nguye\u0302\u0303n'],
    ['the Azerbaijani schwa', 'Əliyev Həsən'],
    ['apostrophes and hyphens', "O\u2019Brien-d'Arc"],
    ['an apostrophe at the start', '\u2019t Hooft'],
    ['Chinese and Latin', '玛丽亚 Maria'],
    ['100 characters', '王'.repeat(100)],
    ['100 rare characters, 200 UTF-16 units', '𠮷'.repeat(100)],
  ])('is taken: %s', (_, name) => {
    expect(checkPersonName(name)).toEqual({ ok: true, name });
  });

  it.each([' 王芳 ', '\u3000王芳\n', '\ufeff王芳\t'])('loses the white space around it, %j', (text) => {
    expect(checkPersonName(text)).toEqual({ ok: true, name: '王芳' });
  });

  it.each(['', '  ', '\u3000\n'])('is not empty: %j is', (text) => {
    expect(checkPersonName(text)).toEqual({ ok: false, problem: 'empty' });
  });

  it('is not longer than 100 code points', () => {
    expect(checkPersonName('王'.repeat(101))).toEqual({ ok: false, problem: 'too-long' });
    expect(checkPersonName('𠮷'.repeat(101))).toEqual({ ok: false, problem: 'too-long' });
  });

  it.each([
    ['a digit', '王芳2', 0x32],
    ['a full-width digit', '王芳２', 0xff12],
    ['a line end inside', '王\n芳', 0x0a],
    ['a zero byte', '王\u0000芳', 0],
    ['a tab', '王\t芳', 0x09],
    ['an ideographic blank inside', '王\u3000芳', 0x3000],
    ['a no-break space', 'John\u00a0Smith', 0xa0],
    ['a zero-width space', '王\u200b芳', 0x200b],
    ['a right-to-left override', '王\u202e芳', 0x202e],
    ['an emoji', '王芳😀', 0x1f600],
    ['a variation selector', '葛\u{e0100}', 0xe0100],
    ['the question mark of a lost character', '王?', 0x3f],
    ['the replacement character', '王\ufffd', 0xfffd],
    ['a private use character', '王\ue81e', 0xe81e],
    ['a Kangxi radical that looks like 王', '\u2f5f芳', 0x2f5f],
    ['an ideographic description', '\u2ff0王民', 0x2ff0],
    ['full-width letters', 'ＪＯＨＮ', 0xff2a],
    ['the Kelvin sign, which NFC makes a K', '\u212aim', 0x212a],
    ['Cyrillic letters', 'Иван', 0x418],
    ['a lone high surrogate', '王\ud842', 0xd842],
    ['a lone low surrogate', '\udfb7王', 0xdfb7],
    ['a combining mark on an ideograph', '王\u0301', 0x301],
    ['a combining mark alone', '\u0301', 0x301],
    ['a formula', '=1+1', 0x3d],
    ['markup', '<b>王</b>', 0x3c],
    ['the filler of the machine-readable zone', 'SMITH<<JOHN', 0x3c],
    ['an underscore', '王_芳', 0x5f],
    ['the multiplication sign among the Latin letters', 'a×b', 0xd7],
    ['the division sign among the Latin letters', 'a÷b', 0xf7],
    ['nothing but a dot', '·', 0xb7],
    ['nothing but punctuation', '-.-', 0x2d],
    ['the last code point of plane 2, which is none', '王\u{2ffff}', 0x2ffff],
  ])('is refused, with the code point, for %s', (_, text, codePoint) => {
    expect(checkPersonName(text)).toEqual({ ok: false, problem: 'characters', codePoint });
  });

  it('is never changed: what is taken is what was typed, code unit by code unit', () => {
    const ideograph = fc.oneof(
      fc.integer({ min: 0x3400, max: 0x4dbf }),
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0xf900, max: 0xfaff }),
      fc.integer({ min: 0x20000, max: 0x323af }).filter((codePoint) => (codePoint & 0xfffe) !== 0xfffe),
    );
    fc.assert(
      fc.property(fc.array(ideograph, { minLength: 1, maxLength: 100 }), (codePoints) => {
        const name = String.fromCodePoint(...codePoints);
        expect(checkPersonName(name)).toEqual({ ok: true, name });
      }),
      { numRuns: 500 },
    );
  });

  it('is judged without throwing, whatever is typed, and what is taken is taken again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const reading = checkPersonName(text);
        if (reading.ok) expect(checkPersonName(reading.name)).toEqual(reading);
        else if (reading.problem === 'characters') {
          expect(text).toContain(String.fromCodePoint(reading.codePoint));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the name on the document and the name in the record', () => {
  it.each([
    ['exactly', '王芳', '王芳'],
    ['but for white space around', ' 王芳\u3000', '王芳'],
    ['but for letter case in Latin', 'John Smith', 'JOHN SMITH'],
    ['but for accented letter case', 'JOSÉ ÑUÑEZ', 'José Ñuñez'],
    ['but for blanks in Latin', 'LI  XIAO MING', 'LI XIAOMING'],
    ['but for an ideographic blank in Latin', 'JOHN\u3000SMITH', 'John Smith'],
  ])('are the same %s', (_, document, record) => {
    expect(sameName(document, record)).toBe(true);
  });

  it.each(LOOK_ALIKES)('are the same with %s for the middle dot', (dot) => {
    expect(sameName(`买买提${dot}吐尔逊`, '买买提·吐尔逊')).toBe(true);
    expect(checkPersonName(`买买提${dot}吐尔逊`).ok).toBe(true);
  });

  it.each([
    ['another character', '王芳', '王方'],
    ['a traditional form', '王國', '王国'],
    ['the order', '芳王', '王芳'],
    ['a dot less', '买买提吐尔逊', '买买提·吐尔逊'],
    ['a full stop for the dot', '买买提.吐尔逊', '买买提·吐尔逊'],
    ['a blank in a Chinese name', '王 芳', '王芳'],
    ['letter case in a name with ideographs', '玛丽亚 Maria', '玛丽亚 MARIA'],
    ['a compatibility ideograph, though NFC makes them one', '李\uf9e9', '李里'],
    ['an accent', 'Jose', 'José'],
    ['an accent composed otherwise', 'Jose\u0301', 'José'],
    ['full-width letters', 'ＪＯＨＮ', 'JOHN'],
    ['a hyphen', 'ANNE-MARIE', 'ANNE MARIE'],
    ['nothing at all on both sides', '', ' '],
  ])('differ by %s', (_, document, record) => {
    expect(sameName(document, record)).toBe(false);
    expect(sameName(record, document)).toBe(false);
  });

  it('would be one after NFC for many compatibility ideographs, and stay two here', () => {
    const folded = Array.from({ length: 0x200 }, (_, offset) => String.fromCodePoint(0xf900 + offset)).filter(
      (character) => character.normalize('NFC') !== character,
    );
    expect(folded.length).toBeGreaterThan(400);
    expect(folded.filter((character) => sameName(character, character.normalize('NFC')))).toEqual([]);
    expect(folded.map((name) => checkPersonName(name))).toEqual(folded.map((name) => ({ ok: true, name })));
  });

  it('are compared the same in both directions, and every name is its own', () => {
    const piece = fc.constantFrom('王', '𠮷', '\uf9e9', '里', 'a', 'A', 'é', ' ', ...LOOK_ALIKES);
    const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(sameName(a, b)).toBe(sameName(b, a));
        expect(sameName(a, a)).toBe(a.trim() !== '');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rare characters in a name', () => {
  it.each([
    ['王芳', false],
    ['李〇', false],
    ['王㛃', false],
    ['\u9fa5', false],
    ['\u4db5', false],
    ['John Smith', false],
    ['买买提·吐尔逊', false],
    ['', false],
    ['\u9fa6', true],
    ['王\u9fff', true],
    ['\u4db6', true],
    ['王𠮷', true],
    ['李\uf9e9', true],
    ['王\u{30000}', true],
  ])('%s: %s', (name, rare) => {
    expect(nameContainsRareCharacters(name)).toBe(rare);
  });
});
