import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openCounterStorage, type OpenCounterStorage } from '../counter-storage.ts';
import type { DatabaseOptions } from '../open-database.ts';

export const rightKey = 'a1b2c3d4'.repeat(8);
export const otherKey = '0f1e2d3c'.repeat(8);

/** Where a counter's file may be made, in a folder of its own that is gone after the test. */
export function freshOptions(): DatabaseOptions {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { file: join(folder, 'counter.db'), key: rightKey, nativeBinding: null };
}

/** A storage on a new file; closed after the test. */
export function freshStorage(options: DatabaseOptions = freshOptions()): OpenCounterStorage {
  const storage = openCounterStorage(options);
  onTestFinished(() => storage.close());
  return storage;
}

/** Every file of the folder with its bytes. An empty log and the log's index hold nothing and are left out. */
export function bytesBeside(file: string): ReadonlyMap<string, string> {
  const folder = dirname(file);
  return new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const)
      .filter(([name, bytes]) => !(name.endsWith('-wal') && bytes === '')),
  );
}

/** What a power cut would leave of this file now: a copy of it and its log, in another folder. */
export function copyAsLeft(from: DatabaseOptions): DatabaseOptions {
  const copy = freshOptions();
  for (const ending of ['', '-wal']) {
    if (existsSync(from.file + ending)) copyFileSync(from.file + ending, copy.file + ending);
  }
  return copy;
}
