import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { commandKinds } from '../../domain/command/command-rules.ts';
import { killCounters, tellKills, type KillFigures } from './kills/kills.ts';
import { Violation } from './support/violation.ts';

/**
 * Counters at work are ended by kill -9, as often as is asked for. Ends with 0 where nothing was lost, doubled or different,
 * with 1 where something was, with 2 where the test itself broke: also where a whole run did not come to a kind of command.
 */

/** So many kills are a whole run: clerks must have given every kind of command in it. */
const wholeRun = 1_000;

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
    const figures = await killCounters({ count, seed, killsOfOneCounty: 200, stepsOfOneLife: 70, tell });
    tell(tellKills(figures));
    console.log(`the rarest kinds: ${rarest(figures)}`);
    const unmet = commandKinds.filter((kind) => !figures.kinds.has(kind));
    if (unmet.length > 0) {
      console.log(`of ${commandKinds.length} kinds these were never given: ${unmet.join(', ')}`);
    }
    // A run that is shorter need not come to all of them.
    if (unmet.length > 0 && count >= wholeRun) {
      console.log(`broken: a whole run comes to every kind\n${again(seed, count)}`);
      return 2;
    }
    console.log('ended well');
    return 0;
  } catch (error) {
    tell(error instanceof Violation ? error.message : `broken: ${String(error)}`);
    if (!(error instanceof Violation)) console.log(error);
    console.log(again(seed, count));
    return error instanceof Violation ? 1 : 2;
  }
}

function again(seed: number, count: number): string {
  return `again: node test/faults/kill-run.ts --count ${count} --seed ${seed}`;
}

/** How often those kinds were given that were given least. */
function rarest({ kinds }: KillFigures): string {
  const counted = [...kinds].sort(([, one], [, other]) => one - other);
  return counted
    .slice(0, 8)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ');
}
