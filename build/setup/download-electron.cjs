// Run by official-electron.mjs in the current Node: node download-electron.cjs FOLDER
const { createRequire } = require('node:module');
const path = require('node:path');

// What Electron's own install.js uses, from where it stands.
const ofElectron = createRequire(require.resolve('electron/package.json'));
const { downloadArtifact } = ofElectron('@electron/get');
const { extract } = ofElectron('@electron-internal/extract-zip');
const { version } = ofElectron('./package.json');

/** A line that says nothing for so long is taken as refused: a machine behind a firewall must not wait for it. */
const SILENCE_SECONDS = 15;

/** @param {string} folder */
async function download(folder) {
  const silence = new AbortController();
  const refuse = () => {
    silence.abort(new Error(`no answer within ${String(SILENCE_SECONDS)} s`));
  };
  let timer = setTimeout(refuse, SILENCE_SECONDS * 1000);
  const zip = await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: ofElectron('./checksums.json'),
    downloadOptions: {
      quiet: true,
      signal: silence.signal,
      getProgressCallback: () => {
        clearTimeout(timer);
        timer = setTimeout(refuse, SILENCE_SECONDS * 1000);
        return Promise.resolve();
      },
    },
  });
  clearTimeout(timer);
  await extract(zip, { dir: path.resolve(folder) });
}

download(String(process.argv[2])).catch((error) => {
  process.stderr.write(`${String(error.message)} ${String(error.cause ?? '')}\n`);
  process.exit(1);
});
