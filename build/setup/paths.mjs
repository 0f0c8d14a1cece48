import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const nodeModules = path.join(root, 'node_modules');

/** Current Node from npm's package `node`; there after the npm packages are. */
export const currentNode = path.join(nodeModules, 'node', 'bin', 'node');

/** What depends on this checkout and may be thrown away at any time. */
export const workFolder = path.join(nodeModules, '.cache', 'guitai');

/** Downloads and builds that every checkout of this user shares, keyed by version. */
export const cacheFolder = path.join(
  path.isAbsolute(process.env['XDG_CACHE_HOME'] ?? '')
    ? String(process.env['XDG_CACHE_HOME'])
    : path.join(os.homedir(), '.cache'),
  'guitai',
);

/** Which Electron and which SQLite driver the set-up chose; written by it, read through ../runtime.mjs. */
export const runtimeFile = path.join(workFolder, 'runtime.json');

export const platform = `${process.platform}-${process.arch}`;
