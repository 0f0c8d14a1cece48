import { fileURLToPath } from 'node:url';
import { currentNode } from './paths.mjs';
import { run } from './run.mjs';

const DOWNLOADER = fileURLToPath(new URL('download-electron.cjs', import.meta.url));

/**
 * Fetches the declared release with Electron's own downloader (checksums, mirrors and proxies as Electron
 * documents them) into the folder. It runs in the current Node, which the downloader asks for.
 * @param {string} folder
 */
export async function fetchOfficialElectron(folder) {
  await run(currentNode, [DOWNLOADER, folder], { seconds: 1200 });
}
