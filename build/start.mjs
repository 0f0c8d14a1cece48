// npm start: the program on the demonstration county, with a central office of its own.
// npm start -- --central=URL --data=DIR …: the program with what is given, and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { bundle } from './bundle.mjs';
import { electronEnvironment, readRuntime, sandboxArguments } from './runtime.mjs';
import { root } from './setup/paths.mjs';
import { spawnTied } from './tied-process.mjs';
import { withDisplay } from './with-display.mjs';

/** How long the central office has to close its database. */
const STOP_MILLISECONDS = 10_000;

const given = process.argv.slice(2);
if (await bundle()) process.stderr.write('bundled\n');
process.exitCode = given.some((argument) => argument.startsWith('--central='))
  ? await runProgram(given)
  : await runDemonstration(given);

/**
 * @param {string[]} more
 * @returns {Promise<number>} the program's exit code
 */
async function runDemonstration(more) {
  const shared = process.env['XDG_DATA_HOME'];
  const home =
    shared !== undefined && path.isAbsolute(shared) ? shared : path.join(os.homedir(), '.local/share');
  const folder = path.join(home, 'guitai-demonstration');
  process.stderr.write(`demonstration county: ${folder}\n`);
  const central = await startCentral(path.join(folder, 'central'));
  process.stderr.write(`central office: ${central.address}\n`);
  try {
    return await runProgram([
      `--data=${path.join(folder, 'counter')}`,
      `--central=${central.address}`,
      '--demonstration',
      ...more,
    ]);
  } finally {
    await central.stop();
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runProgram(args) {
  const runtime = readRuntime();
  return withDisplay(async (display) => {
    const program = spawn(runtime.electron.executable, [...sandboxArguments(), root, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...electronEnvironment(runtime), ...display },
    });
    return endOf(program);
  });
}

/**
 * @param {string} folder
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>}
 */
async function startCentral(folder) {
  const args = ['central/main.ts', '--demonstration', '--data', folder, '--port', '0'];
  // A group of its own: Ctrl-C in the terminal ends the program first, which may still have something to send.
  const central = spawnTied(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(central, 'exit');
  const stop = async () => {
    if (central.exitCode !== null || central.signalCode !== null) return;
    central.kill('SIGTERM');
    const impatience = setTimeout(() => central.kill('SIGKILL'), STOP_MILLISECONDS);
    await ended;
    clearTimeout(impatience);
  };
  const output = /** @type {import('node:stream').Readable} */ (central.stdout);
  for await (const line of createInterface({ input: output })) {
    const address = addressIn(line);
    if (address !== null) return { address, stop };
  }
  throw new Error('the central office did not start; what it said stands above');
}

/**
 * The central office says one line on standard output when it is ready: {"listening":"http://127.0.0.1:PORT"}.
 * @param {string} line
 * @returns {string | null}
 */
function addressIn(line) {
  try {
    const { listening } = JSON.parse(line);
    return typeof listening === 'string' ? listening : null;
  } catch {
    return null;
  }
}

/**
 * Waits for a child, and hands on to it what asks this process to end.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
async function endOf(child) {
  const end = () => child.kill('SIGTERM');
  // Ctrl-C reaches the child by itself; here it only must not end this process before it.
  const wait = () => undefined;
  process.on('SIGTERM', end).on('SIGHUP', end).on('SIGINT', wait);
  const [code] = await once(child, 'exit');
  process.off('SIGTERM', end).off('SIGHUP', end).off('SIGINT', wait);
  return typeof code === 'number' ? code : 1;
}
