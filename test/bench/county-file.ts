import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFile } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';
import { openDatabase } from '../../db/open-database.ts';
import { createRecordStore } from '../../db/record-store.ts';
import { cacheFolder } from '../../build/setup/paths.mjs';
import { countyRows } from './county-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { root } from '../helpers/machine.ts';

/** A whole data directory with the encrypted file of a demonstration county in it. */
export interface County {
  readonly folder: string;
  readonly persons: number;
  readonly rows: number;
  /** Size of the encrypted file. */
  readonly megabytes: number;
  /** How long it took to make, when it was made. */
  readonly seconds: number;
  /** Whether it was made just now. */
  readonly made: boolean;
}

/**
 * The data directory of a county with so many persons. It is made once by the demonstration's generator and kept in
 * the user's cache folder under a hash of the sources that decide its bytes; written under another name and renamed
 * when whole. Who writes works on a copy: `copyOfCounty`.
 */
export async function countyOf(persons: number): Promise<County> {
  const parent = join(cacheFolder, 'bench');
  const folder = join(parent, `county-${persons}-${await hashOfSources()}`);
  const kept = await readNote(folder);
  if (kept !== null) return { ...kept, folder, made: false };
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(`${folder}.part-`);
  try {
    const note = await makeCounty(temporary, persons);
    await writeFile(join(temporary, noteName), JSON.stringify(note));
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    await removeOlder(parent, persons, folder);
    return { ...note, folder, made: true };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Files of the same size that an earlier generator or schema made are of no use any more. */
async function removeOlder(parent: string, persons: number, kept: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    const older = name.startsWith(`county-${persons}-`) && !name.includes('.part-') && folder !== kept;
    if (older) await rm(folder, { recursive: true, force: true });
  }
}

/** A copy in a temporary folder, to be removed by whoever asked for it. */
export async function copyOfCounty(county: County): Promise<string> {
  const copy = await temporaryFolder('counter');
  await cp(county.folder, copy, { recursive: true });
  await rm(join(copy, noteName));
  return copy;
}

const noteName = 'county.json';
type Note = Omit<County, 'folder' | 'made'>;

/** Rows of one transaction while the file is filled. */
const batch = 50_000;

async function makeCounty(folder: string, persons: number): Promise<Note> {
  const begun = performance.now();
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  const file = join(folder, databaseFile);
  const database = openDatabase({ file, key: key.keyHex, nativeBinding: null });
  let rows = 0;
  try {
    // Only this file, which is nobody's until it is whole, is written without a journal.
    database.pragma('journal_mode=OFF');
    database.pragma('synchronous=OFF');
    database.pragma('cache_size=-1048576');
    const records = createRecordStore(database);
    let open = 0;
    database.exec('BEGIN');
    for (const page of countyRows(persons)) {
      records.putRows(page.table, page.rows, 0);
      rows += page.rows.length;
      open += page.rows.length;
      if (open < batch) continue;
      database.exec('COMMIT; BEGIN');
      open = 0;
    }
    database.exec('COMMIT');
    database.pragma('synchronous=FULL');
    database.pragma('journal_mode=WAL');
  } finally {
    database.close();
  }
  const { size } = await stat(file);
  return { persons, rows, megabytes: size / 1e6, seconds: (performance.now() - begun) / 1000 };
}

async function readNote(folder: string): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(join(folder, noteName), 'utf8')) as Note;
  } catch {
    return null;
  }
}

/** What decides what is in the file and how it is written: the generator, the records' description, the schema. */
const sources = [
  'central/demonstration',
  'domain/records',
  'db/migrations',
  'db/open-database.ts',
  'test/bench/county-rows.ts',
];

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(join(root, source)))
      hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(place: string): Promise<readonly string[]> {
  if (place.endsWith('.ts')) return [place];
  const names = await readdir(place, { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(place, name));
}
