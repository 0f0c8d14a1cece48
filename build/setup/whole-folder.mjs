import fs from 'node:fs';
import path from 'node:path';

/**
 * A folder of the cache is either whole or not there: it is made under a temporary name beside its own, gets a
 * list of its files and their sizes as the last thing, and is renamed. One that was begun, cut short or
 * emptied is never taken for a good one.
 */
const LIST = 'whole.json';

/**
 * @param {string} folder
 * @returns {unknown} what its maker noted about it, or undefined when it is not there or not whole
 */
export function noteOfWholeFolder(folder) {
  try {
    /** @type {{ note: unknown, files: Record<string, number> }} */
    const { note, files } = JSON.parse(fs.readFileSync(path.join(folder, LIST), 'utf8'));
    for (const [file, size] of Object.entries(files)) {
      if (fs.lstatSync(path.join(folder, file)).size !== size) return undefined;
    }
    return note;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {(temporary: string) => Promise<unknown>} make fills the folder it is given and answers the note to keep
 */
export async function makeWholeFolder(folder, make) {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const temporary = fs.mkdtempSync(`${folder}.part-`);
  try {
    const note = await make(temporary);
    /** @type {Record<string, number>} */
    const files = {};
    for (const file of fs.readdirSync(temporary, { recursive: true, encoding: 'utf8' })) {
      const stat = fs.lstatSync(path.join(temporary, file));
      if (!stat.isDirectory()) files[file] = stat.size;
    }
    fs.writeFileSync(path.join(temporary, LIST), JSON.stringify({ note, files }));
    fs.chmodSync(temporary, 0o755);
    // What stands there is not whole, or nobody would have come here.
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(temporary, folder);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Sweeps out what earlier, killed set-ups left under temporary names. Call it only while holding the lock.
 * @param {string} parent
 */
export function sweepParts(parent) {
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    if (name.includes('.part-')) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
