import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from './folder-state.ts';
import type { CentralStorage } from './central-storage.ts';
import type { SqlDatabase } from './sql-database.ts';

/** Forces an embedded database onto the disk now and then, since it does not do so itself. */
export interface FolderSync {
  /** Up to which feed number a county is on the disk. */
  durable(county: string): number;
  /** Ends the rhythm; a run under way is waited for. */
  stop(): Promise<void>;
}

const usualRhythm = 2_000;

/**
 * Looks every two seconds whether something was written. The log goes to the disk before the pages that it describes,
 * as the database itself would do it: so a power cut in between finds a log from which the pages are mended.
 * @param folder the database's own folder
 */
export function startFolderSync(
  parts: {
    readonly database: SqlDatabase;
    readonly storage: CentralStorage;
    readonly folder: string;
    readonly onError: (error: unknown) => void;
  },
  rhythm: number = usualRhythm,
): FolderSync {
  const { database, storage, folder } = parts;
  const durable = new Map<string, number>();
  let synced: string | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = setTimeout(look, rhythm);
  timer.unref();

  function look() {
    void now()
      .catch(parts.onError)
      .then(() => {
        if (stopped) return;
        timer = setTimeout(look, rhythm);
        timer.unref();
      });
  }

  async function sync(): Promise<void> {
    if ((await writtenUpTo(database)) === synced) return;
    const heads = new Map<string, number>();
    for (const { county } of await storage.counties()) {
      const found = await storage.read(county, (reader) => reader.head());
      if (found !== undefined) heads.set(county, found.head);
    }
    await syncFolder(join(folder, 'pg_wal'));
    await database.transaction(null, (transaction) => transaction.execute('checkpoint'));
    const behindCheckpoint = await writtenUpTo(database);
    await syncFolder(folder);
    for (const [county, head] of heads) durable.set(county, head);
    synced = behindCheckpoint;
  }

  function now(): Promise<void> {
    // A run that failed was told to `onError` by whoever began it; the next one tries again.
    running = running.catch(() => undefined).then(sync);
    return running;
  }

  return {
    durable: (county) => durable.get(county) ?? 0,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      // Only waited for: its failure was told already.
      await running.catch(() => undefined);
    },
  };
}

async function writtenUpTo(database: SqlDatabase): Promise<string> {
  const [row] = await database.transaction(null, (transaction) =>
    transaction.query('select pg_current_wal_insert_lsn()::text as place'),
  );
  return String(row?.['place']);
}

/** Every file and folder within; what goes away meanwhile is no loss. */
export async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue;
    try {
      await syncPath(join(entry.parentPath, entry.name));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  await syncPath(folder);
}
