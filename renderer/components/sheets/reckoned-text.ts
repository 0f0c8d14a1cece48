/**
 * How many lines a text takes where so many Chinese characters stand beside each other, for lists that are too long to be
 * measured. Letters and digits are taken wider than they are, so that nothing grows beyond its place.
 */
export function linesOfText(text: string, charactersWide: number): number {
  let width = 0;
  // The dot within a name is as wide as a character of Chinese.
  for (const character of text) width += character < '\u2E80' && character !== '·' ? 0.65 : 1;
  return Math.max(1, Math.ceil(width / charactersWide));
}
