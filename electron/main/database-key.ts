import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key of the encrypted counter file. It lies in the data directory, either sealed by the operating system's
 * keyring, or, where a workstation was explicitly set up so, as a key file that only its owner can read. There is one
 * record of it, so that the two can never contradict each other.
 */
export const databaseKeyName = 'database-key.json';

/** The operating system's keyring (Electron's safeStorage), or `noKeyring`. */
export interface Keyring {
  /** The name of what seals, e.g. `gnome_libsecret` or `dpapi`; null where there is nothing that really seals. */
  readonly kind: () => Promise<string | null>;
  readonly seal: (text: string) => Uint8Array;
  /** Throws when this was not sealed by this keyring for this user. */
  readonly unseal: (sealed: Uint8Array) => string;
}

export const noKeyring: Keyring = {
  kind: () => Promise.resolve(null),
  seal: () => {
    throw new Error('There is no keyring.');
  },
  unseal: () => {
    throw new Error('There is no keyring.');
  },
};

/** Why there is no key. In none of these cases was anything written or changed. */
export type DatabaseKeyFailure =
  /** Nothing seals keys here, and no key file was asked for. */
  | { readonly code: 'keyring-missing' }
  /** The key was sealed by a keyring of another kind than the one that is there now. */
  | { readonly code: 'keyring-other'; readonly sealedBy: string; readonly present: string }
  /** The keyring cannot open what it is said to have sealed. */
  | { readonly code: 'key-sealed-elsewhere' }
  /** The record of the key is not what this program writes. */
  | { readonly code: 'key-damaged' }
  /** There is a counter file and no record of its key. */
  | { readonly code: 'key-missing' }
  /** The data directory or the record cannot be read or written. */
  | { readonly code: 'key-unreadable'; readonly reason: string };

export type DatabaseKey =
  | { readonly ok: true; readonly keyHex: string; readonly made: boolean }
  | { readonly ok: false; readonly failure: DatabaseKeyFailure };

type KeyRecord =
  | { readonly version: 1; readonly kind: 'sealed'; readonly keyring: string; readonly sealed: string }
  | { readonly version: 1; readonly kind: 'file'; readonly keyHex: string };

/** What an encrypted file, its companions or its backups are called: a new key beside one of them would orphan it. */
const databaseFile = /\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?$/;
const keyForm = /^[0-9a-f]{64}$/;

/**
 * Gives the key of the counter file in a data directory, and makes it at the very first start.
 *
 * A new key is made only where there is no record of a key and no counter file. Everything else that does not fit is
 * refused with nothing changed, because a new key would open a new, empty file over work that is still there.
 *
 * @param dataDirectory made when missing, readable for its owner alone
 * @param options.keyFile whether a key file may be made where nothing seals; the demonstration and the headless
 *   counter say so, a workstation only by an administrator's word
 */
export async function databaseKey(
  dataDirectory: string,
  keyring: Keyring,
  options: { readonly keyFile: boolean },
): Promise<DatabaseKey> {
  const path = join(dataDirectory, databaseKeyName);
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const present = await recordedKey(path, keyring);
    if (present !== null) return present;
    const names = await readdir(dataDirectory);
    if (names.some((name) => databaseFile.test(name))) {
      // A program that was started at the same moment has made both since.
      return (await recordedKey(path, keyring)) ?? refuse({ code: 'key-missing' });
    }
    return await makeKey(dataDirectory, keyring, options.keyFile);
  } catch (error) {
    return refuse({ code: 'key-unreadable', reason: errorCode(error) });
  }
}

/** The key that there is a record of; null where there is none. */
async function recordedKey(path: string, keyring: Keyring): Promise<DatabaseKey | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  const record = readRecord(text);
  if (!record) return refuse({ code: 'key-damaged' });
  if (record.kind === 'file') {
    // A copy or a restore may have loosened it.
    await chmod(path, 0o600);
    return { ok: true, keyHex: record.keyHex, made: false };
  }
  const present = await keyring.kind();
  if (present === null) return refuse({ code: 'keyring-missing' });
  if (present !== record.keyring) return refuse({ code: 'keyring-other', sealedBy: record.keyring, present });
  let keyHex: string;
  try {
    keyHex = keyring.unseal(Buffer.from(record.sealed, 'base64'));
  } catch {
    return refuse({ code: 'key-sealed-elsewhere' });
  }
  return keyForm.test(keyHex) ? { ok: true, keyHex, made: false } : refuse({ code: 'key-damaged' });
}

async function makeKey(dataDirectory: string, keyring: Keyring, keyFile: boolean): Promise<DatabaseKey> {
  const keyHex = randomBytes(32).toString('hex');
  const present = await keyring.kind();
  let record: KeyRecord;
  if (keyFile) record = { version: 1, kind: 'file', keyHex };
  else if (present !== null) {
    const sealed = Buffer.from(keyring.seal(keyHex));
    // A keyring that cannot give back what it took would cost the whole file at the next start.
    if (keyring.unseal(sealed) !== keyHex) return refuse({ code: 'key-sealed-elsewhere' });
    record = { version: 1, kind: 'sealed', keyring: present, sealed: sealed.toString('base64') };
  } else return refuse({ code: 'keyring-missing' });
  if (await writeOnce(dataDirectory, `${JSON.stringify(record)}\n`)) return { ok: true, keyHex, made: true };
  // The key of a program that was started at the same moment is the one that stands.
  return (
    (await recordedKey(join(dataDirectory, databaseKeyName), keyring)) ?? refuse({ code: 'key-missing' })
  );
}

/**
 * Durable and whole before the first byte is encrypted with it, and never over another record.
 * @returns false where there is one by now
 */
async function writeOnce(dataDirectory: string, text: string): Promise<boolean> {
  const temporary = join(dataDirectory, `${databaseKeyName}.${randomBytes(6).toString('hex')}`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, join(dataDirectory, databaseKeyName));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await unlink(temporary);
  }
  if (process.platform === 'win32') return true;
  const directory = await open(dataDirectory, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
  return true;
}

function readRecord(text: string): KeyRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const field = (name: string): unknown =>
    Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  if (field('version') !== 1) return null;
  const [keyHex, keyring, sealed] = [field('keyHex'), field('keyring'), field('sealed')];
  if (field('kind') === 'file' && typeof keyHex === 'string' && keyForm.test(keyHex)) {
    return { version: 1, kind: 'file', keyHex };
  }
  if (
    field('kind') === 'sealed' &&
    typeof keyring === 'string' &&
    typeof sealed === 'string' &&
    sealed !== ''
  ) {
    return { version: 1, kind: 'sealed', keyring, sealed };
  }
  return null;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function refuse(failure: DatabaseKeyFailure): DatabaseKey {
  return { ok: false, failure };
}
