import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
 * Locks are numbered: who finds the last one dead makes the next, which only one can, and nobody ever moves or removes
 * one that may be alive. Whoever then still sees another one alive steps back.
 * @returns gives the folder back.
 * @throws FolderInUseError
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const own: LockHolder = { processId: process.pid, started: await startOf(process.pid) };
  const content = join(folder, `lock.${randomBytes(6).toString('hex')}.new`);
  await writeFile(content, JSON.stringify(own), { mode: 0o600 });
  try {
    for (;;) {
      const before = await readLocks(folder);
      refuseAlive(before, folder);
      const number = Math.max(0, ...before.map((lock) => lock.number)) + 1;
      const file = lockFile(folder, number);
      if (!(await tryLink(content, file))) continue;
      const others = (await readLocks(folder)).filter((lock) => lock.number !== number);
      try {
        refuseAlive(others, folder);
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
      for (const dead of others) await rm(lockFile(folder, dead.number), { force: true });
      return async () => {
        await rm(file, { force: true });
      };
    }
  } finally {
    await rm(content, { force: true });
  }
}

interface Lock {
  readonly number: number;
  readonly aliveProcessId: number | undefined;
}

function lockFile(folder: string, number: number): string {
  return join(folder, `central.${String(number)}.lock`);
}

async function readLocks(folder: string): Promise<readonly Lock[]> {
  const numbers = (await readdir(folder)).flatMap((name) => {
    const number = /^central\.(\d+)\.lock$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return await Promise.all(
    numbers.map(async (number) => {
      const holder = await readHolder(lockFile(folder, number));
      const alive = holder !== undefined && (await isAlive(holder));
      return { number, aliveProcessId: alive ? holder.processId : undefined };
    }),
  );
}

function refuseAlive(locks: readonly Lock[], folder: string): void {
  for (const { aliveProcessId } of locks) {
    if (aliveProcessId !== undefined) throw new FolderInUseError(folder, aliveProcessId);
  }
}

/** Linking a file that is written already is all or nothing: of several that try, one succeeds. */
async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
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
