import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** How the folder of an embedded database was left. */
export type FolderState = 'new' | 'clean' | 'open';

const fileName = 'central.state.json';

/** What the folder says; 'open' where a central office ended without closing it, or nothing can be read. */
export async function readFolderState(folder: string, databaseIsThere: boolean): Promise<FolderState> {
  try {
    const state: unknown = JSON.parse(await readFile(join(folder, fileName), 'utf8'));
    const isClean =
      typeof state === 'object' && state !== null && 'state' in state && state.state === 'clean';
    return isClean ? 'clean' : 'open';
  } catch {
    return databaseIsThere ? 'open' : 'new';
  }
}

/** Writes it whole or not at all, and onto the disk. */
export async function writeFolderState(folder: string, state: 'clean' | 'open'): Promise<void> {
  const temporary = join(folder, `${fileName}.new`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ state })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, fileName));
  await syncPath(folder);
}

/** Forces a file, or the names in a folder, onto the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
