import { setImmediate as letOthersGo } from 'node:timers/promises';
import type { FailureCode } from '../contract/error-codes.ts';
import { snapshotPart } from '../contract/snapshot-file.ts';
import type { Replica, SnapshotState } from '../counter/ports/synchronisation.ts';
import type { AnnouncedFile } from '../counter/ports/snapshot-file.ts';
import { behindTable } from '../domain/records/record-tables.ts';
import type { CentralClient } from './central-client.ts';
import { isFasterThanPages } from './file-or-pages.ts';
import { readRows } from './read-rows.ts';

export interface FilePorts {
  readonly replica: Replica;
  readonly client: Pick<CentralClient, 'snapshotFilePart'>;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly report: (error: unknown) => void;
  readonly filePart?: number;
}

/** Where a snapshot goes on. */
type SnapshotPlace = Pick<SnapshotState, 'table' | 'after'>;

/** Why a county does not come as a file: this one is no longer there, or no file will do. */
export type NoFile = 'gone' | 'unfit';

/**
 * The county from the file with which the snapshot was begun: fetched part by part, then taken over step by step, both
 * going on where they were. Null when the replica has all of it; 'unfit' when the file is not as announced, does not fit
 * the tables, or would take longer than pages.
 */
export async function pullFile(
  ports: FilePorts,
  file: AnnouncedFile,
  signal: AbortSignal,
): Promise<FailureCode | NoFile | null> {
  try {
    const missing = await fetchFile(ports, file, signal);
    if (missing !== null) return missing;
    if (!(await ports.replica.file.open())) return 'unfit';
    return await takeOver(ports, signal);
  } catch (error) {
    // A full disk, a damaged page, a value of another type: pages need less room, and are read one by one.
    ports.report(error);
    return 'unfit';
  }
}

async function fetchFile(
  { replica, client, monotonic, filePart = snapshotPart }: FilePorts,
  { id, size }: AnnouncedFile,
  signal: AbortSignal,
): Promise<FailureCode | NoFile | null> {
  for (let held = replica.file.held(); held < size; held = replica.file.held()) {
    const begun = monotonic();
    const wanted = Math.min(filePart, size - held);
    const part = await client.snapshotFilePart(id, held, wanted, signal);
    // The first part tells how fast the line is, also where it never came; a file that was begun is fetched to its end.
    if (held === 0 && !isFasterThanPages(wanted, monotonic() - begun) && !signal.aborted) return 'unfit';
    if (!part.ok) return withoutPart(part.code);
    replica.file.receive(part.value);
  }
  return null;
}

/** What follows from a part that did not come. */
function withoutPart(code: FailureCode): FailureCode | NoFile {
  // Made anew meanwhile, or the central office was started anew.
  if (code === 'not-found') return 'gone';
  // A file that is cut off there, or something on the way that lets pages pass and such bytes not.
  return code === 'invalid-input' || code === 'central-not-guitai' ? 'unfit' : code;
}

/**
 * Milliseconds that a step may keep windows waiting, about; the disk has the last word, and so has a step that makes an index
 * of a table that is whole (counter/engine/snapshot-state.ts).
 */
const stepAim = 50;

/** Rows of the first step, and between how few and how many the others are: each has its commit, which a slow disk feels. */
const steps = { first: 4_000, least: 1_000, most: 20_000 };

async function takeOver(
  { replica, monotonic }: FilePorts,
  signal: AbortSignal,
): Promise<FailureCode | NoFile | null> {
  let limit = steps.first;
  for (let place = replica.state().snapshot; place !== null; place = replica.state().snapshot) {
    if (signal.aborted) return 'central-unreachable';
    const begun = monotonic();
    const rows = replica.file.rows(limit);
    if (rows === null) replica.file.copy(limit);
    else {
      const read = readRows(place.table, rows);
      if (read === null) return 'unfit';
      const next = placeBehind(place, read, limit);
      replica.receiveSnapshotPage({ table: place.table, rows: read, next });
    }
    const pace = stepAim / Math.max(monotonic() - begun, 1);
    limit = Math.round(limit * Math.min(2, Math.max(0.25, pace)));
    limit = Math.min(steps.most, Math.max(steps.least, limit));
    await letOthersGo();
  }
  return null;
}

function placeBehind(
  { table }: SnapshotPlace,
  rows: readonly (readonly unknown[])[],
  limit: number,
): SnapshotPlace | null {
  const last = rows.at(-1)?.[0];
  return rows.length < limit || typeof last !== 'string' ? behindTable(table) : { table, after: last };
}
