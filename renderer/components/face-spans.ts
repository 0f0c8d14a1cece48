/** The program's own face, and the slices for rare characters behind it (build/rare-faces.mjs). */
export const ownFamily = 'Noto Sans SC';
export const rareFamily = 'Guitai Rare';

/** Code points that one slice of a face draws. */
export interface FaceSpan {
  readonly first: number;
  /** Included. */
  readonly last: number;
  readonly face: FontFace;
}

/** What the slices of these families draw; nothing until the styles that name them are there, after the first frame. */
export function spansOfFamilies(families: readonly string[]): readonly FaceSpan[] {
  return [...document.fonts]
    .filter(({ family }) => families.includes(family.replaceAll(/["']/g, '')))
    .flatMap((face) => rangesOf(face.unicodeRange).map(([first, last]) => ({ first, last, face })));
}

/** @param text as CSS writes it: `U+4E00, U+4E02-4E07` */
function rangesOf(text: string): readonly (readonly [first: number, last: number])[] {
  return text.split(',').map((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}
