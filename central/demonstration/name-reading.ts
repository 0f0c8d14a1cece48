import { pinyin } from 'pinyin-pro';
import { rareReading } from './rare-characters.ts';

export interface NameReading {
  /** Lower case, without tones, blanks or dots; ü is written v, as it is typed. */
  readonly pinyin: string;
  readonly pinyinInitials: string;
}

/**
 * How a name is typed when it is looked for: surnames with the reading they have as surnames (单 shan, 仇 qiu,
 * 尉迟 yuchi), Latin names in lower case without accents. A character whose reading nobody knows is left out: the name
 * is then found by the rest, and by its characters.
 */
export function readName(name: string): NameReading {
  const syllables = hasIdeographs(name) ? chineseSyllables(name) : latinWords(name);
  return {
    pinyin: syllables.join(''),
    pinyinInitials: syllables.map((syllable) => syllable.charAt(0)).join(''),
  };
}

function chineseSyllables(name: string): readonly string[] {
  const parts = pinyin(name, {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  });
  return parts.flatMap((part) => {
    if (/^[a-z]+$/.test(part)) return [part];
    const known = Array.from(part)
      .map(rareReading)
      .filter((reading) => reading !== undefined);
    return known.length > 0 ? known : latinWords(part);
  });
}

function latinWords(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .split(/[^\p{L}\p{M}']+/u)
    .map((word) => word.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((word) => word !== '');
}

function hasIdeographs(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
