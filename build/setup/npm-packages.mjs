import fs from 'node:fs';
import path from 'node:path';
import { alone } from './lock.mjs';
import { currentNode, nodeModules, root } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** Installs exactly what package-lock.json names, unless it is there. */
export async function setUpNpmPackages() {
  if (packagesFit()) {
    say('npm packages: all there');
    return;
  }
  await alone('set-up of npm packages', async () => {
    if (packagesFit()) return;
    say('npm packages: npm ci');
    const env = environmentOfNpm();
    // No package compiles or downloads anything of its own while being installed, but one: `node` fetches the
    // binary for this platform from the same registry.
    await run('npm', ['ci', '--ignore-scripts'], { cwd: root, env });
    await run('npm', ['rebuild', 'node', '--ignore-scripts=false'], { cwd: root, env });
  });
}

/**
 * True when npm's own record of what stands in node_modules agrees with the lock file.
 * @returns {boolean}
 */
function packagesFit() {
  try {
    const wanted = packagesOf(path.join(root, 'package-lock.json'));
    const present = packagesOf(path.join(nodeModules, '.package-lock.json'));
    for (const [place, { version, integrity }] of Object.entries(present)) {
      if (wanted[place]?.version !== version || wanted[place]?.integrity !== integrity) return false;
    }
    for (const [place, { optional }] of Object.entries(wanted)) {
      // Optional packages are those of other platforms.
      if (place !== '' && optional !== true && present[place] === undefined) return false;
    }
    return fs.existsSync(currentNode) && manifestFits(wanted[''] ?? {});
  } catch {
    return false;
  }
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean,
 *   dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

/**
 * A package.json that asks for more than the lock file knows is told by `npm ci`, in its own words.
 * @param {LockedPackage} locked
 */
function manifestFits(locked) {
  /** @type {LockedPackage} */
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return (
    sameRecord(manifest.dependencies, locked.dependencies) &&
    sameRecord(manifest.devDependencies, locked.devDependencies)
  );
}

/**
 * @param {Record<string, string> | undefined} one
 * @param {Record<string, string> | undefined} other
 */
function sameRecord(one = {}, other = {}) {
  const text = (/** @type {Record<string, string>} */ record) =>
    JSON.stringify(Object.entries(record).sort());
  return text(one) === text(other);
}

/** npm must not run on the Node that it is about to take away and put back. */
function environmentOfNpm() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const others = folders.filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')));
  return { ...process.env, PATH: others.join(path.delimiter) };
}
