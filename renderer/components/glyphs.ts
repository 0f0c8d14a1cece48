import { nameContainsRareCharacters } from '../../domain/identity/person-name.ts';

const known = new Map<string, boolean>();
const size = 24;

/**
 * Whether some face on this machine has the character. Common characters always have one; a rare one is drawn beside a
 * code point that nothing has, and the two pictures differ unless both are the empty box.
 */
export function hasGlyph(character: string): boolean {
  if (!nameContainsRareCharacters(character)) return true;
  const before = known.get(character);
  if (before !== undefined) return before;
  const answer = picture(character) !== picture('\u{3FFFD}');
  known.set(character, answer);
  return answer;
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
