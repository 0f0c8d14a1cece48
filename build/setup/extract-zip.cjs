// Run by registry-electron.mjs in the current Node: node extract-zip.cjs ZIP FOLDER
const { createRequire } = require('node:module');
const path = require('node:path');

// The extractor that Electron's own install.js uses.
const { extract } = createRequire(require.resolve('electron/package.json'))('@electron-internal/extract-zip');

const [zip, folder] = process.argv.slice(2).map((argument) => path.resolve(argument));
extract(zip, { dir: folder }).catch((error) => {
  process.stderr.write(`${String(error.message)}\n`);
  process.exit(1);
});
