/**
 * Characters outside the blocks that every font has, as they stand in names. Those with a reading are in the Table of
 * General Standard Chinese Characters 通用规范汉字表 (2013; readings as in Unihan kTGHZ2013), extensions A to E. Those
 * without come from extensions F to H, where Unihan knows no reading: H by the source GXM, characters of personal
 * names kept by the Ministry of Public Security.
 */
interface RareCharacter {
  readonly codePoint: number;
  /** Without tone, or null where no source gives one. */
  readonly reading: string | null;
}

export const standardRareCharacters: readonly RareCharacter[] = [
  { codePoint: 0x36c3, reading: 'jie' }, // A
  { codePoint: 0x3b0e, reading: 'xian' },
  { codePoint: 0x3af0, reading: 'lang' },
  { codePoint: 0x3666, reading: 'xie' },
  { codePoint: 0x3d50, reading: 'jue' },
  { codePoint: 0x3db2, reading: 'yong' },
  { codePoint: 0x4339, reading: 'jiong' },
  { codePoint: 0x4dae, reading: 'yan' },
  { codePoint: 0x20164, reading: 'xi' }, // B
  { codePoint: 0x23c98, reading: 'wu' },
  { codePoint: 0x249db, reading: 'di' },
  { codePoint: 0x24a7d, reading: 'huan' },
  { codePoint: 0x2a7dd, reading: 'ji' }, // C
  { codePoint: 0x2aa58, reading: 'yan' },
  { codePoint: 0x2b138, reading: 'xun' },
  { codePoint: 0x2b5ae, reading: 'yi' },
  { codePoint: 0x2b5af, reading: 'fu' },
  { codePoint: 0x2b61c, reading: 'wen' },
  { codePoint: 0x2b627, reading: 'lu' },
  { codePoint: 0x2b7a9, reading: 'men' }, // D
  { codePoint: 0x2b7f9, reading: 'hong' },
  { codePoint: 0x2b80a, reading: 'xuan' },
  { codePoint: 0x2bdf7, reading: 'xin' }, // E
  { codePoint: 0x2c029, reading: 'wei' },
  { codePoint: 0x2c288, reading: 'xun' },
  { codePoint: 0x2c35b, reading: 'li' },
  { codePoint: 0x2c361, reading: 'dang' },
  { codePoint: 0x2c364, reading: 'xun' },
  { codePoint: 0x2c642, reading: 'yan' },
  { codePoint: 0x2cb2d, reading: 'lun' },
  { codePoint: 0x2cb4e, reading: 'hong' },
  { codePoint: 0x2cb7c, reading: 'sui' },
  { codePoint: 0x2cc56, reading: 'di' },
  { codePoint: 0x2cc5f, reading: 'wei' },
];

export const newestRareCharacters: readonly RareCharacter[] = [
  { codePoint: 0x2da79, reading: null }, // F
  { codePoint: 0x305fb, reading: null }, // G
  { codePoint: 0x30602, reading: null },
  { codePoint: 0x313aa, reading: null }, // H
  { codePoint: 0x318cb, reading: null },
  { codePoint: 0x31975, reading: null },
  { codePoint: 0x3197c, reading: null },
];

/** The reading of a rare character, without tone, where a source gives one. */
export function rareReading(character: string): string | undefined {
  return readings.get(character.codePointAt(0) ?? 0);
}

const readings: ReadonlyMap<number, string> = new Map(
  standardRareCharacters.flatMap(({ codePoint, reading }) =>
    reading === null ? [] : [[codePoint, reading] as const],
  ),
);
