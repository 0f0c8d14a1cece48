import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createSnapshotWriter } from '../../../central/storage/snapshot-writer.ts';
import type { CommandAnswer } from '../../../contract/sync-protocol.ts';
import { CounterClock } from '../../../counter/engine/counter-clock.ts';
import { createReplica } from '../../../counter/engine/replica.ts';
import type { AnnouncedFile } from '../../../counter/ports/snapshot-file.ts';
import type { Replica } from '../../../counter/ports/synchronisation.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../../db/counter-storage.ts';
import { systemCode } from '../../../db/database-error.ts';
import { connect } from '../../../db/open-database.ts';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames } from '../../../domain/records/record-tables.ts';
import { pullFile } from '../../../sync/pull-file.ts';
import { takeStep } from '../support/clerk-step.ts';
import type { Counter } from '../support/counter.ts';
import { openDesk, type PreparedDesk } from './prepared-desks.ts';
import { rowsOf, pulledRecords } from './pull-county.ts';
import type { StorageService } from './storage-services.ts';
import { contentHash, databaseIn, filesOf, putFiles, readStored } from './stored.ts';

/** A counter whose clerk has given a command, and what the central office then says of it. */
interface DeskWithCommand {
  readonly desk: PreparedDesk;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly commands: readonly string[];
  /** What the command has written here, as it comes in the feed. */
  readonly changes: readonly { readonly sequence: number; readonly change: Change }[];
}

/**
 * What comes over the line and is put into the counter's file: that a command was refused, that it was applied and what
 * came of it, and a county as a file. Told as failed nothing of it is there, and the same is taken in when the disk is good.
 * @param desks of which the first few are taken
 */
export async function lineServices(
  desks: readonly PreparedDesk[],
  scratch: string,
): Promise<readonly StorageService[]> {
  const services: StorageService[] = [];
  for (const desk of desks.slice(0, answeredDesks)) {
    const given = await giveCommand(desk, scratch);
    services.push(
      receiving(`receive-refusal of ${desk.kind}`, given, ({ replica }) => {
        replica.receiveAnswers(given.commands.map(refused));
      }),
      receiving(`receive-feed of ${desk.kind}`, given, ({ replica }) => {
        const head = given.changes.at(-1)?.sequence ?? 0;
        replica.receiveAnswers(given.commands.map((id) => applied(id, head)));
        const { epoch } = replica.state();
        replica.receiveFeed({ epoch: epoch ?? '', head, durable: head, changes: given.changes });
      }),
    );
  }
  services.push(pullingFile(scratch));
  return services;
}

const answeredDesks = 6;

function refused(id: string): CommandAnswer {
  const refusal = { code: 'person-unknown', params: {}, basis: 'pooling-area-rules', field: null } as const;
  return { id, outcome: 'refused', refusals: [refusal], standing: [], duplicate: false };
}

function applied(id: string, sequence: number): CommandAnswer {
  return { id, outcome: 'applied', sequence, duplicate: false };
}

async function giveCommand(desk: PreparedDesk, scratch: string): Promise<DeskWithCommand> {
  putFiles(scratch, desk.files);
  const counter = openDesk(desk, scratch);
  try {
    await takeStep(counter, desk.step, () => undefined);
    const { outbox, records } = counter.file;
    const { cursor } = counter.replica.state();
    const written = outbox.writtenRecords(outbox.unfinishedSubjects());
    const changes = written.map(({ table, id }, place) => ({
      sequence: cursor + place + 1,
      // The record of this very table.
      change: { table, record: records.get(table, id)?.record } as Change,
    }));
    const commands = counter.replica.outgoing(500).map(({ id }) => id);
    return { desk, commands, changes, files: filesOf(scratch) };
  } finally {
    counter.file.close();
  }
}

