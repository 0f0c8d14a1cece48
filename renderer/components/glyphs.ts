import { nameContainsRareCharacters } from '../../domain/identity/person-name.ts';

/** The family of the slices for rare characters (build/rare-faces.mjs). */
const rareFamily = 'Guitai Rare';
const known = new Map<string, boolean>();
const size = 24;

/**
 * Whether the program or this machine has a face with the character. Common characters always have one; of the program's own
 * rare faces it is known what they have before they are fetched. What is left is drawn beside a code point that nothing
 * has, and the two pictures differ unless both are the empty box.
 */
export function hasGlyph(character: string): boolean {
  if (!nameContainsRareCharacters(character)) return true;
  if (isInRareFaces(character)) return true;
  const before = known.get(character);
  if (before !== undefined) return before;
  const answer = picture(character) !== picture('\u{3FFFD}');
  known.set(character, answer);
  return answer;
}

let ranges: readonly (readonly [first: number, last: number])[] = [];

/** Asked of the document until its faces are there: they come after the first frame. */
function isInRareFaces(character: string): boolean {
  if (ranges.length === 0) ranges = rareRanges();
  const codePoint = character.codePointAt(0) ?? 0;
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function rareRanges(): readonly (readonly [number, number])[] {
  return [...document.fonts]
    .filter(({ family }) => family.replaceAll(/["']/g, '') === rareFamily)
    .flatMap(({ unicodeRange }) =>
      unicodeRange.split(',').map((range) => {
        const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
      }),
    );
}

function picture(character: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return character;
  context.font = `${size - 4}px "Noto Sans SC", "Noto Sans CJK SC", HanaMinB, BabelStone Han, sans-serif`;
  context.textBaseline = 'top';
  context.fillText(character, 0, 0);
  return context.getImageData(0, 0, size, size).data.join();
}
