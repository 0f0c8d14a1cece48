import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeModules, workFolder } from '../../build/setup/paths.mjs';
import { writeFolderState } from '../../central/storage/folder-state.ts';
import { openPgliteDatabase } from '../../central/storage/pglite-database.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';

/** The embedded database as it is before anybody has written to it: making one takes seconds, a copy a tenth of one. */
async function prepared(): Promise<string> {
  const pglite = readFileSync(join(nodeModules, '@electric-sql', 'pglite', 'package.json'), 'utf8');
  const { version } = JSON.parse(pglite) as { readonly version: string };
  const folder = join(workFolder, `empty-database-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(workFolder, { recursive: true });
  const made = await mkdtemp(`${folder}.`);
  await (await openPgliteDatabase(join(made, 'database'))).close();
  try {
    await rename(join(made, 'database'), folder);
  } catch (error) {
    // Another process was faster, and its own is as empty.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return folder;
}

/** Puts it into the data folder of a central office that has none yet. */
export async function layEmptyDatabase(dataFolder: string): Promise<void> {
  await cp(await prepared(), join(dataFolder, 'database'), { recursive: true });
  await writeFolderState(dataFolder, 'clean');
}

/** Opens one that goes away when it is closed. In memory where the system has such a folder. */
export async function openEmptyDatabase(): Promise<SqlDatabase> {
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'guitai-database-'));
  await layEmptyDatabase(folder);
  const database = await openPgliteDatabase(join(folder, 'database'));
  return {
    ...database,
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
