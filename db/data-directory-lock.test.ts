import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataDirectory } from './data-directory-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Between processes: test/faults/many-programs.test.ts.
describe('the lock on a data directory', () => {
  it('is for one alone, refuses at once, and can be taken again when it was given back', () => {
    const giveBack = takeDataDirectory(folder, null);
    const begin = performance.now();
    expect(() => takeDataDirectory(folder, null)).toThrow(
      expect.objectContaining({ code: 'database-unavailable' }) as Error,
    );
    expect(performance.now() - begin).toBeLessThan(2_000);
    giveBack();
    takeDataDirectory(folder, null)();
  });

  it('says the same of a folder that is not there', () => {
    expect(() => takeDataDirectory(join(folder, 'none'), null)).toThrow();
  });

  it('concerns this folder only', () => {
    const other = mkdtempSync(join(tmpdir(), 'guitai-lock-'));
    const both = [takeDataDirectory(folder, null), takeDataDirectory(other, null)];
    for (const giveBack of both) giveBack();
    rmSync(other, { recursive: true, force: true });
  });
});
