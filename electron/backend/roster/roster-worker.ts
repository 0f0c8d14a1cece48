import { parentPort, workerData } from 'node:worker_threads';
import type { RosterTask, RosterTaskAnswer } from './roster-task.ts';

/**
 * One task in a thread of its own: a file of somebody else is read where its greed and its tricks stop nobody, and
 * what it held is gone with the thread.
 */

// Only roster-files.ts starts this, and both are built together.
const task = workerData as RosterTask;

/** A few milliseconds of taking in. */
const rowsInPart = 250;

await run();

async function run(): Promise<void> {
  switch (task.kind) {
    case 'read': {
      // Each task loads what it needs and no more: that takes a good part of its time.
      const { readRosterFile } = await import('./read-roster-file.ts');
      const bytes = Buffer.from(task.base64, 'base64');
      const reading = readRosterFile({ name: task.name, bytes }, task.columns, task.limits);
      if (!reading.ok) {
        say({ kind: 'read', reading });
        return;
      }
      const { rows, ...roster } = reading.roster;
      for (let at = 0; at < rows.length; at += rowsInPart) {
        say({ kind: 'rows', rows: rows.slice(at, at + rowsInPart) });
      }
      say({ kind: 'read', reading: { ok: true, roster: { ...roster, rows: [] } } });
      return;
    }
    case 'write': {
      const { writeResult } = await import('./write-result.ts');
      say({ kind: 'written', result: await writeResult(task.result) });
      return;
    }
    case 'write-statement': {
      const { writeStatement } = await import('./write-statement.ts');
      say({ kind: 'written', result: await writeStatement(task.sheet) });
      return;
    }
    default:
      task satisfies never;
  }
}

function say(answer: RosterTaskAnswer): void {
  parentPort?.postMessage(answer);
}
