import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeModules } from './setup/paths.mjs';
import { makeRareFaces, rareFacesFolder } from './rare-faces.mjs';
import { facesOf } from './sfnt.mjs';

const ownFace = join(nodeModules, '@fontsource', 'noto-sans-sc', '400.css');
const drawn = new Set<number>();
let rules = '';

beforeAll(async () => {
  await makeRareFaces();
  rules = readFileSync(join(rareFacesFolder, 'faces.css'), 'utf8');
  for (const css of [readFileSync(ownFace, 'utf8'), rules]) {
    for (const [, list = ''] of css.matchAll(/unicode-range:([^;}]*)/g)) {
      for (const range of list.split(',')) {
        const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
        for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1)
          drawn.add(code);
      }
    }
  }
});

describe('the faces that the program brings along', () => {
  it.each([
    ['the unified ideographs', 0x4e00, 0x9fff],
    ['extension A', 0x3400, 0x4dbf],
    ['extension B', 0x20000, 0x2a6df],
    ['extension C', 0x2a700, 0x2b739],
    ['extension D', 0x2b740, 0x2b81d],
    ['extension E', 0x2b820, 0x2cea1],
    ['extension F', 0x2ceb0, 0x2ebe0],
  ])('have all of %s: that is GB 18030 level 3', (_block, first, last) => {
    const missing = Array.from({ length: last - first + 1 }, (_none, index) => first + index).filter(
      (code) => !drawn.has(code),
    );
    expect(missing.map((code) => code.toString(16))).toEqual([]);
  });

  it('come with the licence of each font they were cut from', () => {
    const licences = readdirSync(rareFacesFolder).filter((name) => name.endsWith('-licence.txt'));
    expect(licences.toSorted()).toEqual([
      'fonts-babelstone-han-licence.txt',
      'fonts-hanazono-licence.txt',
      'fonts-noto-cjk-licence.txt',
    ]);
  });

  it('are where the style sheet names them', () => {
    const named = [...rules.matchAll(/url\('\.\/([^']+)'\)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(50);
    expect(readdirSync(rareFacesFolder)).toEqual(expect.arrayContaining(named));
  });
});

describe('a collection of fonts', () => {
  it('is taken apart into faces that stand for themselves', () => {
    const collection = readFileSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
    const face = facesOf(collection).find(({ names }) => names.includes('Noto Sans CJK SC'));
    if (face === undefined) throw new Error('the collection has no face for simplified Chinese');
    const [alone, ...others] = facesOf(face.bytes);
    expect(others).toEqual([]);
    expect(alone?.names).toEqual(face.names);
    expect(alone?.codePoints).toEqual(face.codePoints);
    expect(face.codePoints.has(0x4e00)).toBe(true);
  });
});
