import { describe, expect, it } from 'vitest';
import { Wake } from './wake.ts';

async function took(wait: Promise<void>): Promise<number> {
  const start = performance.now();
  await wait;
  return performance.now() - start;
}

describe('a sleep that can be broken', () => {
  it('ends at once when it is woken', async () => {
    const wake = new Wake();
    const sleep = took(wake.within(60_000));
    wake.now();
    expect(await sleep).toBeLessThan(5_000);
  });

  it('does not begin when the call came before it, and that call counts once', async () => {
    const wake = new Wake();
    wake.now();
    wake.now();
    expect(await took(wake.within(60_000))).toBeLessThan(5_000);
    expect(await took(wake.within(40))).toBeGreaterThanOrEqual(35);
  });

  it('ends by itself after its time, and again', async () => {
    const wake = new Wake();
    expect(await took(wake.within(30))).toBeGreaterThanOrEqual(25);
    expect(await took(wake.within(30))).toBeGreaterThanOrEqual(25);
  });
});
