import { nameContainsRareCharacters } from '../../domain/identity/person-name.ts';
import { ownFamily, rareFamily, spansOfFamilies, type FaceSpan } from './face-spans.ts';

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

let spans: readonly FaceSpan[] = [];

/** Asked of the document until its faces are there: they come after the first frame. */
function isInRareFaces(character: string): boolean {
  if (spans.length === 0) spans = spansOfFamilies([rareFamily]);
  const codePoint = character.codePointAt(0) ?? 0;
  return spans.some(({ first, last }) => codePoint >= first && codePoint <= last);
}

function picture(character: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return character;
  context.font = `${size - 4}px "${ownFamily}", "Noto Sans CJK SC", HanaMinB, BabelStone Han, sans-serif`;
  context.textBaseline = 'top';
  context.fillText(character, 0, 0);
  return context.getImageData(0, 0, size, size).data.join();
}
