import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { alone } from './lock.mjs';

describe('what is done alone', () => {
  it('is done by one after the other, whoever begins', async () => {
    const name = randomUUID();
    let inside = 0;
    let most = 0;
    const one = () =>
      alone(name, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      });
    await Promise.all([one(), one(), one(), one()]);
    expect(most).toBe(1);
  });

  it('is free again after it failed', async () => {
    const name = randomUUID();
    await expect(alone(name, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await alone(name, () => Promise.resolve('done'))).toBe('done');
  });

  it('is free again after its process was killed', async () => {
    const name = randomUUID();
    const program = `
      import { alone } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
      await alone(${JSON.stringify(name)}, () => { console.log('held'); return new Promise(() => undefined); });
    `;
    const other = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    await once(other.stdout, 'data');
    const waiting = alone(name, () => Promise.resolve('done'));
    other.kill('SIGKILL');
    expect(await waiting).toBe('done');
  });
});
