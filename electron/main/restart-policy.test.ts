import { describe, expect, it } from 'vitest';
import { restartDelay } from './restart-policy.ts';

describe('the backend that ended unasked', () => {
  it('is started again at once the first time', () => {
    expect(restartDelay([5])).toBe(0);
  });
  it('is started more slowly when it goes on, and not a sixth time within a minute', () => {
    const ends: number[] = [];
    const delays = [0, 1_000, 2_000, 4_000, 9_000, 20_000].map((end) => {
      ends.push(end);
      return restartDelay(ends);
    });
    expect(delays).toEqual([0, 250, 1_000, 4_000, 10_000, null]);
  });
  it('is forgiven what is more than a minute ago', () => {
    expect(restartDelay([0, 1, 2, 3, 4, 60_005])).toBe(0);
  });
});
