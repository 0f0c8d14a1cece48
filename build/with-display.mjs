import { spawnTied } from './tied-process.mjs';

/**
 * Does `work` with a display to show windows on: the one there is, or a virtual one that ends with the work.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work gets what to add to a program's environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  const { env } = process;
  if (process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return work({});
  const { display, stop } = await startVirtualDisplay();
  process.stderr.write(`there is no display: using a virtual one (Xvfb, ${display})\n`);
  try {
    return await work({ DISPLAY: display });
  } finally {
    stop();
  }
}

/**
 * Xvfb looks for a free display by itself and writes its number to the descriptor it is given.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'];
    // A group of its own: Ctrl-C in the terminal must not take the display away before the program has ended.
    const server = spawnTied('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
    const stop = () => {
      server.kill();
    };
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)} before it had a display`));
    });
    const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    let text = '';
    numbers.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
      if (text.endsWith('\n')) resolve({ display: `:${text.trim()}`, stop });
    });
  });
}
