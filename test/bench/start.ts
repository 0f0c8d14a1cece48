import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { electronExecutable, programEnvironment, root, sandboxArguments } from '../helpers/machine.ts';
import { countyOf } from './county-file.ts';
import { makeDesk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { temporaryFolder } from './temporary-folder.ts';

const patience = 60_000;

/** When which step of a start was done, milliseconds after the process was started; in their order. */
type Start = ReadonlyMap<string, number>;
const startSteps = z.record(z.string(), z.number());

/**
 * From starting the process until somebody can type into its first window, with a profile that is new at every start:
 * the program with a county of so many persons in its file and the line down, against a window with one input in the
 * same Electron with the same arguments. The two take turns.
 */
export async function measureStart(persons: number, runs: number): Promise<readonly Figure[]> {
  const desk = await makeDesk(await countyOf(persons), { line: true });
  const emptyFolder = await temporaryFolder('empty');
  const ours: Start[] = [];
  const empty: Start[] = [];
  try {
    // The first pair brings the files of Electron and of the program into the system's page cache.
    for (let run = 0; run <= runs; run += 1) {
      const pair = [
        async () => ours.push(await startOnce(root, desk.folder)),
        async () => empty.push(await startOnce('empty', emptyFolder)),
      ];
      for (const start of run % 2 === 0 ? pair : pair.toReversed()) await start();
      if (run === 0) ours.length = empty.length = 0;
    }
  } finally {
    await desk.remove();
  }
  return [
    {
      part: 'start',
      what: 'cold start until the login page takes what is typed',
      unit: 'ms',
      ours: spreadOf(ours.map(endOf)),
      limit: spreadOf(empty.map(endOf)),
      goal: { kind: 'at-most-times', bound: 1.5 },
      notes: [`ours: ${sayDurations(ours)}`, `empty window: ${sayDurations(empty)}`],
    },
  ];
}

function endOf(start: Start): number {
  return Math.max(...start.values());
}

/** How long each step took, the medians of all starts. */
function sayDurations(starts: readonly Start[]): string {
  const steps = [...(starts[0]?.keys() ?? [])];
  return steps
    .map((step, place) => {
      const before = steps[place - 1];
      const durations = starts.map(
        (start) => (start.get(step) ?? 0) - (before === undefined ? 0 : (start.get(before) ?? 0)),
      );
      return `${step} +${medianOf(durations).toFixed(0)} ms`;
    })
    .join(', ');
}

async function startOnce(watched: string, data: string): Promise<Start> {
  // Chromium's own files, as both sides keep them in the data directory.
  await rm(join(data, 'chromium'), { recursive: true, force: true });
  const begun = performance.timeOrigin + performance.now();
  const child = spawn(
    electronExecutable(),
    [...sandboxArguments(), join(import.meta.dirname, 'start'), `--data=${data}`, '--key-file'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...programEnvironment(), GUITAI_START_PROBE: watched },
    },
  );
  const said: string[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => said.push(part.toString()));
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
  await once(child, 'close');
  clearTimeout(impatience);
  const line = said
    .join('')
    .split('\n')
    .find((one) => one.startsWith('{"main process runs"'));
  if (line === undefined) throw new Error(`the window was never usable:\n${said.join('')}`);
  const steps = startSteps.parse(JSON.parse(line));
  return new Map(Object.entries(steps).map(([step, at]) => [step, at - begun]));
}
