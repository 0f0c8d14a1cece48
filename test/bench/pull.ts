import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseOptions } from '../../db/open-database.ts';
import { databaseFile, startBackend } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { spreadOf, type Figure } from './figures.ts';
import { insertRowsAnew } from './raw-insert.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A pull of 100,000 persons takes its time; it is long enough to be steady after few. */
const mostRuns = 2;

/** No pull takes longer than this, or it is not going on. */
const patience = 240_000;

/**
 * The first synchronisation of a new counter from a real central office in a process of its own, from the start of
 * the backend (enrolment included) until a clerk may sign in, against inserting the very same rows bare.
 */
export async function measurePull(persons: number, runs: number): Promise<readonly Figure[]> {
  const folder = await temporaryFolder('pull');
  try {
    const central = await startCentralOffice({ folder: join(folder, 'central'), persons });
    const ours: number[] = [];
    const raw: number[] = [];
    const notes: string[] = [];
    try {
      for (let run = 1; run <= Math.min(runs, mostRuns); run += 1) {
        const counter = await newCounter(join(folder, `counter-${run}`));
        const processor = process.cpuUsage();
        const seconds = (await pull(central.url, counter)) / 1000;
        const { user, system } = process.cpuUsage(processor);
        const target = await newCounter(join(folder, `raw-${run}`));
        const { rows, milliseconds } = insertRowsAnew(counter.database, target.database);
        ours.push(rows / seconds);
        raw.push((rows * 1000) / milliseconds);
        const { size } = await stat(counter.database.file);
        notes.push(
          `${rows.toLocaleString('en')} rows, ${(size / 1e6).toFixed(0)} MB in the file: ${seconds.toFixed(1)} s ` +
            `(${(size / 1e6 / seconds).toFixed(1)} MB/s), of it ` +
            `${((user + system) / 1e6).toFixed(1)} s processor of the counter, the rest waiting for the ` +
            `central office, the disk and a processor; bare ${(milliseconds / 1000).toFixed(1)} s`,
        );
        await Promise.all([counter, target].map((one) => rm(one.folder, { recursive: true })));
      }
    } finally {
      await central.stop();
    }
    const what = `first pull of ${persons.toLocaleString('en')} persons`;
    const goal = { kind: 'at-least-part', bound: 0.3 } as const;
    return [{ part: 'pull', what, unit: 'rows/s', ours: spreadOf(ours), limit: spreadOf(raw), goal, notes }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface NewCounter {
  readonly folder: string;
  readonly database: DatabaseOptions;
}

async function newCounter(folder: string): Promise<NewCounter> {
  await mkdir(folder);
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  return { folder, database: { file: join(folder, databaseFile), key: key.keyHex, nativeBinding: null } };
}

/** Milliseconds until the replica is whole. */
async function pull(central: string, { folder, database }: NewCounter): Promise<number> {
  const begun = performance.now();
  const problems: string[] = [];
  const backend = startBackend({
    dataDirectory: folder,
    databaseKey: database.key,
    central,
    enrolmentCode: null,
    demonstration: true,
    sqliteBinding: null,
    report: (error, where) => problems.push(`${where}: ${String(error)}`),
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      const impatience = setTimeout(() => {
        reject(new Error(`the first synchronisation did not end\n${problems.join('\n')}`));
      }, patience);
      backend.listen((event) => {
        if (event.event !== 'status-changed' || !event.status.firstSynchronisation.done) return;
        clearTimeout(impatience);
        resolve(performance.now() - begun);
      });
    });
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    await backend.stop();
  }
}