function receiving(
  name: string,
  given: DeskWithCommand,
  receive: (counter: Counter) => void,
): StorageService {
  let undisturbed: string | null = null;
  return {
    name,
    files(scratch) {
      putFiles(scratch, given.files);
      if (undisturbed === null) {
        const counter = openDesk(given.desk, scratch);
        try {
          receive(counter);
          undisturbed = contentIn(scratch);
        } finally {
          counter.file.close();
        }
      }
      return given.files;
    },
    begin(folder) {
      const counter = openDesk(given.desk, folder);
      return {
        run: () => receive(counter),
        check() {
          try {
            try {
              receive(counter);
            } catch (error) {
              if (systemCode(error) !== 'SQLITE_CORRUPT') throw error;
              if (counter.file.isUsable()) return 'of no use any more, and said to be usable';
              counter.restart();
              receive(counter);
            }
          } finally {
            counter.file.close();
          }
          const stored = readStored(folder);
          return (
            stored.broken[0] ?? (stored.content === undisturbed ? null : 'not what comes without an error')
          );
        },
      };
    },
  };
}

function pullingFile(scratch: string): StorageService {
  const { bytes, file } = makeFile(scratch);
  const begun = beginFile(scratch, file);
  let undisturbed: string | null = null;
  const pull = async (storage: OpenCounterStorage) => {
    const thrown: unknown[] = [];
    const missing = await pullFile(
      {
        replica: replicaOf(storage),
        client: {
          snapshotFilePart: (_id, offset, length) =>
            Promise.resolve({ ok: true, value: bytes.subarray(offset, offset + length) }),
        },
        monotonic: () => performance.now(),
        report: (error) => thrown.push(error),
        filePart: 16_384,
      },
      file,
      new AbortController().signal,
    );
    if (thrown.length > 0) throw thrown[0];
    if (missing !== null) throw new Error(`the county did not come: ${missing}`);
  };
  return {
    name: 'pull-file',
    async files(folder) {
      if (undisturbed === null) {
        putFiles(folder, begun);
        const storage = openCounterStorage(databaseIn(folder));
        try {
          await pull(storage);
        } finally {
          storage.close();
        }
        undisturbed = contentIn(folder);
      }
      return begun;
    },
    begin(folder) {
      const storage = openCounterStorage(databaseIn(folder));
      return {
        run: () => pull(storage),
        async check() {
          // As the next start of the program: what is there of the file is fetched no second time.
          storage.close();
          const next = openCounterStorage(databaseIn(folder));
          try {
            if (replicaOf(next).state().snapshot !== null) await pull(next);
          } finally {
            next.close();
          }
          const stored = readStored(folder);
          const left = [...filesOf(folder).keys()].find((name) => name.endsWith('.snapshot'));
          if (left !== undefined) return `${left} was left`;
          return (
            stored.broken[0] ??
            (stored.content === undisturbed ? null : 'not the county that comes without an error')
          );
        },
      };
    },
  };
}

function makeFile(scratch: string): { readonly bytes: Buffer; readonly file: AnnouncedFile } {
  putFiles(scratch, new Map());
  const path = join(scratch, 'county.db');
  const key = randomBytes(32).toString('hex');
  const writer = createSnapshotWriter(path, key);
  for (const table of tableNames) writer.put(table, rowsOf(table));
  writer.close();
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, file: { id: 'file-1', size: statSync(path).size, sha256, key, head: 1 } };
}

function beginFile(scratch: string, file: AnnouncedFile): ReadonlyMap<string, Buffer> {
  putFiles(scratch, new Map());
  const storage = openCounterStorage(databaseIn(scratch));
  replicaOf(storage).beginSnapshot('epoch', 1, pulledRecords, { mark: 'mark', lost: [], file });
  storage.close();
  return filesOf(scratch);
}

function replicaOf(storage: OpenCounterStorage): Replica {
  const clock = new CounterClock({ now: () => Date.parse('2026-11-23T09:00:00+08:00') }, storage.memory);
  return createReplica(storage, clock, () => undefined);
}

function contentIn(folder: string): string {
  const database = connect(databaseIn(folder));
  try {
    return contentHash(database);
  } finally {
    database.close();
  }
}
