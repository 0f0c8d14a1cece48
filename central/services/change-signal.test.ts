import { describe, expect, it } from 'vitest';
import { createChangeSignal } from './change-signal.ts';

const never = new AbortController().signal;

describe('the signal of changes', () => {
  it('wakes who waits for the county, and nobody else', async () => {
    const signal = createChangeSignal();
    const own = signal.watch('330122').wait(10_000, never);
    const other = signal.watch('330183').wait(20, never);
    signal.raise('330122');
    expect(await own).toBe(true);
    expect(await other).toBe(false);
  });

  it('keeps a change that came between looking and waiting', async () => {
    const signal = createChangeSignal();
    const watch = signal.watch('330122');
    signal.raise('330122');
    expect(await watch.wait(10_000, never)).toBe(true);
  });

  it('wakes everybody when something may have been missed', async () => {
    const signal = createChangeSignal();
    const waits = ['330122', '330183'].map((county) => signal.watch(county).wait(10_000, never));
    signal.raise('*');
    expect(await Promise.all(waits)).toEqual([true, true]);
  });

  it('ends waiting when the counter hangs up, and when the central office closes', async () => {
    const signal = createChangeSignal();
    const hangUp = new AbortController();
    const first = signal.watch('330122').wait(10_000, hangUp.signal);
    hangUp.abort();
    expect(await first).toBe(false);
    const second = signal.watch('330122').wait(10_000, never);
    signal.close();
    await second;
    expect(await signal.watch('330122').wait(10_000, never)).toBe(false);
  });

  it('forgets who has stopped watching', async () => {
    const signal = createChangeSignal();
    const watch = signal.watch('330122');
    watch.stop();
    signal.raise('330122');
    expect(await watch.wait(1, never)).toBe(false);
  });
});
