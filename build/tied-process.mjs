import { spawn } from 'node:child_process';

/**
 * Starts a program that ends (SIGTERM) when this process does, however that comes about.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {import('node:child_process').ChildProcess}
 */
export function spawnTied(command, args, options) {
  return process.platform === 'linux'
    ? spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], options)
    : spawn(command, args, options);
}
