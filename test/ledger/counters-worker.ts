import { setPriority } from 'node:os';
import { walkCounties, type CountiesTold, type CountiesWork } from './counties-at-work.ts';
import { UntrueCounty } from './county-walk.ts';

/** A process of counters-run.ts: its work comes as its only argument, and what it tells goes to whoever started it. */

// However the run ends, it ends with it.
const isAlone = () => process.exit(2);
process.on('disconnect', isAlone);
// Others work on the same machine.
setPriority(10);
const tell = (told: WorkerTold) => process.send?.(told);

/** What a process tells the run: besides its figures what it cost, and how it ended where it did not end well. */
export type WorkerTold =
  | CountiesTold
  | { readonly what: 'cost'; readonly milliseconds: number }
  | { readonly what: 'untrue'; readonly seed: number; readonly said: string };

try {
  // The run has written it.
  await walkCounties(JSON.parse(process.argv[2] ?? '') as CountiesWork, tell);
} catch (error) {
  if (!(error instanceof UntrueCounty)) throw error;
  tell({ what: 'untrue', seed: error.seed, said: error.message });
} finally {
  const { user, system } = process.cpuUsage();
  tell({ what: 'cost', milliseconds: (user + system) / 1_000 });
  process.off('disconnect', isAlone);
  process.disconnect();
}
