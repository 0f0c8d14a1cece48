import { createHash } from 'node:crypto';
import net from 'node:net';
import os from 'node:os';
import { cacheFolder } from './paths.mjs';
import { say } from './say.mjs';

/**
 * Does `work` while no other set-up or bundle of the same user does the same. The lock is an abstract socket,
 * which the kernel lets go with its process: there is never a lock left over from one that was killed.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  if (process.platform !== 'linux') return work();
  const whose = createHash('sha256')
    .update(`${String(os.userInfo().uid)} ${cacheFolder} ${name}`)
    .digest('hex')
    .slice(0, 32);
  const address = `\0guitai-${whose}`;
  const release = await take(address, () => {
    say(`waiting for another ${name} to end`);
  });
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * @param {string} address
 * @param {() => void} onWait
 * @returns {Promise<() => void>} what lets it go again
 */
async function take(address, onWait) {
  for (let waited = false; ; waited = true) {
    const release = await listen(address);
    if (release !== null) return release;
    if (!waited) onWait();
    await untilReleased(address);
  }
}

/**
 * @param {string} address
 * @returns {Promise<(() => void) | null>} null when somebody else holds it
 */
function listen(address) {
  return new Promise((resolve, reject) => {
    /** @type {Set<net.Socket>} */
    const waiting = new Set();
    const server = net.createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => waiting.delete(socket));
      socket.on('close', () => waiting.delete(socket));
    });
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      });
    });
  });
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function untilReleased(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
    socket.resume();
  });
}
