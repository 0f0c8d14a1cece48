// The faces for characters that the program's own face (Noto Sans SC of @fontsource) does not have, so that no name
// prints a box: cut out of fonts that the set-up installs into slices, of which a page loads those that it needs.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { alone } from './setup/lock.mjs';
import { nodeModules, workFolder } from './setup/paths.mjs';
import { makeWholeFolder, noteOfWholeFolder } from './setup/whole-folder.mjs';
import { facesOf } from './sfnt.mjs';

/** The family that styles name behind the program's own face. */
export const rareFamily = 'Guitai Rare';

/** Every ideograph that a name may have, as domain/identity/person-name.ts takes them. */
const IDEOGRAPHS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2fffd],
  [0x30000, 0x3fffd],
];

/** Who comes first draws what several have: the sister of the program's own face, then those for extensions B to H. */
const SOURCES = [
  { package: 'fonts-noto-cjk', file: 'opentype/noto/NotoSansCJK-Regular.ttc', face: 'Noto Sans CJK SC' },
  { package: 'fonts-hanazono', file: 'truetype/hanazono/HanaMinB.ttf', face: 'HanaMinB' },
  { package: 'fonts-hanazono', file: 'truetype/hanazono/HanaMinA.ttf', face: 'HanaMinA' },
  { package: 'fonts-babelstone-han', file: 'truetype/babelstone/BabelStoneHan.ttf', face: 'BabelStone Han' },
];

/**
 * Characters of a slice: some forty kilobytes. A page checks each that it fetches in the time of a key: one of a thousand
 * characters took 4 to 5 ms, and a list of names may need eight.
 */
const SLICE = 128;
/** Slices that are cut out of the same piece: every cut reads all that it cuts from, and a font has tens of megabytes. */
const SLICES_OF_PIECE = 8;
const OWN_FACE = path.join(nodeModules, '@fontsource', 'noto-sans-sc', '400.css');
const systemFonts = '/usr/share/fonts';
const systemDocuments = '/usr/share/doc';

/** Where the slices lie, with `faces.css` that names them and the licence of each font. */
export const rareFacesFolder = path.join(workFolder, 'rare-faces');

/** What the slices are made of: another of these, other slices. */
export function rareFacesKey() {
  const hash = createHash('sha256')
    .update(fs.readFileSync(import.meta.filename))
    .update(fs.readFileSync(OWN_FACE));
  for (const { file } of SOURCES) {
    const place = path.join(systemFonts, file);
    hash.update(`${file} ${String(fs.existsSync(place) && fs.statSync(place).size)}\n`);
  }
  return hash.digest('hex');
}

/** Makes the slices, unless they are there. Takes some ten seconds, once. */
export async function makeRareFaces() {
  const key = rareFacesKey();
  if (noteOfWholeFolder(rareFacesFolder) === key) return;
  await alone('rare faces', async () => {
    if (noteOfWholeFolder(rareFacesFolder) === key) return;
    await makeWholeFolder(rareFacesFolder, async (folder) => {
      await cutSlices(folder);
      return key;
    });
  });
}

/** @param {string} folder */
async function cutSlices(folder) {
  const { default: subsetFont } = await import('subset-font');
  /** @type {(font: Buffer, codePoints: number[], targetFormat: 'sfnt' | 'woff') => Promise<Buffer>} */
  const cut = (font, codePoints, targetFormat) =>
    // Substitutions between characters are nothing that a name needs.
    subsetFont(font, String.fromCodePoint(...codePoints), { targetFormat, noLayoutClosure: true });
  const drawn = rangesOfCss(fs.readFileSync(OWN_FACE, 'utf8'));
  const wanted = new Set(IDEOGRAPHS.flatMap(([first, last]) => span(Number(first), Number(last))));
  for (const codePoint of drawn) wanted.delete(codePoint);
  /** @type {string[]} */
  const faces = [];
  for (const source of SOURCES) {
    const { bytes, codePoints } = readSource(source);
    const has = [...wanted].filter((codePoint) => codePoints.has(codePoint));
    for (const ofPiece of partsOf(has, SLICE * SLICES_OF_PIECE)) {
      const piece = await cut(bytes, ofPiece, 'sfnt');
      for (const slice of partsOf(ofPiece, SLICE)) {
        const name = `${source.face.replaceAll(' ', '')}-${String(faces.length)}.woff`;
        fs.writeFileSync(path.join(folder, name), await cut(piece, slice, 'woff'));
        faces.push(faceRule(name, slice));
      }
    }
    for (const codePoint of has) wanted.delete(codePoint);
    const licence = path.join(systemDocuments, source.package, 'copyright');
    fs.copyFileSync(licence, path.join(folder, `${source.package}-licence.txt`));
  }
  fs.writeFileSync(path.join(folder, 'faces.css'), faces.join('\n'));
}

/**
 * @param {number[]} codePoints
 * @param {number} length of a part, of the last one at most
 */
function partsOf(codePoints, length) {
  return Array.from({ length: Math.ceil(codePoints.length / length) }, (_none, part) =>
    codePoints.slice(part * length, (part + 1) * length),
  );
}

/** @param {{ package: string, file: string, face: string }} source */
function readSource(source) {
  const place = path.join(systemFonts, source.file);
  if (!fs.existsSync(place)) {
    throw new Error(
      `${place} is missing, without which names would print boxes: apt-get install ${source.package}`,
    );
  }
  const found = facesOf(fs.readFileSync(place)).find(({ names }) => names.includes(source.face));
  if (found === undefined) throw new Error(`${place} has no face ${source.face}`);
  return found;
}

/**
 * @param {string} name
 * @param {number[]} codePoints in order
 */
function faceRule(name, codePoints) {
  /** @type {[number, number][]} */
  const ranges = [];
  for (const codePoint of codePoints) {
    const last = ranges.at(-1);
    if (last?.[1] === codePoint - 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  const range = ranges
    .map(([first, last]) => `U+${first.toString(16)}${first === last ? '' : `-${last.toString(16)}`}`)
    .join(', ');
  return (
    `@font-face { font-family: '${rareFamily}'; font-weight: 100 900; font-display: block; ` +
    `src: url('./${name}') format('woff'); unicode-range: ${range}; }`
  );
}

/**
 * @param {string} css
 * @returns {number[]} the code points that its faces say they have
 */
function rangesOfCss(css) {
  return [...css.matchAll(/unicode-range:([^;}]*)/g)].flatMap(([, list = '']) =>
    list.split(',').flatMap((range) => {
      const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
      return span(Number.parseInt(first, 16), Number.parseInt(last, 16));
    }),
  );
}

/**
 * @param {number} first
 * @param {number} last included
 */
function span(first, last) {
  return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
}
