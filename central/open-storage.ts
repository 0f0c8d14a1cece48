import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from './journal.ts';
import type { CentralStorage } from './storage/central-storage.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { readFolderState, writeFolderState } from './storage/folder-state.ts';
import { startFolderSync, syncFolder } from './storage/folder-sync.ts';
import { openPgliteDatabase } from './storage/pglite-database.ts';
import { openPostgresqlDatabase } from './storage/postgresql-database.ts';
import { openCentralStorage } from './storage/sql-central-storage.ts';

export interface StorageSettings {
  /** The folder of this central office: keys, and the embedded database where no other is given. */
  readonly dataFolder: string;
  /** PostgreSQL; undefined embeds PGlite. */
  readonly databaseUrl?: string | undefined;
  readonly journal: Journal;
}

export interface OpenStorage {
  readonly storage: CentralStorage;
  /** Up to which feed number of a county with this head the data is on the disk. */
  durable(county: string, head: number): number;
  close(): Promise<void>;
}

/** Opens the storage, PostgreSQL where an address is given, else PGlite in the data folder. */
export async function openStorage(settings: StorageSettings): Promise<OpenStorage> {
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  if (settings.databaseUrl === undefined) return await openEmbedded(settings);
  return await openServer(settings.databaseUrl, settings.journal);
}

async function openServer(connectionString: string, journal: Journal): Promise<OpenStorage> {
  const database = await openPostgresqlDatabase({
    connectionString,
    onFault: (error) => journal.recordError('database fault', error),
  });
  try {
    const storage = await openCentralStorage(database);
    return {
      storage,
      durable: (_county, head) => (storage.commitsAreDurable ? head : 0),
      close: () => storage.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * PGlite does not sync its files, so a power cut may leave them in any state. A folder that was not closed in order
 * therefore begins a new epoch: every counter pulls its county anew and sends again what is no longer here.
 */
async function openEmbedded({ dataFolder, journal }: StorageSettings): Promise<OpenStorage> {
  const unlock = await lockFolder(dataFolder);
  try {
    const folder = join(dataFolder, 'database');
    const left = await readFolderState(dataFolder, existsSync(folder));
    await writeFolderState(dataFolder, 'open');
    const database = await openPgliteDatabase(folder);
    try {
      const storage = await openCentralStorage(database);
      if (left === 'open') {
        await storage.beginEpoch();
        journal.record('epoch begun', { reason: 'not closed in order' });
      }
      const onError = (error: unknown) => journal.recordError('database fault', error);
      const sync = startFolderSync({ database, storage, folder, onError });
      return {
        storage,
        durable: (county) => sync.durable(county),
        async close() {
          await sync.stop();
          await storage.close();
          await syncFolder(folder);
          await writeFolderState(dataFolder, 'clean');
          await unlock();
        },
      };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
}
