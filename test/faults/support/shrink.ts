/**
 * The shortest part of a history that still fails: takes out ever smaller pieces as long as there is time.
 * @param fails runs a part, and says whether it fails as the whole did
 */
export async function shrink<Item>(
  items: readonly Item[],
  fails: (part: readonly Item[]) => Promise<boolean>,
  milliseconds: number,
): Promise<readonly Item[]> {
  const end = performance.now() + milliseconds;
  let shortest = items;
  let size = Math.ceil(shortest.length / 2);
  while (size >= 1) {
    let found = false;
    for (let start = 0; start < shortest.length; start += size) {
      if (performance.now() > end) return shortest;
      const part = [...shortest.slice(0, start), ...shortest.slice(start + size)];
      if (part.length > 0 && (await fails(part))) {
        shortest = part;
        found = true;
        break;
      }
    }
    if (!found) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return shortest;
}
