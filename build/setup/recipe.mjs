import { createHash } from 'node:crypto';
import fs from 'node:fs';

/**
 * A short name for how something is made, so that what an older way of making it left in the cache is not taken.
 * @param {(string | URL)[]} files the sources that decide it
 * @returns {string}
 */
export function recipeName(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 8);
}
