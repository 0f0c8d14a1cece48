import { spawn } from 'node:child_process';
import { SetupProblem } from './say.mjs';

/**
 * Runs a program to its end. Its output is kept back and told only when it fails, so that a set-up that
 * works says one line a step.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds?: number }} [options] `seconds`: longest time allowed
 * @returns {Promise<string>} what it wrote to standard output
 */
export function run(command, args, { cwd, env, seconds = 1800 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    });
    let output = '';
    let everything = '';
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      everything += chunk.toString();
    });
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
      everything += chunk.toString();
    });
    child.on('error', (error) => {
      reject(new SetupProblem(`${command} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else {
        const end = everything.trim().split('\n').slice(-25).join('\n');
        const how = signal === null ? `ended with ${String(code)}` : `was stopped (${signal})`;
        reject(new SetupProblem(`${[command, ...args].join(' ')} ${how}\n${end}`));
      }
    });
  });
}
