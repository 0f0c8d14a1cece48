import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SnapshotFileOffer } from '../../contract/sync-protocol.ts';
import { snapshotLayout } from '../../contract/snapshot-file.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import { UnknownCountyError, type CentralStorage, type CountyPosition } from '../storage/central-storage.ts';
import { createSnapshotWriter, type SnapshotWriter } from '../storage/snapshot-writer.ts';
import { readSnapshotPage } from './read-snapshot.ts';
import { requireSameHistory } from './same-history.ts';

/** A whole snapshot file on the disk, with what a counter is told of it. */
export interface SnapshotFile {
  readonly path: string;
  readonly offer: SnapshotFileOffer;
}

/** Few enough that nobody else waits long for the database or for this process. */
const rowsInPage = 2_000;

/**
 * Writes a county into a new file, from the same pages that a counter would pull and with the same promise: the
 * position is read before the first of them, so that the feed from there on brings every change that a page has missed,
 * and some twice. No transaction is held open meanwhile, and as long as a page took nothing is done after it.
 * @param prefix how the file's name begins
 * @throws OtherHistoryError when the central office was restored meanwhile; nothing is left then
 */
export async function makeSnapshotFile(
  storage: CentralStorage,
  county: string,
  place: { readonly folder: string; readonly prefix: string; readonly sqliteBinding: string | null },
  stop: AbortSignal,
): Promise<SnapshotFile> {
  const id = randomUUID();
  const key = randomBytes(32).toString('hex');
  const path = join(place.folder, `${place.prefix}${id}.db`);
  const temporary = `${path}.part`;
  try {
    const { epoch, head, mark } = await readPosition(storage, county);
    const writer = createSnapshotWriter(temporary, key, place.sqliteBinding);
    try {
      await writeTables(storage, county, writer, stop);
    } finally {
      writer.close();
    }
    await storage.read(county, async (reader) => {
      const found = await reader.position();
      if (found === undefined) throw new UnknownCountyError();
      await requireSameHistory(reader, found, { epoch, knownHead: head, knownMark: mark });
    });
    const sha256 = await hashOf(temporary);
    const { size } = await stat(temporary);
    await rename(temporary, path);
    return { path, offer: { epoch, head, mark, id, size, sha256, key, layout: snapshotLayout } };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeTables(
  storage: CentralStorage,
  county: string,
  writer: SnapshotWriter,
  signal: AbortSignal,
): Promise<void> {
  for (const table of tableNames) {
    for (let after: string | null = ''; after !== null;) {
      const begun = performance.now();
      const { page, next } = await readSnapshotPage(storage, county, { table, after, limit: rowsInPage });
      // The database's own arrays of a table's values.
      writer.put(table, JSON.parse(`[${page.rowsText}]`) as unknown[][]);
      after = next;
      await pause(performance.now() - begun, undefined, { signal });
    }
  }
}

async function readPosition(storage: CentralStorage, county: string): Promise<CountyPosition> {
  const position = await storage.read(county, (reader) => reader.position());
  if (position === undefined) throw new UnknownCountyError();
  return position;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: 1024 * 1024 }))
    hash.update(part as Buffer);
  return hash.digest('hex');
}
