// npm run bench: what the program costs, each figure beside what the same machine needs for the bare work.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { inspect } from 'node:util';
import { measureBatch } from './batch.ts';
import { measureBatchWindow } from './batch-window.ts';
import { measureCommits } from './commit.ts';
import { countyOf } from './county-file.ts';
import { isMet, ratioOf, tableOf, type Figure } from './figures.ts';
import { measureLookups } from './lookup.ts';
import { measureNews } from './news.ts';
import { readOptions, type Options, type PartName } from './options.ts';
import { measurePaper } from './paper.ts';
import { measurePull } from './pull.ts';
import { measurePush } from './push.ts';
import { measureRights } from './rights.ts';
import { measureRoster } from './roster.ts';
import { measureStart } from './start.ts';
import { measureWindow } from './window.ts';
import { withProgram } from './with-program.ts';

/** What the goals speak of. */
const standardPersons: Readonly<Record<PartName, readonly number[]>> = {
  start: [20_000],
  lookup: [20_000, 1_000_000],
  commit: [20_000],
  pull: [100_000],
  push: [60_000],
  news: [2_000],
  roster: [20_000],
  batch: [20_000],
  rights: [1],
  paper: [20_000],
  window: [20_000, 1_000_000],
};

/** These make a central office of their own, or reckon in memory, and need no county's file. */
const withoutCounty: ReadonlySet<PartName> = new Set(['pull', 'push', 'news', 'rights']);

/** A run that takes longer than this is not going on. The making of large counties comes on top. */
const patienceMinutes = 30;

const options = readOptions(process.argv.slice(2));
const notMeasured = await run(options);
process.exit(notMeasured === 0 ? 0 : 1);

/** Measures what is asked for, prints it, and gives the number of parts that could not be measured. */
async function run({ parts, persons, runs, json }: Options): Promise<number> {
  const wanted = parts.flatMap((part) =>
    (persons === null ? standardPersons[part] : [persons]).map((size) => ({ part, size })),
  );
  for (const { part, size } of wanted) if (!withoutCounty.has(part)) await announceCounty(size);
  const impatience = setTimeout(() => {
    console.error(`the bench was not done in ${patienceMinutes} minutes`);
    process.exit(1);
  }, patienceMinutes * 60_000);
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const { part, size } of wanted) {
    const begun = performance.now();
    try {
      figures.push(...(await measure(part, size, runs)));
    } catch (error) {
      failures.push(`${part} (${size} persons) could not be measured: ${inspect(error)}`);
    }
    console.error(`${part} (${size} persons): ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
  clearTimeout(impatience);
  const machine =
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} processors, ` +
    `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, Node ${process.versions.node}`;
  console.log([machine, 'medians (least-most)', '', ...tableOf(figures), ...failures].join('\n'));
  if (json !== null)
    await writeFile(json, `${JSON.stringify(asJson(machine, figures, failures), null, 2)}\n`);
  return failures.length;
}

function measure(part: PartName, persons: number, runs: number): Promise<readonly Figure[]> {
  switch (part) {
    case 'start':
      return withProgram(() => measureStart(persons, runs));
    case 'lookup':
      return withProgram(() => measureLookups(persons, runs));
    case 'commit':
      return measureCommits(persons, runs);
    case 'pull':
      return measurePull(persons, runs);
    case 'push':
      return measurePush(persons, runs);
    case 'news':
      return measureNews(persons, runs);
    case 'roster':
      return measureRoster(persons, runs);
    case 'batch':
      return withProgram(async () => [
        ...(await measureBatch(persons, runs)),
        ...(await measureBatchWindow(persons, runs)),
      ]);
    case 'rights':
      return Promise.resolve(measureRights(runs));
    case 'paper':
      return withProgram(() => measurePaper(persons, runs));
    case 'window':
      return withProgram(() => measureWindow(persons, runs));
    default:
      return part satisfies never;
  }
}

/** Makes the county's file where there is none, before the clock of the run starts. */
async function announceCounty(persons: number): Promise<void> {
  const { made, megabytes, rows, seconds } = await countyOf(persons);
  if (!made) return;
  const size = `${rows.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB`;
  console.error(`made a county of ${persons.toLocaleString('en')} persons: ${size}, ${seconds.toFixed(0)} s`);
}

function asJson(machine: string, figures: readonly Figure[], failures: readonly string[]): unknown {
  return {
    at: new Date().toISOString(),
    machine,
    figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure) })),
    failures,
  };
}
