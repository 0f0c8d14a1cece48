import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appearance } from '../../contract/window-bridge.ts';
import { appearanceStore } from './appearance-store.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guitai-appearance-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('how the windows look', () => {
  it('is kept from one start to the next, the last choice of several', async () => {
    const store = appearanceStore(directory);
    void store.keep({ theme: 'light', language: 'en' });
    await store.keep({ theme: 'dark', language: 'en' });
    expect(await appearanceStore(directory).read()).toEqual({ theme: 'dark', language: 'en' });
    expect(await readdir(directory)).toEqual(['appearance.json']);
  });

  it.each(['', '{', 'null', '7', '{"theme":"pink","language":["en"]}'])(
    'is the standard where %s was found, in a shape that the pages take',
    async (text) => {
      await writeFile(join(directory, 'appearance.json'), text);
      const read = await appearanceStore(directory).read();
      expect(read).toEqual({ theme: 'system', language: 'zh-CN' });
      expect(appearance.safeParse(read).success).toBe(true);
    },
  );

  it('stops nobody where it cannot be kept', async () => {
    const store = appearanceStore(join(directory, 'missing'));
    await store.keep({ theme: 'dark', language: 'en' });
    expect(await store.read()).toEqual({ theme: 'system', language: 'zh-CN' });
  });
});
