import { parentPort, workerData } from 'node:worker_threads';
import { readRosterFile } from './read-roster-file.ts';
import type { RosterTask, RosterTaskAnswer } from './roster-task.ts';
import { writeResult } from './write-result.ts';

/**
 * One task in a thread of its own: a file of somebody else is read where its greed and its tricks stop nobody, and
 * what it held is gone with the thread.
 */

// Only roster-files.ts starts this, and both are built together.
const task = workerData as RosterTask;
parentPort?.postMessage(await answer());

async function answer(): Promise<RosterTaskAnswer> {
  switch (task.kind) {
    case 'read': {
      const bytes = Buffer.from(task.base64, 'base64');
      return { kind: 'read', reading: readRosterFile({ name: task.name, bytes }, task.columns, task.limits) };
    }
    case 'write':
      return { kind: 'written', result: await writeResult(task.result) };
    default:
      return task satisfies never;
  }
}
