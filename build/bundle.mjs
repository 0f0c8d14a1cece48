import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeRareFaces, rareFacesKey } from './rare-faces.mjs';
import { alone } from './setup/lock.mjs';
import { root } from './setup/paths.mjs';
import { makeWholeFolder, noteOfWholeFolder } from './setup/whole-folder.mjs';

/** Where Electron finds the program; package.json's `main` points into it. */
export const bundleFolder = path.join(root, 'dist');

/** What goes into the bundles, or says how they are made. */
const SOURCES = [
  ...['domain', 'contract', 'counter', 'db', 'sync', 'electron', 'renderer'],
  ...['package-lock.json', 'build/bundle.mjs', 'build/bundle-configuration.mjs'],
];

/**
 * Bundles the desktop program into dist/, unless what stands there was made from the same sources.
 * @returns {Promise<boolean>} whether anything was done
 */
export async function bundle() {
  if (isBundled()) return false;
  await makeRareFaces();
  return alone(`bundling of ${root}`, async () => {
    if (isBundled()) return false;
    const sources = hashOfSources();
    const { build } = await import('vite');
    const { bundleConfigurations } = await import('./bundle-configuration.mjs');
    await makeWholeFolder(bundleFolder, async (temporary) => {
      for (const configuration of bundleConfigurations(temporary)) await build(configuration);
      return { sources };
    });
    return true;
  });
}

function isBundled() {
  const note = /** @type {{ sources: string } | undefined} */ (noteOfWholeFolder(bundleFolder));
  return note?.sources === hashOfSources();
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesIn(path.join(root, source))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update('\0');
    }
  }
  return hash.update(rareFacesKey()).digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]} in an order that is always the same
 */
function filesIn(place) {
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs
    .readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .sort()
    .map((name) => path.join(place, name))
    .filter((file) => fs.statSync(file).isFile());
}

if (import.meta.url === pathToFileURL(String(process.argv[1])).href) {
  const begun = performance.now();
  const done = await bundle();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stderr.write(done ? `bundled in ${seconds} s\n` : 'bundle: nothing has changed\n');
}
