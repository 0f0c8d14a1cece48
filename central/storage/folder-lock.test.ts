import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

describe('the lock on a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guitai-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one in, and the next one only after it', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toBeInstanceOf(FolderInUseError);
    await unlock();
    await (
      await lockFolder(folder)
    )();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets exactly one of many in that come at the same time', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['central.1.lock']);
  });

  it.each([
    [
      'a process that has ended',
      async () => JSON.stringify({ processId: await endedProcess(), started: null }),
    ],
    // The id lives, but belongs to a process that was started at another time: ids are used again.
    [
      'this id in an earlier boot',
      () => JSON.stringify({ processId: process.pid, started: 'earlier boot 17' }),
    ],
    ['a crash while it was written', () => ''],
    ['something else', () => '{"processId":"1"}'],
  ])('takes over what was left by %s, for exactly one of several', async (_name, left) => {
    writeFileSync(join(folder, 'central.4.lock'), await left());
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['central.5.lock']);
  });

  it('says who holds it and what to do', async () => {
    await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(
      `already running in ${folder} (process ${process.pid}); stop it first, or give another folder with --data`,
    );
  });
});

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  if (child.pid === undefined) throw new Error('no process was started');
  return child.pid;
}
