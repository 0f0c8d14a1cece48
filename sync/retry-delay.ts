const shortest = 250;
const longest = 15_000;

/**
 * Milliseconds to wait before the next try after `failures` in a row: doubling, capped, and spread by `chance`
 * (0 to 1) so that counters do not all come back in the same instant.
 */
export function retryDelay(failures: number, chance: number): number {
  const full = Math.min(shortest * 2 ** Math.min(Math.max(failures - 1, 0), 16), longest);
  return full / 2 + (full / 2) * chance;
}
