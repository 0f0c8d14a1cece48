import { normaliseTypedNumber } from '../domain/identity/typed-number.ts';
import type { Employer } from '../domain/records/records.ts';

type Named = Pick<Employer, 'id' | 'name' | 'active'>;

interface Reading {
  readonly pinyin: string;
  readonly initials: string;
}

/** How names are read, found out once for each: an employer is looked for letter by letter. */
const readings = new Map<string, Reading>();

/** The employers that a typed text means, those whose name or code begins with it first; none for an empty text. */
export async function searchNames(employers: readonly Named[], typed: string): Promise<readonly Named[]> {
  const text = typed.trim();
  if (text === '') return [];
  const code = normaliseTypedNumber(text);
  const letters = text.toLowerCase().replace(/[\s'’]/gu, '');
  const isLatin = /^[a-z]+$/.test(letters);
  if (isLatin) await readAll(employers);
  const rankOf = ({ id, name }: Named): number => {
    if (name.startsWith(text)) return 0;
    if (code.length >= 2 && id.startsWith(code)) return 1;
    if (name.includes(text)) return 2;
    const reading = isLatin ? readings.get(name) : undefined;
    if (reading?.initials.startsWith(letters) === true) return 3;
    if (reading?.pinyin.startsWith(letters) === true) return 4;
    if (reading?.initials.includes(letters) === true) return 5;
    return letters.length > 2 && reading?.pinyin.includes(letters) === true ? 6 : 7;
  };
  return employers
    .map((employer) => ({ employer, rank: rankOf(employer) }))
    .filter(({ rank }) => rank < 7)
    .sort((one, other) => one.rank - other.rank || (one.employer.name < other.employer.name ? -1 : 1))
    .map(({ employer }) => employer);
}

/** The dictionary is loaded with the first name that is looked for by its sound. */
async function readAll(employers: readonly Named[]): Promise<void> {
  const unread = employers.filter(({ name }) => !readings.has(name));
  if (unread.length === 0) return;
  const { pinyin } = await import('pinyin-pro');
  for (const { name } of unread) {
    const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
      .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
      .filter((syllable) => syllable !== '');
    readings.set(name, {
      pinyin: syllables.join(''),
      initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
    });
  }
}
