import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandKinds } from '../../domain/command/command-rules.ts';
import { Chance } from '../faults/support/chance.ts';
import { shrink } from '../faults/support/shrink.ts';
import { Tally } from '../faults/support/tally.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { onPostgresql, type CountiesWork } from './counties-at-work.ts';
import type { WorkerTold } from './counters-worker.ts';
import { retrace, UntrueCounty, walkCounty } from './county-walk.ts';

/**
 * As many random commands of all services as are asked for, at several counters of one county after the other, against a
 * central office on PostgreSQL. Every minute one line of figures; at the first thing that is not true it says what, with
 * the shortest way there, and ends with 1; with 2 when the test itself broke.
 */

const usage = `node test/ledger/counters-run.ts [--operations 1000000] [--seed N] [--processes 1] [--group 1000]
       node test/ledger/counters-run.ts --county SEED [--group 1000]    one county again
`;

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    processes: { type: 'string', default: '1' },
    group: { type: 'string', default: '1000' },
    county: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** So many commands has a county: in more of them all that is looked at as a whole would take longer and longer. */
const operationsOfCounty = 2_000;
/** So many counties has a central office, before there is a new one on a new database. */
const countiesOfOffice = 10;
/** A run of so many must come to every kind of command. */
const fullRun = 100_000;
const shrinkingTime = 300_000;

const total = new Tally();
const started = performance.now();

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const server = await startPostgresql();
  try {
    if (values.county !== undefined) return await again(server, numberOf(values.county));
    const seed = values.seed === undefined ? new Chance(Date.now()).seed() : numberOf(values.seed);
    const [operations, processes] = [numberOf(values.operations), numberOf(values.processes)];
    console.log(
      `seed ${seed}, ${operations} operations, ${processes} processes, node ${process.version}, ${server.version}`,
    );
    return await walk(server, seed, operations, processes);
  } catch (error) {
    // A mistake of the test itself is told as one, and is no success.
    console.log(`broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 2;
  } finally {
    await server.stop();
  }
}

async function walk(
  server: PrivatePostgresql,
  seed: number,
  operations: number,
  processes: number,
): Promise<number> {
  const offices = officesFor(new Chance(seed), operations);
  const ended = new AbortController();
  const untrue: number[] = [];
  const report = setInterval(() => console.log(figures()), 60_000);
  // Each takes the next central office when it is done with one; the first to fail ends them all.
  const workOn = async () => {
    for (let next = offices.shift(); next !== undefined && !ended.signal.aborted; next = offices.shift()) {
      const found = await inProcess(server, next, ended.signal);
      if (found === null) continue;
      untrue.push(found);
      ended.abort();
    }
  };
  try {
    await Promise.all(
      Array.from({ length: processes }, () =>
        workOn().catch((error: unknown) => {
          ended.abort();
          throw error;
        }),
      ),
    );
  } finally {
    clearInterval(report);
  }
  console.log(figures());
  const each = total.of('milliseconds') / Math.max(total.of('operations'), 1);
  console.log(`${each.toFixed(2)} ms of a processor each, beside the database`);
  const [first] = untrue;
  return first === undefined ? ending(operations) : await again(server, first);
}

/** Which counties there will be, always the same for the same chance, by central office. */
function officesFor(chance: Chance, operations: number): CountiesWork['counties'][] {
  const offices: CountiesWork['counties'][] = [];
  for (let left = operations; left > 0;) {
    const counties: CountiesWork['counties'][number][] = [];
    for (; left > 0 && counties.length < countiesOfOffice; left -= operationsOfCounty) {
      counties.push({ seed: chance.seed(), operations: Math.min(left, operationsOfCounty) });
    }
    offices.push(counties);
  }
  return offices;
}

/** A central office and its counters in a process of their own; answers the seed of a county in which something is untrue. */
async function inProcess(
  server: PrivatePostgresql,
  counties: CountiesWork['counties'],
  ended: AbortSignal,
): Promise<number | null> {
  const address = await server.createDatabase();
  const work: CountiesWork = { address, counties, group: numberOf(values.group) };
  const child = fork(join(import.meta.dirname, 'counters-worker.ts'), [JSON.stringify(work)]);
  let found: number | null = null;
  child.on('message', (told: WorkerTold) => {
    switch (told.what) {
      case 'group':
        total.note('operations', told.operations);
        total.note('groups');
        return;
      case 'county':
        for (const [name, count] of told.figures) if (name !== 'operations') total.note(name, count);
        return;
      case 'cost':
        total.note('milliseconds', told.milliseconds);
        return;
      case 'untrue':
        found = told.seed;
        console.log(`county ${told.seed}: ${told.said}`);
        return;
      default:
        told satisfies never;
    }
  });
  const stop = () => child.kill();
  ended.addEventListener('abort', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  ended.removeEventListener('abort', stop);
  await server.dropDatabase(address);
  if (code !== 0 && !ended.aborted) throw new Error(`a process ended with ${String(code)}`);
  return found;
}

/** How often each kind of command came, and whether each came at all. */
function ending(operations: number): number {
  const counts = commandKinds.map((kind) => [kind, total.of(`applied ${kind}`)] as const);
  const width = Math.max(...commandKinds.map((kind) => kind.length));
  console.log('applied by the central office, by kind of command:');
  for (const [kind, count] of counts.toSorted(([, one], [, other]) => other - one)) {
    console.log(`  ${kind.padEnd(width)} ${String(count).padStart(7)}`);
  }
  const missing = counts.flatMap(([kind, count]) => (count === 0 ? [kind] : []));
  if (missing.length === 0) console.log('ended well, with every kind of command');
  else console.log(`never came: ${missing.join(', ')}`);
  return missing.length > 0 && operations >= fullRun ? 1 : 0;
}

/** One county again; where something is untrue, the shortest way there. */
async function again(server: PrivatePostgresql, seed: number): Promise<number> {
  const group = numberOf(values.group);
  return await onPostgresql(await server.createDatabase(), async (office, time) => {
    try {
      await walkCounty({ office, time, seed, operations: operationsOfCounty, group });
      console.log(`county ${seed}: all is true`);
      return 0;
    } catch (error) {
      if (!(error instanceof UntrueCounty)) throw error;
      console.log(`county ${seed}: ${error.message}\nlooking for the shortest way there`);
      const { kind } = error.cause;
      const fails = async (part: typeof error.steps) => (await retrace(office, time, part))?.kind === kind;
      const steps = await shrink(error.steps, fails, shrinkingTime);
      console.log(steps.map((step) => JSON.stringify(step)).join('\n'));
      console.log((await retrace(office, time, steps))?.message ?? error.message);
      console.log(`again: node test/ledger/counters-run.ts --county ${seed} --group ${group}`);
      return 1;
    }
  });
}

/** One line: what was done so far, all of it found true. */
function figures(): string {
  const milliseconds = performance.now() - started;
  const operations = total.of('operations');
  const each = (cost: number) => (operations === 0 ? '' : (cost / operations).toFixed(2));
  return [
    `${(milliseconds / 60_000).toFixed(1)} min`,
    `operations ${operations}, all true after each of ${total.of('groups')} groups`,
    `counties ${total.of('counties')}`,
    `refused by the central office ${total.of('refused')}`,
    `entries ${total.of('entries')}, ${total.of('own entries')} of them by the central office's own work`,
    `its other changes ${total.of('own changes') - total.of('own entries')}`,
    `turns of a month ${total.of('turns')}`,
    `${each(milliseconds)} ms each`,
  ].join(' | ');
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  console.log(usage);
  process.exit(2);
}
