import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { openNewDatabase } from '../helpers/central-database.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { faults as faultsOfProxy } from './fault-proxy.ts';
import { Chance } from './support/chance.ts';
import { runLiveHistory } from './support/live-history.ts';
import { Office } from './support/office.ts';
import { HistoryRunner, tellFailure, type Failure } from './support/run-histories.ts';
import { shrink } from './support/shrink.ts';
import { Tally } from './support/tally.ts';
import { Violation, type ViolationKind } from './support/violation.ts';

/**
 * The long version of the fault tests: histories without end, in one process, at low priority, on a PostgreSQL of its own
 * (an embedded database costs a processor twice as much). Every minute one line of figures; at the first thing that is not
 * as it must be it says what, with the seed and the shortest history that shows it, and ends with 1.
 */

const usage = `node test/faults/long-run.ts [--minutes 60] [--seed N]
       node test/faults/long-run.ts --faults 100000 [--seed N]   until the lines have had so many faults
       node test/faults/long-run.ts --history SEED    one history again, happening for happening
       node test/faults/long-run.ts --live SEED       one history on real lines again
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    faults: { type: 'string' },
    seed: { type: 'string' },
    history: { type: 'string' },
    live: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** So long each kind of history has its turn, milliseconds. */
const turn = 20_000;
/** A new central office now and then: a county is never taken out of a database. */
const turnsOfOneOffice = 12;
const shrinkingTime = 120_000;
/** What goes wrong with a program, a clock, a hand or the bank, and not between a counter and its central office. */
const elsewhere =
  /^fault (crash|restart|poison|clock off|foreign change|month|central office failed|bank .*|file .*)$/;

const total = new Tally();
const started = performance.now();
/** What was taken over from the tally of the present runner. */
const taken = new Map<string, number>();
let liveRounds = 0;

// Others work on the same machine.
setPriority(10);
process.exitCode = await main();

async function main(): Promise<number> {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.history !== undefined) return await replayHistory(numberOf(values.history));
  if (values.live !== undefined) return await replayLive(numberOf(values.live));
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : numberOf(values.seed);
  const end =
    values.faults === undefined ? inMinutes(numberOf(values.minutes)) : atFaults(numberOf(values.faults));
  console.log(`seed ${seed}, ${end.told}, node ${process.version}`);
  return await endless(new Chance(seed), end);
}

/** When a run has done enough. */
interface End {
  readonly told: string;
  readonly reached: () => boolean;
}

function inMinutes(minutes: number): End {
  return {
    told: `${minutes} minutes`,
    reached: () => performance.now() >= started + minutes * 60_000,
  };
}

function atFaults(faults: number): End {
  return { told: `until ${faults} faults of the line`, reached: () => faultsOfTheLine() >= faults };
}

async function endless(chance: Chance, end: End): Promise<number> {
  const report = setInterval(() => console.log(figures()), 60_000);
  const server = await startPostgresql();
  try {
    while (!end.reached()) {
      if (!(await someTurns(server, chance, end))) return 1;
    }
    console.log(`${figures()}\nended well`);
    return 0;
  } catch (error) {
    // A mistake of the test itself is told as one, and is no success.
    console.log(
      `${figures()}\nbroken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 2;
  } finally {
    clearInterval(report);
    await server.stop();
  }
}

/** Answers whether all went well. */
async function someTurns(server: PrivatePostgresql, chance: Chance, end: End): Promise<boolean> {
  const runner = await HistoryRunner.open(null, await openNewDatabase(server));
  const office = await Office.open(() => Date.now(), {}, await openNewDatabase(server));
  const url = await office.listen();
  try {
    for (let count = 0; count < turnsOfOneOffice && !end.reached(); count += 1) {
      const turnEnd = performance.now() + turn;
      while (performance.now() < turnEnd && !end.reached()) {
        const failure = await runner.run(chance.seed());
        if (failure !== null) {
          await tellShortest(runner, failure);
          return false;
        }
        take(runner.tally);
      }
      if (end.reached()) break;
      if (!(await liveTurn(office, url, chance.seed()))) return false;
    }
    return true;
  } finally {
    await runner.close();
    await office.close();
  }
}

async function liveTurn(office: Office, url: string, seed: number): Promise<boolean> {
  const tally = new Tally();
  try {
    const checked = await runLiveHistory({ office, url, seed, milliseconds: turn, tally });
    liveRounds += 1;
    for (const [name, count] of tally.entries()) total.note(name, count);
    total.note('commands', checked.commands);
    total.note('applied', checked.applied);
    total.note('refused', checked.refused);
    return true;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    console.log(figures(error.kind));
    console.log(
      `${error.message}\non real lines, seed ${seed}; again: node test/faults/long-run.ts --live ${seed}`,
    );
    return false;
  }
}

async function tellShortest(runner: HistoryRunner, failure: Failure): Promise<void> {
  const { error } = failure;
  if (!(error instanceof Violation)) throw error;
  console.log(figures(error.kind));
  console.log(`seed ${failure.seed}: ${error.message}\nlooking for the shortest history that shows it`);
  const happenings = await shrink(
    failure.happenings,
    async (part) => {
      const found = await runner.try(part);
      return found instanceof Violation && found.kind === error.kind;
    },
    shrinkingTime,
  );
  console.log(tellFailure({ ...failure, happenings, error: (await runner.try(happenings)) ?? error }));
}

async function replayHistory(seed: number): Promise<number> {
  const runner = await HistoryRunner.open();
  try {
    const failure = await runner.run(seed);
    if (failure === null) {
      console.log(`seed ${seed}: all is as it must be`);
      return 0;
    }
    await tellShortest(runner, failure);
    return 1;
  } finally {
    await runner.close();
  }
}

async function replayLive(seed: number): Promise<number> {
  const office = await Office.open(() => Date.now());
  try {
    const well = await liveTurn(office, await office.listen(), seed);
    console.log(figures());
    return well ? 0 : 1;
  } finally {
    await office.close();
  }
}

/** Adds what a tally has more than when it was taken last. */
function take(tally: Tally): void {
  const all = tally.entries();
  if ((taken.get('histories') ?? 0) > tally.of('histories')) taken.clear();
  for (const [name, count] of all) {
    total.note(name, count - (taken.get(name) ?? 0));
    taken.set(name, count);
  }
}

function faultsOfTheLine(): number {
  return total
    .entries()
    .filter(([name]) => name.startsWith('fault ') && !elsewhere.test(name))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Those of them that struck bytes on a real connection (fault-proxy.ts); the others struck what is sent as a whole. */
function faultsOfConnections(): number {
  return faultsOfProxy.reduce((sum, fault) => sum + total.of(`fault ${fault}`), 0);
}

/** One line: what was done so far, and what was found. */
function figures(found: ViolationKind | null = null): string {
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const count = (kind: ViolationKind) => (found === kind ? 1 : 0);
  const memory = Math.round(process.memoryUsage().rss / 1_048_576);
  return [
    `${minutes} min`,
    `histories ${total.of('histories')} and ${liveRounds} on real lines`,
    `faults injected ${total.sum('fault ')}, ${faultsOfTheLine()} of them of the line (${faultsOfConnections()} on real connections)`,
    `commands ${total.of('commands')} (applied ${total.of('applied')}, refused ${total.of('refused')})`,
    `duplicates ${count('duplicate')}`,
    `losses ${count('loss')}`,
    `differences ${count('difference')}`,
    `not drained ${count('not drained')}`,
    `memory ${memory} MB`,
  ].join(' | ');
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  console.log(usage);
  process.exit(2);
}
