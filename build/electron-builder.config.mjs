import fs from 'node:fs';
import path from 'node:path';
import { readRuntime } from './runtime.mjs';

const { electron, sqliteBinding } = readRuntime();

/** What the bundles load from node_modules at run time; everything else is inside them. */
const NATIVE = ['better-sqlite3', '@node-rs'];

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'cn.guitai.counter',
  copyright: 'Guitai',
  directories: { output: 'out', buildResources: 'build/icons' },
  icon: 'build/icons/icon.png',
  files: [
    'package.json',
    'dist/**',
    '!dist/whole.json',
    `!node_modules/!(${NATIVE.join('|')})/**`,
    '!node_modules/better-sqlite3/{deps,src}/**',
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // The driver and argon2 bring their own binaries: nothing is compiled for the package.
  npmRebuild: false,
  publish: null,

  // Where the shipped driver does not fit this Electron, the program looks for its own beside its archive
  // (electron/main/sqlite-binding.ts).
  extraResources: sqliteBinding === null ? [] : [{ from: sqliteBinding, to: 'sqlite-binding.node' }],

  // The declared Electron, from the cache of the set-up; where the registry's older one stands in, that one.
  electronVersion: electron.version,
  electronDist: electron.folder,

  // Every fuse is said, so that none is left to a default that may change.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    // Checked by Electron on Windows and macOS; on Linux it has no effect.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },

  afterPack: ({ appOutDir }) => {
    // What the set-up added to its copy of Electron is no part of the program.
    fs.rmSync(path.join(appOutDir, 'whole.json'), { force: true });
    fs.rmSync(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
    return Promise.resolve();
  },

  linux: {
    target: ['dir'],
    category: 'Office',
    executableName: 'guitai',
    maintainer: 'Guitai',
    synopsis: '社保柜台 · the social security counter',
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true },
};
