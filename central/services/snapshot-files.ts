import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SnapshotFileOffer } from '../../contract/sync-protocol.ts';
import type { Journal } from '../journal.ts';
import { UnknownCountyError, type CentralStorage, type CountyPosition } from '../storage/central-storage.ts';
import { makeSnapshotFile, type SnapshotFile } from './make-snapshot-file.ts';
import { OtherHistoryError, requireSameHistory } from './same-history.ts';

/** The counties as files, prepared in the background for whoever asks next. */
export interface SnapshotFiles {
  /** The file of a county; undefined where none is ready, which is then begun. Nobody waits for one. */
  offer(county: string): Promise<SnapshotFileOffer | undefined>;
  /** Bytes of a county's file; empty beyond its end, undefined where the county has no such file (any more). */
  read(county: string, id: string, offset: number, length: number): Promise<Buffer | undefined>;
  /** A counter has pulled a page: the making of files lets it go first. */
  notePage(): void;
  /** Ends what is being made and removes all files. */
  close(): Promise<void>;
}

export interface SnapshotFilePolicy {
  /** A file with more changes behind it is made anew; until that is ready it is still offered. */
  readonly changesBehind: number;
  /** Milliseconds for which nobody must have pulled a page before a file is begun … */
  readonly quiet: number;
  /** … unless that was waited for so long. */
  readonly longestWait: number;
}

const usualPolicy: SnapshotFilePolicy = { changesBehind: 20_000, quiet: 2_000, longestWait: 60_000 };

/** The newest one is offered; the one before is kept for those who have begun with it. */
const filesKept = 2;

interface CountyFiles {
  files: readonly SnapshotFile[];
  making: boolean;
}

/**
 * Keeps the files in a folder. Their keys are in this process's memory alone, so that what is on the disk can be read
 * by nobody, and is removed at the next start where a process ended without doing so itself.
 */
export async function openSnapshotFiles(parts: {
  readonly storage: CentralStorage;
  readonly journal: Journal;
  readonly folder: string;
  readonly sqliteBinding?: string | null;
  readonly policy?: Partial<SnapshotFilePolicy>;
}): Promise<SnapshotFiles> {
  const { storage, journal, folder, sqliteBinding = null } = parts;
  const policy = { ...usualPolicy, ...parts.policy };
  const counties = new Map<string, CountyFiles>();
  const stopped = new AbortController();
  let lastPage = -Infinity;
  /** One file is made at a time, whatever the county. */
  let work: Promise<void> = Promise.resolve();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(folder);

  function filesOf(county: string): CountyFiles {
    const known = counties.get(county) ?? { files: [], making: false };
    counties.set(county, known);
    return known;
  }

  function begin(county: string): void {
    const known = filesOf(county);
    if (known.making || stopped.signal.aborted) return;
    known.making = true;
    work = work.then(async () => {
      try {
        await make(county, known);
      } catch (error) {
        if (!stopped.signal.aborted) journal.recordError('snapshot file failed', error, { county });
      } finally {
        known.making = false;
      }
    });
  }

  async function make(county: string, known: CountyFiles): Promise<void> {
    const { signal } = stopped;
    const latest = performance.now() + policy.longestWait;
    for (;;) {
      const now = performance.now();
      const left = Math.min(lastPage + policy.quiet, latest) - now;
      if (left <= 0) break;
      await pause(left, undefined, { signal });
    }
    signal.throwIfAborted();
    const begun = performance.now();
    const place = { folder, prefix: `${ownPrefix}${county}-`, sqliteBinding };
    const made = await makeSnapshotFile(storage, county, place, signal);
    journal.record('snapshot file made', { county, milliseconds: Math.round(performance.now() - begun) });
    const files = [made, ...known.files];
    known.files = files.slice(0, filesKept);
    await remove(files.slice(filesKept));
  }

  return {
    async offer(county) {
      const known = filesOf(county);
      const [newest] = known.files;
      const standing = newest === undefined ? null : await standingOf(storage, county, newest.offer);
      if (newest === undefined || standing === null) {
        const { files } = known;
        known.files = [];
        begin(county);
        await remove(files);
        return undefined;
      }
      if (standing.head - newest.offer.head > policy.changesBehind) begin(county);
      return newest.offer;
    },
    async read(county, id, offset, length) {
      const known = filesOf(county);
      const file = known.files.find((one) => one.offer.id === id);
      if (file === undefined) return undefined;
      const wanted = Math.max(0, Math.min(length, file.offer.size - offset));
      const part = await readPart(file.path, offset, wanted);
      // Whoever has tidied the folder: the next who asks has another one made.
      if (part === undefined) known.files = known.files.filter((one) => one !== file);
      return part;
    },
    notePage() {
      lastPage = performance.now();
    },
    async close() {
      stopped.abort();
      await work;
      for (const { files } of counties.values()) await remove(files);
    },
  };
}

/** Where the county stands, or null where this file tells of another history. */
async function standingOf(
  storage: CentralStorage,
  county: string,
  { epoch, head, mark }: SnapshotFileOffer,
): Promise<CountyPosition | null> {
  try {
    return await storage.read(county, async (reader) => {
      const found = await reader.position();
      if (found === undefined) throw new UnknownCountyError();
      await requireSameHistory(reader, found, { epoch, knownHead: head, knownMark: mark });
      return found;
    });
  } catch (error) {
    if (error instanceof OtherHistoryError) return null;
    throw error;
  }
}

/** Undefined where the file has gone away meanwhile. */
async function readPart(path: string, offset: number, length: number): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function remove(files: readonly SnapshotFile[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}

/** Several processes may share a folder: a file's name says whose it is. A restarted process may have the same number. */
const ownPrefix = `${String(process.pid)}.${randomUUID()}-`;
const nameForm = /^((\d+)\.[0-9a-f-]{36}-)\d{6}-[0-9a-f-]{36}\.db(\.part)?$/;

/** Files of processes that are no more. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, prefix, owner] = nameForm.exec(name) ?? [];
    if (owner === undefined || prefix === ownPrefix) continue;
    if (Number(owner) !== process.pid && isAlive(Number(owner))) continue;
    await rm(join(folder, name), { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
