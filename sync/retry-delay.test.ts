import { describe, expect, it } from 'vitest';
import { retryDelay } from './retry-delay.ts';

describe('the pause before the next try', () => {
  it.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [6, 8_000],
    [7, 15_000],
    [1_000_000, 15_000],
  ])('after %i failures is at most %i ms, at least half of it', (failures, longest) => {
    expect(retryDelay(failures, 1)).toBe(longest);
    expect(retryDelay(failures, 0)).toBe(longest / 2);
    expect(retryDelay(failures, 0.5)).toBe(longest * 0.75);
  });

  it('never is shorter than the first, whatever it is asked', () => {
    expect(retryDelay(0, 0)).toBe(125);
    expect(retryDelay(-5, 0)).toBe(125);
  });
});
