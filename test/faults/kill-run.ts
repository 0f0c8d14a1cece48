import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { commandKinds } from '../../domain/command/command-rules.ts';
import { killCounters, tellKills } from './kills/kills.ts';
import { Violation } from './support/violation.ts';

/**
 * Counters at work are ended by kill -9, as often as is asked for. Ends with 0 where nothing was lost, doubled or different,
 * with 1 where something was, with 2 where the test itself broke.
 */

const usage = 'node test/faults/kill-run.ts [--count 1000] [--seed N]\n';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string' },
  },
});

// Others work on the same machine.
setPriority(10);
process.exitCode = await main();

async function main(): Promise<number> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  const count = Number(values.count);
  if (!Number.isInteger(seed) || !Number.isInteger(count)) {
    console.log(usage);
    return 2;
  }
  const started = performance.now();
  const tell = (line: string) =>
    console.log(`${((performance.now() - started) / 60_000).toFixed(1)} min | ${line}`);
  console.log(`seed ${seed}, node ${process.version}`);
  try {
    const figures = await killCounters({ count, seed, killsOfOneCounty: 200, tell });
    const unmet = commandKinds.filter((kind) => !figures.kinds.has(kind));
    tell(tellKills(figures));
    // Some come about in rounds of several clerks only, which the histories have.
    console.log(`of ${commandKinds.length} kinds these were never given: ${unmet.join(', ')}\nended well`);
    return 0;
  } catch (error) {
    tell(error instanceof Violation ? error.message : `broken: ${String(error)}`);
    if (!(error instanceof Violation)) console.log(error);
    console.log(`again: node test/faults/kill-run.ts --count ${count} --seed ${seed}`);
    return error instanceof Violation ? 1 : 2;
  }
}
