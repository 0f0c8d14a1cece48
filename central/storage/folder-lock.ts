import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process works in this folder. */
export class FolderInUseError extends Error {
  constructor(folder: string, processId: number) {
    super(
      `a central office is already running in ${folder} (process ${String(processId)}); ` +
        'stop it first, or give another folder with --data',
    );
    this.name = 'FolderInUseError';
  }
}

interface LockHolder {
  readonly processId: number;
  /** When the process was started, where the system tells: process ids are used again. */
  readonly started: string | null;
}

/**
 * Takes the folder for this process alone; PGlite itself takes no lock, and two processes would destroy its files.
 * A lock whose process is gone is taken over.
 * @returns gives the folder back.
 * @throws FolderInUseError
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lockFile = join(folder, 'central.lock');
  const own: LockHolder = { processId: process.pid, started: await startOf(process.pid) };
  const temporary = `${lockFile}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, JSON.stringify(own), { mode: 0o600 });
  try {
    while (!(await tryLink(temporary, lockFile))) {
      const holder = await readHolder(lockFile);
      if (holder !== undefined && (await isAlive(holder)))
        throw new FolderInUseError(folder, holder.processId);
      await setAside(lockFile, folder);
    }
  } finally {
    await rm(temporary, { force: true });
  }
  return async () => {
    await rm(lockFile, { force: true });
  };
}

/** Linking is all or nothing: of several that try, one succeeds. */
async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a dead lock away, and looks again at what was moved: somebody may have been faster and be alive. */
async function setAside(lockFile: string, folder: string): Promise<void> {
  const aside = `${lockFile}.${randomBytes(6).toString('hex')}.stale`;
  try {
    await rename(lockFile, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const holder = await readHolder(aside);
  if (holder !== undefined && (await isAlive(holder))) {
    await tryLink(aside, lockFile);
    await rm(aside, { force: true });
    throw new FolderInUseError(folder, holder.processId);
  }
  await rm(aside, { force: true });
}

async function readHolder(lockFile: string): Promise<LockHolder | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(lockFile, 'utf8'));
    if (typeof content !== 'object' || content === null || !('processId' in content)) return undefined;
    if (typeof content.processId !== 'number') return undefined;
    const started = 'started' in content && typeof content.started === 'string' ? content.started : null;
    return { processId: content.processId, started };
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function isAlive({ processId, started }: LockHolder): Promise<boolean> {
  try {
    process.kill(processId, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (!hasCode(error, 'EPERM')) return false;
  }
  const now = await startOf(processId);
  return started === null || now === null || now === started;
}

/** Linux tells when a process was started (field 22 of its stat, and the boot it belongs to). */
async function startOf(processId: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${String(processId)}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The name, in parentheses, may hold blanks: count from behind it.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()} ${ticks}`;
  } catch {
    return null;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
