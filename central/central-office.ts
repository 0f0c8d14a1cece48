import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerLimits } from './http/server-parts.ts';
import { createServer } from './http/server.ts';
import type { Journal } from './journal.ts';
import { systemClock, type CentralClock } from './services/central-clock.ts';
import { createChangeSignal } from './services/change-signal.ts';
import { loadDemonstration, type Demonstration } from './services/load-demonstration.ts';
import { readOrMakePinKeys } from './services/pin-keys.ts';
import { openPinVault, type PinVault } from './services/pin-vault.ts';
import type { CentralStorage } from './storage/central-storage.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { openPgliteDatabase } from './storage/pglite-database.ts';
import { openPostgresqlDatabase } from './storage/postgresql-database.ts';
import { openCentralStorage } from './storage/sql-central-storage.ts';

export interface CentralOfficeSettings {
  /** The folder of this central office: keys, and the embedded database where no other is given. */
  readonly dataFolder: string;
  /** PostgreSQL; undefined embeds PGlite. */
  readonly databaseUrl?: string | undefined;
  /** The private key that opens sealed passwords; undefined keeps it in the data folder. */
  readonly pinKeyFile?: string | undefined;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Given: the central office is a demonstration. */
  readonly demonstration?: Demonstration | undefined;
  readonly journal: Journal;
  readonly clock?: CentralClock;
  readonly limits?: Partial<ServerLimits>;
}

export interface CentralOffice {
  /** `http://host:port` */
  readonly url: string;
  readonly storage: CentralStorage;
  readonly vault: PinVault;
  /** Ends held requests, finishes running ones, closes the database and gives the folder back. */
  close(): Promise<void>;
}

/** The keys with which this database's passwords were sealed are not these. */
class PinKeyMismatchError extends Error {
  constructor() {
    super(
      'the PIN key is not the one with which this database was begun: its passwords could not be checked',
    );
    this.name = 'PinKeyMismatchError';
  }
}

/**
 * Opens the storage: the lock on the folder and PGlite, or PostgreSQL.
 * @returns the storage and what gives all of it back.
 */
export async function openStorage(
  settings: Pick<CentralOfficeSettings, 'dataFolder' | 'databaseUrl' | 'journal'>,
): Promise<{ readonly storage: CentralStorage; close(): Promise<void> }> {
  const { dataFolder, databaseUrl, journal } = settings;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = databaseUrl === undefined ? await lockFolder(dataFolder) : () => Promise.resolve();
  try {
    const database =
      databaseUrl === undefined
        ? await openPgliteDatabase(join(dataFolder, 'database'))
        : await openPostgresqlDatabase({
            connectionString: databaseUrl,
            onFault: (error) => journal.recordError('database fault', error),
          });
    try {
      const storage = await openCentralStorage(database);
      return {
        storage,
        async close() {
          await storage.close();
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

/** Starts a central office and resolves when it answers. */
export async function startCentralOffice(settings: CentralOfficeSettings): Promise<CentralOffice> {
  const { dataFolder, demonstration, journal } = settings;
  const opened = await openStorage(settings);
  const { storage } = opened;
  try {
    const keys = await readOrMakePinKeys(settings.pinKeyFile ?? join(dataFolder, 'pin-key.pem'));
    if ((await storage.rememberPinKey(keys.fingerprint)) !== keys.fingerprint)
      throw new PinKeyMismatchError();
    if (demonstration !== undefined) await loadDemonstration(storage, demonstration, journal);
    const vault = await openPinVault(keys, storage);
    const signal = createChangeSignal();
    storage.onChange((county) => signal.raise(county));
    const mode = demonstration === undefined ? 'production' : 'demonstration';
    const server = await createServer({
      storage,
      vault,
      clock: settings.clock ?? systemClock(),
      journal,
      signal,
      epoch: (await storage.identity()).epoch,
      mode,
      demonstrationClerks: demonstration?.clerks ?? [],
      portrait: demonstration === undefined ? null : (person, today) => demonstration.portrait(person, today),
      ...(settings.limits === undefined ? {} : { limits: settings.limits }),
    });
    const url = await server.listen({ host: settings.host, port: settings.port });
    journal.record('central office listening', { storage: storage.kind, mode });
    return {
      url,
      storage,
      vault,
      async close() {
        await server.close();
        await opened.close();
        journal.record('central office closed');
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
