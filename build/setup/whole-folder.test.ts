import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWholeFolder, noteOfWholeFolder, sweepParts } from './whole-folder.mjs';

let cache: string;
let folder: string;

beforeEach(() => {
  cache = fs.mkdtempSync(path.join(os.tmpdir(), 'guitai-cache-'));
  folder = path.join(cache, 'thing-1.0');
});
afterEach(() => {
  fs.rmSync(cache, { recursive: true });
});

async function makeThing(): Promise<void> {
  await makeWholeFolder(folder, (temporary) => {
    fs.mkdirSync(path.join(temporary, 'inner'));
    fs.writeFileSync(path.join(temporary, 'inner', 'file'), 'content');
    fs.symlinkSync('inner/file', path.join(temporary, 'link'));
    return Promise.resolve({ nodeApi: 9 });
  });
}

describe('a folder of the cache', () => {
  it('is there with its note once it was made', async () => {
    expect(noteOfWholeFolder(folder)).toBeUndefined();
    await makeThing();
    expect(noteOfWholeFolder(folder)).toEqual({ nodeApi: 9 });
    expect(fs.readdirSync(cache)).toEqual(['thing-1.0']);
  });

  it.each<[string, (place: string) => void]>([
    ['a missing file', (place) => fs.rmSync(path.join(place, 'inner', 'file'))],
    ['a shortened file', (place) => fs.truncateSync(path.join(place, 'inner', 'file'), 3)],
    ['a missing link', (place) => fs.rmSync(path.join(place, 'link'))],
    ['a missing list', (place) => fs.rmSync(path.join(place, 'whole.json'))],
    ['a damaged list', (place) => fs.truncateSync(path.join(place, 'whole.json'), 10)],
  ])('is not taken for whole with %s, and is made again', async (_damage, damage) => {
    await makeThing();
    damage(folder);
    expect(noteOfWholeFolder(folder)).toBeUndefined();
    await makeThing();
    expect(noteOfWholeFolder(folder)).toEqual({ nodeApi: 9 });
  });

  it('is not there when making it failed, and nothing of the attempt stays', async () => {
    const attempt = makeWholeFolder(folder, (temporary) => {
      fs.writeFileSync(path.join(temporary, 'half'), 'half');
      return Promise.reject(new Error('the line was cut'));
    });
    await expect(attempt).rejects.toThrow('the line was cut');
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  it('leaves what a killed attempt left behind to the sweep, and the sweep leaves the rest', async () => {
    await makeThing();
    fs.mkdirSync(`${folder}.part-abc`);
    sweepParts(cache);
    expect(fs.readdirSync(cache)).toEqual(['thing-1.0']);
  });
});
