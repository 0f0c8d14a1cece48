/** Serials of blank cards that follow each other, both ends included; one serial is a range of itself. */
export interface SerialRange {
  readonly first: string;
  readonly last: string;
}

/** How many blanks one command may name. */
export const mostSerials = 500;

/** How many serials ranges name; 0 for one whose end is before its beginning. */
export function countOfRanges(ranges: readonly SerialRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + Math.max(0, Number(last) - Number(first) + 1), 0);
}

/**
 * Every serial that is named, in the order of the ranges; one that is named twice comes twice.
 * @throws RangeError beyond `mostSerials`: whoever calls has counted before
 */
export function serialsOf(ranges: readonly SerialRange[]): readonly string[] {
  if (countOfRanges(ranges) > mostSerials) throw new RangeError(`more than ${String(mostSerials)} serials`);
  return ranges.flatMap(({ first, last }) =>
    Array.from({ length: Math.max(0, Number(last) - Number(first) + 1) }, (_unused, index) =>
      String(Number(first) + index).padStart(first.length, '0'),
    ),
  );
}

/** Serials as ranges, each as long as it can be; in order, each once. */
export function rangesOf(serials: readonly string[]): readonly SerialRange[] {
  const ranges: { first: string; last: string }[] = [];
  for (const serial of [...new Set(serials)].sort()) {
    const open = ranges.at(-1);
    if (open !== undefined && Number(serial) === Number(open.last) + 1) open.last = serial;
    else ranges.push({ first: serial, last: serial });
  }
  return ranges;
}

/** As a sentence names them: 80001001–80001100, 80001203. */
export function tellRanges(ranges: readonly SerialRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ');
}

/** How far apart two blanks of the stock may lie for the numbers between them to be looked for. */
const widestGap = 100;

/**
 * Serials that belong to a run and are nowhere in the book: between two blanks of the stock that lie close together.
 * @param inStock the serials of the stock, in order
 * @param known answers which serials between two others the book knows, whatever became of them
 */
export function gapsOf(
  inStock: readonly string[],
  known: (after: string, before: string) => readonly string[],
): readonly SerialRange[] {
  const missing: string[] = [];
  for (const [index, serial] of inStock.entries()) {
    const before = inStock[index - 1];
    const between = before === undefined ? 0 : Number(serial) - Number(before) - 1;
    if (before === undefined || between < 1 || between > widestGap) continue;
    const there = new Set(known(before, serial));
    const all = serialsOf([{ first: before, last: serial }]).slice(1, -1);
    missing.push(...all.filter((one) => !there.has(one)));
  }
  return rangesOf(missing);
}
