import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { runtimeFile } from './setup/paths.mjs';

/**
 * @typedef {object} Runtime what the set-up chose
 * @property {import('./setup/electron.mjs').Electron} electron
 * @property {string | null} sqliteBinding
 */

/**
 * @returns {Runtime}
 */
export function readRuntime() {
  try {
    return JSON.parse(fs.readFileSync(runtimeFile, 'utf8'));
  } catch (error) {
    throw new Error('The machine is not set up yet: node build/setup.mjs', { cause: error });
  }
}

/**
 * The environment an Electron process of this product needs on this machine: the SQLite driver's binary where the
 * shipped one does not run (GUITAI_SQLITE_BINDING, the one thing the product knows of all this).
 * @param {Runtime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnvironment({ sqliteBinding }) {
  return sqliteBinding === null ? {} : { GUITAI_SQLITE_BINDING: sqliteBinding };
}

/**
 * Chromium's sandbox refuses to run as root, and needs user namespaces otherwise; everybody who can keeps it.
 * @returns {string[]}
 */
export function sandboxArguments() {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  if (spawnSync('unshare', ['--user', 'true']).status === 0) return [];
  process.stderr.write("this system gives users no namespaces: running without Chromium's sandbox\n");
  return ['--no-sandbox'];
}
