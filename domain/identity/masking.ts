/** Masks for screens and paper (Personal Information Protection Law art. 51, GB/T 35273-2020 section 7.2). */

const STAR = '*';

/**
 * Masks a number of any kind: a quarter of it, at most four characters, stays readable at each end. At least half is
 * always hidden, a number shorter than four characters wholly. The length is kept.
 */
export function maskNumber(number: string): string {
  const shown = Math.min(4, Math.floor(Array.from(number).length / 4));
  return keepEnds(number, shown, shown);
}

/** Keeps the first and the last characters, and puts a star for each one between. */
export function keepEnds(number: string, first: number, last: number): string {
  const characters = Array.from(number);
  const hidden = Math.max(0, characters.length - first - last);
  const head = characters.slice(0, first).join('');
  const tail = characters.slice(first + hidden).join('');
  return `${head}${STAR.repeat(hidden)}${tail}`;
}
