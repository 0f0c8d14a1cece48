import { hashSync } from '@node-rs/argon2';
import { generateKeyPairSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../contract/counter-calls.ts';
import type { Outcome } from '../../contract/envelope.ts';
import type { Caller } from '../../counter/counter.ts';
import type { MemoryName } from '../../counter/ports.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../db/counter-storage.ts';
import { connect, type DatabaseOptions } from '../../db/open-database.ts';
import type { Clerk, Workstation } from '../../domain/records/records.ts';
import { databaseFile, startBackend, type Backend } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';
import { copyOfCounty, type County } from './county-file.ts';

/** A county's file set up as one window of the county centre that has no line to the central office. */
export interface Desk {
  readonly folder: string;
  readonly database: DatabaseOptions;
  readonly clerk: Clerk;
  readonly workstation: Workstation;
  readonly remove: () => Promise<void>;
}

export const deskPassword = 'bench-password-1';

/** Nobody listens at port 9 (discard): the line is down from the beginning. */
const noCentralOffice = 'http://127.0.0.1:9';

/**
 * Makes a desk of a county. What the central office would have told at enrolment is written into its memory.
 *
 * @param options.line whether the synchroniser is to run and find the line down; otherwise it does not run at all
 * @param options.inPlace works on the kept file itself, for who only reads: a copy of a gigabyte may take minutes
 * @param options.prepare writes more into the file before anybody opens it, in one transaction
 */
export async function makeDesk(
  county: County,
  options: {
    readonly line: boolean;
    readonly inPlace?: boolean;
    readonly prepare?: (storage: OpenCounterStorage, workstation: Workstation) => void;
  },
): Promise<Desk> {
  const { inPlace = false } = options;
  const folder = inPlace ? county.folder : await copyOfCounty(county);
  const database = await databaseOf(folder);
  const storage = openCounterStorage(database);
  try {
    const desk = storage.unitOfWork.write(() => {
      const { clerk, workstation } = findPlace(database, storage);
      storage.records.putConfirmed({ table: 'clerk', record: clerk }, 0);
      for (const [name, value] of Object.entries(memoryOf(workstation, options.line))) {
        storage.memory.set(name as MemoryName, value);
      }
      options.prepare?.(storage, workstation);
      return { clerk, workstation };
    });
    storage.checkpoint();
    return {
      ...desk,
      folder,
      database,
      remove: () => removeWhole(inPlace ? join(folder, 'chromium') : folder),
    };
  } finally {
    storage.close();
  }
}

function removeWhole(place: string): Promise<void> {
  return rm(place, { recursive: true, force: true });
}

/** The backend of a desk in this very process, signed in. */
export interface RunningDesk {
  /** Asks as a window would, and throws where the answer is a failure. */
  readonly call: <Name extends CallName>(
    caller: Caller,
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallOutput<Name>>;
  /** Asks and gives the answer unread. */
  readonly answer: (caller: Caller, name: CallName, input: unknown) => Promise<Outcome<unknown>>;
  readonly stop: () => Promise<void>;
}

/** Asks a backend as a window would, and throws where the answer is a failure. */
export function askingOf(backend: Backend): RunningDesk['call'] {
  return async <Name extends CallName>(caller: Caller, name: Name, input: CallInput<Name>) => {
    const outcome = await backend.answer(caller, name, input);
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
    // The handler's own type; the schema of the answer is read by the page.
    return outcome.value as CallOutput<Name>;
  };
}

/** The program's own backend on the files of a desk. */
export function startBackendOf(desk: Desk): Backend {
  return startBackend({
    dataDirectory: desk.folder,
    databaseKey: desk.database.key,
    central: null,
    enrolmentCode: null,
    demonstration: false,
    sqliteBinding: null,
    report: (error, where) => console.error(where, error),
  });
}

export async function runDesk(desk: Desk): Promise<RunningDesk> {
  const backend = startBackendOf(desk);
  // As the one window has it: what the backend tells is cloned into its port.
  backend.listen((event) => structuredClone(event));
  const running: RunningDesk = {
    call: askingOf(backend),
    answer: (caller, name, input) => backend.answer(caller, name, input),
    stop: async () => {
      // What is told in a turn of its own reads the file once more.
      await new Promise((resolve) => setImmediate(resolve));
      await backend.stop();
    },
  };
  await running.call('counter', 'signIn', { loginName: desk.clerk.loginName, password: deskPassword });
  return running;
}

async function databaseOf(folder: string): Promise<DatabaseOptions> {
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  return { file: join(folder, databaseFile), key: key.keyHex, nativeBinding: null };
}

/** The first window of the county centre and its first clerk, who gets a password that is known here. */
function findPlace(
  database: DatabaseOptions,
  storage: OpenCounterStorage,
): { readonly clerk: Clerk; readonly workstation: Workstation } {
  const reader = connect(database);
  try {
    const workstationId = reader
      .prepare<[], string>(
        `SELECT workstation.id FROM workstation JOIN office ON office.id = workstation.office_id
         WHERE office.kind = 'county-centre' ORDER BY workstation.number LIMIT 1`,
      )
      .pluck()
      .get();
    const workstation = storage.records.get('workstation', workstationId ?? '')?.record;
    const clerkId = reader
      .prepare<[string], string>(
        `SELECT id FROM clerk WHERE office_id = ? AND role = 'clerk' AND active = 1 ORDER BY id LIMIT 1`,
      )
      .pluck()
      .get(workstation?.officeId ?? '');
    const clerk = storage.records.get('clerk', clerkId ?? '')?.record;
    if (workstation === undefined || clerk === undefined)
      throw new Error('the county has no centre to sit at');
    return { workstation, clerk: { ...clerk, passwordHash: hashSync(deskPassword) } };
  } finally {
    reader.close();
  }
}

function memoryOf(workstation: Workstation, line: boolean): Partial<Record<MemoryName, string>> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  return {
    mode: 'production',
    county: '330122',
    'county-name': 'bench',
    'office-id': workstation.officeId,
    'workstation-id': workstation.id,
    'pin-public-key': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    epoch: 'bench',
    'feed-cursor': '0',
    ...(line ? { 'central-url': noCentralOffice, token: 'no-token-that-anybody-takes' } : {}),
  };
}
