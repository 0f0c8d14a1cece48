import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { root } from '../helpers/machine.ts';
import { Line } from '../property/support/line.ts';

/** How many more are waited for after the new start: what comes twice comes first. */
const fewMore = 3;

/** Parts of the first pull of which the counter is killed at half, and what is enough to know that it goes on. */
interface Resumed {
  readonly sent: number;
  readonly again: number;
}

/**
 * Kills the headless counter while the answer that makes the half is on its way, starts it again on the same data, and
 * counts on the line what is asked for a second time.
 * @param path what is counted: pages of the snapshot, or parts of its file
 * @param all how many of them bring the whole county
 */
export async function sentAgain(
  central: string,
  folder: string,
  path: string,
  all: number,
): Promise<Resumed> {
  const line = await Line.to(central);
  const asked = () => line.passed.filter((one) => one.path === path).map((one) => one.query.toString());
  try {
    await runUntil(line, folder, () => asked().length >= all / 2);
    const sent = asked().length;
    // A small county is whole before so many have come.
    const isWhole = () => line.count('/v1/feed') > 0;
    await runUntil(line, folder, () => isWhole() || new Set(asked()).size >= sent + fewMore);
    return { sent, again: asked().length - new Set(asked()).size };
  } finally {
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The counter as a process of its own; killed when a request passes at which `enough` is true. */
async function runUntil(line: Line, folder: string, enough: () => boolean): Promise<void> {
  const child = spawn(
    process.execPath,
    ['electron/backend/headless.ts', '--data', folder, '--central', line.url],
    { cwd: root, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const reached = new Promise<void>((resolve) => {
    line.fault = () => {
      if (enough()) resolve();
      return null;
    };
  });
  const first = await Promise.race([reached.then(() => 'reached'), ended.then(() => 'ended')]);
  line.fault = () => null;
  child.kill('SIGKILL');
  await ended;
  if (first === 'ended') throw new Error('the counter ended before it was killed');
}
