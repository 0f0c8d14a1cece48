import { expect, it } from 'vitest';
import { killCounters } from './kills.ts';

it('counters that are killed at any time lose and double nothing, and all come to rest', async () => {
  const told: string[] = [];
  const figures = await killCounters({
    count: 8,
    seed: 20_261_127,
    killsOfOneCounty: 8,
    stepsOfOneLife: 10,
    tell: (line) => told.push(line),
  });
  expect(figures.kills).toBe(8);
  expect(figures.acknowledged).toBeGreaterThan(0);
  expect(told).toHaveLength(1);
});
