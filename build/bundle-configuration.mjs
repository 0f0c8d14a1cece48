import fs from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { rareFacesFolder } from './rare-faces.mjs';
import { root } from './setup/paths.mjs';

/**
 * What the bundles are made for: the older of the two releases the program runs on (Electron 33: Chromium 130 and
 * Node 20), so that one bundle serves both.
 */
const PAGES = 'chrome130';
const SHELL = 'node20';

/** Loaded from node_modules at run time: native code, and Electron itself. */
const NOT_BUNDLED = ['electron', 'better-sqlite3', '@node-rs/argon2'];

/** @typedef {import('vite').InlineConfig} Configuration */

/**
 * @param {string} folder where the bundle goes
 * @returns {Configuration[]}
 */
export function bundleConfigurations(folder) {
  return [pages(folder), shell(folder), ...preloadScripts().map((script) => preload(folder, script))];
}

/** @type {Configuration} */
const common = { configFile: false, envDir: false, logLevel: 'warn', mode: 'production' };

/**
 * The pages: minified, split where a page is loaded lazily, every address relative (they come from `app://`).
 * @param {string} folder
 * @returns {Configuration}
 */
function pages(folder) {
  const renderer = path.join(root, 'renderer');
  return {
    ...common,
    root: renderer,
    base: './',
    publicDir: false,
    plugins: [react(), newestFontsOnly(), rareFaces(renderer)],
    build: {
      target: PAGES,
      outDir: path.join(folder, 'renderer'),
      emptyOutDir: false,
      // The content security policy allows neither fonts and pictures written into addresses nor fetching.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 3000,
      rolldownOptions: {
        input: ['index.html', 'pin-pad.html', 'paper.html'].map((page) => path.join(renderer, page)),
      },
    },
  };
}

/**
 * The fonts' style sheets name each font in two forms, the older one for browsers that this program never runs in.
 * @returns {import('vite').Plugin}
 */
function newestFontsOnly() {
  return {
    name: 'newest-fonts-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.endsWith('.css')) return null;
      return code.replaceAll(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, '');
    },
  };
}

/**
 * Puts the slices of the rare faces in the place of the style sheet that stands for them, and their licences beside them.
 * @param {string} renderer
 * @returns {import('vite').Plugin}
 */
function rareFaces(renderer) {
  return {
    name: 'rare-faces',
    enforce: 'pre',
    transform(_code, id) {
      if (id !== path.join(renderer, 'rare-faces.css')) return null;
      for (const name of fs.readdirSync(rareFacesFolder).filter((one) => one.endsWith('-licence.txt'))) {
        const source = fs.readFileSync(path.join(rareFacesFolder, name));
        this.emitFile({ type: 'asset', fileName: `licences/${name}`, source });
      }
      const faces = fs.readFileSync(path.join(rareFacesFolder, 'faces.css'), 'utf8');
      return faces.replaceAll("url('./", `url('${path.relative(renderer, rareFacesFolder)}/`);
    },
  };
}

/**
 * The main process and the backend's utility process, as ES modules that share what they have in common.
 * @param {string} folder
 * @returns {Configuration}
 */
function shell(folder) {
  return {
    ...forNode(),
    build: {
      ...forNode().build,
      outDir: path.join(folder, 'main'),
      rolldownOptions: {
        input: {
          main: path.join(root, 'electron/main/main.ts'),
          utility: path.join(root, 'electron/backend/utility.ts'),
          'roster-worker': path.join(root, 'electron/backend/roster/roster-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/**
 * A sandboxed preload script is one CommonJS file: it can require nothing but `electron`.
 * @param {string} folder
 * @param {string} script
 * @returns {Configuration}
 */
function preload(folder, script) {
  return {
    ...forNode(),
    build: {
      ...forNode().build,
      outDir: path.join(folder, 'preload'),
      emptyOutDir: false,
      rolldownOptions: {
        input: script,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

/** @returns {string[]} */
function preloadScripts() {
  const folder = path.join(root, 'electron/preload');
  const scripts = fs.readdirSync(folder).filter((name) => /(^|-)preload\.ts$/.test(name));
  return scripts.map((name) => path.join(folder, name));
}

/** @returns {Configuration} */
function forNode() {
  return {
    ...common,
    root,
    publicDir: false,
    ssr: { target: 'node', noExternal: true, external: NOT_BUNDLED },
    build: { ssr: true, target: SHELL, minify: false, reportCompressedSize: false },
  };
}
