import { Worker } from 'node:worker_threads';
import type { RosterFiles, WrittenResult } from '../../../counter/ports/roster-files.ts';
import type { RosterReading, RosterRow } from '../../../domain/roster/roster-rows.ts';
import { usualLimits, type RosterLimits } from './limits.ts';
import type { RosterTask, RosterTaskAnswer } from './roster-task.ts';

/** Beside the source the worker is source, beside the bundle it is bundled. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './roster-worker.ts' : './roster-worker.js',
  import.meta.url,
);

/** Base64 has four characters for three bytes. */
const bytesOf = (base64: string) => Math.floor((base64.length * 3) / 4);

/** Rosters are read and results are written in a worker, one at a time, within limits of size, memory and time. */
export function createRosterFiles(limits: RosterLimits = usualLimits): RosterFiles {
  let last: Promise<unknown> = Promise.resolve();

  /** Two files that each take what one may take are more than a counter's PC has. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work);
    // Whoever asked gets the failure; the next in the queue has nothing to do with it.
    last = turn.catch(() => undefined);
    return turn;
  }

  async function write(task: RosterTask): Promise<WrittenResult> {
    const outcome = await inTurn(() => runTask(task, limits, () => undefined));
    if (outcome === 'stopped' || outcome.kind !== 'written') throw new Error('the result was not written');
    return outcome.result;
  }

  return {
    read: async (file, columns) => {
      // What is too large is not even handed on.
      if (bytesOf(file.content) > limits.fileBytes + 2) {
        const megabytes = Math.floor(limits.fileBytes / 1024 / 1024);
        return { ok: false, problem: { code: 'roster-too-large', params: { megabytes } } };
      }
      const task: RosterTask = { kind: 'read', name: file.name, base64: file.content, columns, limits };
      const rows: RosterRow[] = [];
      const outcome = await inTurn(() => runTask(task, limits, (part) => rows.push(...part)));
      if (outcome === 'stopped') return { ok: false, problem: { code: 'roster-too-complex', params: {} } };
      if (outcome.kind !== 'read') throw new Error('the worker answered another task');
      if (!outcome.reading.ok) return outcome.reading;
      // The worker read with the very columns that it was given.
      const reading: RosterReading = { ok: true, roster: { ...outcome.reading.roster, rows } };
      return reading as RosterReading<(typeof columns)[number]['name']>;
    },
    write: (result) => write({ kind: 'write', result }),
    writeStatement: (sheet) => write({ kind: 'write-statement', sheet }),
  };
}

/** Runs one task in a worker of its own; 'stopped' where it wanted more time or memory than it may have. */
function runTask(
  task: RosterTask,
  limits: RosterLimits,
  receive: (rows: readonly RosterRow[]) => void,
): Promise<Exclude<RosterTaskAnswer, { kind: 'rows' }> | 'stopped'> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    });
    const timer = setTimeout(() => {
      resolve('stopped');
      void worker.terminate();
    }, limits.milliseconds);
    worker.on('message', (answer: RosterTaskAnswer) => {
      if (answer.kind === 'rows') receive(answer.rows);
      else resolve(answer);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('stopped');
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the worker ended without an answer'));
    });
  });
}
