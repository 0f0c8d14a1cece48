import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startCentralOffice } from '../helpers/central-office.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { enrol } from '../../sync/enrol.ts';
import { snapshotPart } from '../../contract/snapshot-file.ts';
import { spreadOf, type Figure } from './figures.ts';
import { newCounter, pull } from './pull-counter.ts';
import { sentAgain } from './pull-resumed.ts';
import { insertRowsAnew } from './raw-insert.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A pull of 100,000 persons takes its time; it is long enough to be steady after few. */
const mostRuns = 2;

/** The file of a large county takes longer than this, or it is not made. */
const usualPatience = 240_000;

/**
 * The first synchronisation of a new counter from a real central office in a process of its own, from the start of
 * the backend (enrolment included) until a clerk may sign in, against inserting the very same rows bare; in pages, and
 * as the file that the central office has prepared. Then what comes twice when the program is killed at half.
 */
export async function measurePull(persons: number, runs: number): Promise<readonly Figure[]> {
  const folder = await temporaryFolder('pull');
  const office = { folder: join(folder, 'central'), persons };
  const figures: Figure[] = [];
  let token: string;
  try {
    const withPages = await startCentralOffice({
      ...office,
      environment: { GUITAI_SNAPSHOT_FOLDER: 'none' },
    });
    try {
      figures.push(await measureForm(withPages.url, folder, runs, { persons, form: 'in pages', bound: 0.3 }));
      const client = new CentralClient(withPages.url, (token = await tokenOf(withPages.url)));
      const pages = await pagesOf(client);
      figures.push(
        await measureResumed(withPages.url, folder, { path: '/v1/snapshot', of: pages, what: 'pages' }),
      );
    } finally {
      await withPages.stop();
    }
    const withFile = await startCentralOffice(office);
    try {
      const { size, seconds } = await prepareFile(new CentralClient(withFile.url, token));
      const prepared = `prepared beforehand in ${seconds.toFixed(1)} s, half of them idle: ${(size / 1e6).toFixed(0)} MB`;
      const figure = await measureForm(withFile.url, folder, runs, {
        persons,
        form: 'as a file',
        bound: 0.6,
      });
      figures.push({ ...figure, notes: [prepared, ...figure.notes] });
      const resumed = {
        path: '/v1/snapshot/file/content',
        of: Math.ceil(size / snapshotPart),
        what: 'parts of the file',
      };
      figures.push(await measureResumed(withFile.url, folder, resumed));
    } finally {
      await withFile.stop();
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureForm(
  central: string,
  folder: string,
  runs: number,
  { persons, form, bound }: { readonly persons: number; readonly form: string; readonly bound: number },
): Promise<Figure> {
  const ours: number[] = [];
  const raw: number[] = [];
  const notes: string[] = [];
  for (let run = 1; run <= Math.min(runs, mostRuns); run += 1) {
    const counter = await newCounter(join(folder, `counter-${run}`));
    const processor = process.cpuUsage();
    const { milliseconds, longestStandstill } = await pull(central, counter);
    const { user, system } = process.cpuUsage(processor);
    const seconds = milliseconds / 1000;
    const target = await newCounter(join(folder, `raw-${run}`));
    const bare = insertRowsAnew(counter.database, target.database);
    ours.push(bare.rows / seconds);
    raw.push((bare.rows * 1000) / bare.milliseconds);
    const { size } = await stat(counter.database.file);
    notes.push(
      `${bare.rows.toLocaleString('en')} rows, ${(size / 1e6).toFixed(0)} MB in the file: ${seconds.toFixed(1)} s ` +
        `(${(size / 1e6 / seconds).toFixed(1)} MB/s), of it ` +
        `${((user + system) / 1e6).toFixed(1)} s processor of the counter, the rest waiting for the ` +
        `central office, the disk and a processor; no window waited longer than ${longestStandstill.toFixed(0)} ms; ` +
        `bare ${(bare.milliseconds / 1000).toFixed(1)} s`,
    );
    await Promise.all([counter, target].map((one) => rm(one.folder, { recursive: true })));
  }
  const what = `first pull of ${persons.toLocaleString('en')} persons ${form}`;
  const goal = { kind: 'at-least-part', bound } as const;
  return { part: 'pull', what, unit: 'rows/s', ours: spreadOf(ours), limit: spreadOf(raw), goal, notes };
}

async function measureResumed(
  central: string,
  folder: string,
  { path, of, what }: { readonly path: string; readonly of: number; readonly what: string },
): Promise<Figure> {
  const { again, sent } = await sentAgain(central, join(folder, 'resumed'), path, of);
  return {
    part: 'pull',
    what: `resumed after kill -9 at half: ${what}`,
    unit: 'sent again',
    ours: spreadOf([again]),
    limit: null,
    goal: { kind: 'at-most', bound: 1 },
    notes: [`${sent} of ${of} were sent before`],
  };
}

/** Of a workstation that only looks; the centre's are for the counters that are measured. */
export async function tokenOf(central: string): Promise<string> {
  const enrolled = await enrol(central, 'demonstration', 'O2', null);
  if (!enrolled.ok) throw new Error(enrolled.code);
  return enrolled.memory.token ?? '';
}

/** As the synchroniser asks for. */
const pageRows = 10_000;

async function pagesOf(client: CentralClient): Promise<number> {
  const size = await client.snapshotSize(AbortSignal.timeout(usualPatience));
  if (!size.ok) throw new Error(size.code);
  return size.value.tables.reduce((sum, { count }) => sum + Math.ceil((count + 1) / pageRows), 0);
}

/** Asks until the file is there, as counters would that came before; says how large it is and how long it took. */
export async function prepareFile(
  client: CentralClient,
  patience = usualPatience,
): Promise<{ readonly size: number; readonly seconds: number }> {
  const begun = performance.now();
  const signal = AbortSignal.timeout(patience);
  for (;;) {
    const offer = await client.snapshotFile(signal);
    if (offer.ok) return { size: offer.value.size, seconds: (performance.now() - begun) / 1000 };
    await pause(200, undefined, { signal });
  }
}
