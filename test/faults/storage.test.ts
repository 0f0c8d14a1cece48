import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/setup/paths.mjs';
import { makeIoErrors } from './storage/io-errors.ts';
import { memoryFolder } from './support/counter.ts';

/** A short part of each of the proofs of storage-run.ts, as the command does it. */

let desks: string;
beforeAll(async () => {
  desks = mkdtempSync(join(memoryFolder, 'guitai-storage-test-'));
  // The first to come makes the desks; the others take them from there.
  await storageRun('power-cuts', '--count', '1', '--seed', '1', '--desks', desks, '--kinds', '1');
});
afterAll(() => rmSync(desks, { recursive: true, force: true }));

function storageRun(
  ...words: readonly string[]
): Promise<{ readonly code: unknown; readonly lines: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join('test', 'faults', 'storage-run.ts'), ...words],
      { cwd: root },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, lines: stdout + stderr }),
    );
  });
}

const withDesks = (name: string, ...words: readonly string[]) =>
  storageRun(name, '--seed', '1', '--desks', desks, '--kinds', '1', ...words);

describe.skipIf(process.platform !== 'linux')('the encrypted file', () => {
  it('loses nothing that a clerk was told is done, wherever the power is cut', async () => {
    const { code, lines } = await withDesks('power-cuts', '--count', '10');
    expect(lines).toMatch(/power cuts 10 of \d+ processes \| acknowledged [1-9]\d* \| lost 0 at 0 cuts/);
    expect(code).toBe(0);
  });

  it('would lose it where the log is not synced at each commit', async () => {
    const { code, lines } = await withDesks('power-cuts', '--count', '10', '--synchronous', 'normal');
    expect(lines).toMatch(/lost [1-9]\d* at [1-9]\d* cuts/);
    expect(lines).toContain('the control has lost, as it must');
    expect(code).toBe(0);
  });

  it('takes a command whole or not at all where the disk is full or fails, says so, and goes on', async () => {
    const names = 'register-back-payment,open-file-with-log,checkpoint,backup';
    const { code, lines } = await withDesks('io-errors', '--kind', names, '--every', '29');
    expect(lines).toMatch(/services 4, last backup .* errors met [1-9]\d*/);
    expect(lines).toMatch(/told as: .*storage-full [1-9]/);
    expect(code).toBe(0);
  });

  it('would not be believed where a clerk is told that nothing was saved, and it was', async () => {
    const only = ['register-back-payment'];
    const work = { desks, kinds: 1, only, every: 1, seed: 1, neverUnknown: true };
    expect(await makeIoErrors(work)).toBe(1);
  });

  it('never serves other content where a bit fell over', async () => {
    const { code, lines } = await withDesks('bit-flips', '--count', '60');
    expect(lines).toMatch(/found at opening: database-damaged [1-9]/);
    expect(lines).toMatch(/at reading: SQLITE_CORRUPT [1-9]/);
    expect(lines).toContain('served otherwise 0');
    expect(code).toBe(0);
  });

  it('comes to the last version whole wherever a step of its schema was cut off', async () => {
    const { code, lines } = await storageRun(
      'migrations',
      '--seed',
      '3',
      '--only',
      '19',
      '--every',
      '10',
      '--cuts',
      '10',
    );
    expect(lines).toMatch(/steps 1 of \d+ \| kills [1-9]\d* .* power cuts [1-9]\d*/);
    expect(code).toBe(0);
  });
});
