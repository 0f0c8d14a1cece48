/** How long the backend may fail again and again before somebody has to look, and how quickly it is started anew. */
const windowMilliseconds = 60_000;
const delaysMilliseconds = [0, 250, 1_000, 4_000, 10_000] as const;

/**
 * Decides about the backend that just ended unasked: after how many milliseconds it is started again, or null when it
 * ended too often within a minute.
 *
 * @param ends when it ended, this time included, in milliseconds of a clock that only goes forward
 */
export function restartDelay(ends: readonly number[]): number | null {
  const last = ends.at(-1);
  if (last === undefined) return 0;
  const recent = ends.filter((end) => last - end < windowMilliseconds).length;
  return delaysMilliseconds[recent - 1] ?? null;
}
