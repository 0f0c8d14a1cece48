import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DatabaseOptions } from '../../db/open-database.ts';
import { databaseFile, startBackend } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';

/** No pull of the bench takes longer than this, milliseconds, or it is not going on. */
const usualPatience = 240_000;

export interface NewCounter {
  readonly folder: string;
  readonly database: DatabaseOptions;
}

export async function newCounter(folder: string): Promise<NewCounter> {
  await mkdir(folder);
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  return { folder, database: { file: join(folder, databaseFile), key: key.keyHex, nativeBinding: null } };
}

/** How long until the replica is whole, and how long nobody else was served meanwhile; milliseconds. */
export async function pull(
  central: string,
  { folder, database }: NewCounter,
  patience = usualPatience,
): Promise<{ readonly milliseconds: number; readonly longestStandstill: number }> {
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
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  try {
    const milliseconds = await new Promise<number>((resolve, reject) => {
      const impatience = setTimeout(() => {
        reject(new Error(`the first synchronisation did not end\n${problems.join('\n')}`));
      }, patience);
      backend.listen((event) => {
        if (event.event !== 'status-changed' || !event.status.firstSynchronisation.done) return;
        clearTimeout(impatience);
        resolve(performance.now() - begun);
      });
    });
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return { milliseconds, longestStandstill: delays.max / 1e6 };
  } finally {
    delays.disable();
    await new Promise((resolve) => setImmediate(resolve));
    await backend.stop();
  }
}
