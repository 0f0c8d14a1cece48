export type PersonNameReading =
  | {
      readonly ok: true;
      /** As typed but for white space around it: never cut, never normalised. */
      readonly name: string;
    }
  | { readonly ok: false; readonly problem: 'empty' | 'too-long' }
  | {
      readonly ok: false;
      readonly problem: 'characters';
      /** The first code point that no name has, to be shown as U+XXXX beside the field. */
      readonly codePoint: number;
    };

type Range = readonly [first: number, last: number];

/** The longest name that is taken, in code points; 民委发〔2016〕33号 asks for at least 50. */
const MAXIMUM_LENGTH = 100;

/** U+00B7 MIDDLE DOT, which 民委发〔2016〕33号 prescribes between the parts of a minority name. */
const MIDDLE_DOT = '\u00B7';

/** What input methods, cards and other programs put in its place. */
const MIDDLE_DOT_LOOK_ALIKES: ReadonlySet<number> = new Set([
  0x00b7, 0x0387, 0x16eb, 0x2022, 0x2027, 0x2219, 0x22c5, 0x2e31, 0x30fb, 0xff65,
]);

/**
 * Ideographs by block and not by the Unicode tables of the engine, so that the counter and the central office never
 * disagree about a character that one of them is too old to know. Radicals (U+2E80 to U+2FDF), which come out of PDF
 * files and only look like ideographs, and the private use area are left out.
 */
const IDEOGRAPHS: readonly Range[] = [
  [0x3005, 0x3005], // 々
  [0x3007, 0x3007], // 〇
  [0x3400, 0x4dbf], // extension A
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff], // compatibility ideographs: on some people's cards
  [0x20000, 0x2fffd], // extensions B to F, I, compatibility supplement
  [0x30000, 0x3fffd], // extensions G, H and later
];

/** Those every font has: the unified ideographs of 1993 and extension A as they were in GB 18030-2000. */
const COMMON_IDEOGRAPHS: readonly Range[] = [
  [0x3005, 0x3005],
  [0x3007, 0x3007],
  [0x3400, 0x4db5],
  [0x4e00, 0x9fa5],
];

const LATIN_LETTERS: readonly Range[] = [
  [0x0041, 0x005a],
  [0x0061, 0x007a],
  [0x00c0, 0x00d6],
  [0x00d8, 0x00f6],
  [0x00f8, 0x02af],
  [0x1e00, 0x1eff],
];

const COMBINING_MARKS: Range = [0x0300, 0x036f];

/** Between or around the letters of Latin names: space, apostrophes, hyphens, full stop, comma ("SMITH, JOHN JR."). */
const LATIN_PUNCTUATION: ReadonlySet<number> = new Set([
  0x0020, 0x0027, 0x002c, 0x002d, 0x002e, 0x02bb, 0x02bc, 0x2010, 0x2011, 0x2018, 0x2019,
]);

/**
 * Checks a person's name: Chinese with rare characters of any extension, minority names with the middle dot or one
 * of its look-alikes, Latin names with accents. Digits, symbols, emoji, control and invisible characters, full-width
 * letters, white space other than a plain blank, and lone surrogates are the problem 'characters', with the code
 * point; so is a name without any letter or ideograph. 1 to 100 code points. Only white space around it is taken off.
 */
export function checkPersonName(text: string): PersonNameReading {
  const name = text.trim();
  if (name === '') return { ok: false, problem: 'empty' };
  const codePoints = Array.from(name, codePointOf);
  const offending = codePoints.find((codePoint, index) => !belongs(codePoint, codePoints[index - 1]));
  if (offending !== undefined) return { ok: false, problem: 'characters', codePoint: offending };
  if (!codePoints.some((codePoint) => isIdeograph(codePoint) || within(LATIN_LETTERS, codePoint))) {
    return { ok: false, problem: 'characters', codePoint: codePoints[0] ?? 0 };
  }
  if (codePoints.length > MAXIMUM_LENGTH) return { ok: false, problem: 'too-long' };
  return { ok: true, name };
}

/**
 * Says whether the name on a document and the name in the record are the same: exactly so, but for white space around
 * them and for the look-alikes of the middle dot; in Latin names also but for letter case and for blanks, which
 * passports, banks and cards set differently. Nothing else is folded: compatibility ideographs, accents and
 * full-width letters differ. Two empty names are not the same: there is nothing to compare.
 */
export function sameName(a: string, b: string): boolean {
  const first = comparable(a);
  return first !== '' && first === comparable(b);
}

/**
 * Says whether a name has an ideograph outside the unified ideographs of 1993 (U+4E00 to U+9FA5) and extension A:
 * one that fonts may lack and GBK cannot carry.
 */
export function nameContainsRareCharacters(name: string): boolean {
  return Array.from(name, codePointOf).some(
    (codePoint) => isIdeograph(codePoint) && !within(COMMON_IDEOGRAPHS, codePoint),
  );
}

function belongs(codePoint: number, before: number | undefined): boolean {
  if (codePoint >= COMBINING_MARKS[0] && codePoint <= COMBINING_MARKS[1]) {
    return before !== undefined && (within(LATIN_LETTERS, before) || within([COMBINING_MARKS], before));
  }
  return (
    isIdeograph(codePoint) ||
    within(LATIN_LETTERS, codePoint) ||
    MIDDLE_DOT_LOOK_ALIKES.has(codePoint) ||
    LATIN_PUNCTUATION.has(codePoint)
  );
}

function comparable(text: string): string {
  const characters = Array.from(text.trim(), (character) =>
    MIDDLE_DOT_LOOK_ALIKES.has(codePointOf(character)) ? MIDDLE_DOT : character,
  );
  const name = characters.join('');
  const latin = !characters.some((character) => isIdeograph(codePointOf(character)));
  return latin ? name.replace(/\s/g, '').toLowerCase() : name;
}

function isIdeograph(codePoint: number): boolean {
  return within(IDEOGRAPHS, codePoint);
}

function within(ranges: readonly Range[], codePoint: number): boolean {
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
