import {
  behindTable,
  recordTables,
  type FieldForm,
  type TableName,
} from '../../domain/records/record-tables.ts';
import type { CounterStorage } from '../ports.ts';
import type { SnapshotState } from '../ports/synchronisation.ts';
import type { AnnouncedFile, SnapshotFileTaking } from '../ports/snapshot-file.ts';
import { advanceSnapshot, beginRows, readSnapshotState } from './snapshot-state.ts';

/** Takes a county over from a file. What was begun without a file, or is done, leaves none on the disk. */
export function createFileTaking(storage: CounterStorage, tell: () => void): SnapshotFileTaking {
  const { snapshotDownload } = storage;
  // The program may have ended between the last row and the deletion.
  if (readSnapshotState(storage)?.file === undefined) snapshotDownload.remove();
  return {
    mayBegin: () => storage.outbox.unfinishedSubjects().length === 0,
    held: () => snapshotDownload.held(),
    receive(bytes) {
      snapshotDownload.append(bytes);
      tell();
    },
    async open() {
      const { file } = requireState(storage);
      if (!(await snapshotDownload.isAsAnnounced(file))) return false;
      snapshotDownload.open(file.key);
      return true;
    },
    rows(limit) {
      const { table, after } = requireState(storage);
      return keepsJson(table) ? snapshotDownload.rows(table, after, limit) : null;
    },
    copy(limit) {
      const isDone = storage.unitOfWork.write(() => {
        const state = requireState(storage);
        const { table, after, head } = state;
        // Rows go over what is here, never under a command of this counter's (`mayBegin`).
        if (storage.bases.coveredIds(table).size > 0) throw new Error('a file would go over a command');
        beginRows(storage, state);
        const { count, last } = snapshotDownload.copy(table, after, limit, head);
        const next = last === null ? behindTable(table) : { table, after: last };
        advanceSnapshot(storage, state, count, next);
        return next === null;
      });
      if (isDone) snapshotDownload.remove();
      tell();
    },
  };
}

function requireState(storage: CounterStorage): SnapshotState & { readonly file: AnnouncedFile } {
  const state = readSnapshotState(storage);
  if (state?.file === undefined) throw new Error('there is no snapshot from a file');
  return { ...state, file: state.file };
}

/** SQLite holds texts and numbers to their type; what is within a JSON text only a schema can tell. */
function keepsJson(table: TableName): boolean {
  return Object.values<FieldForm>(recordTables[table].fields).some(
    (form) => form === 'json' || form === 'json?',
  );
}
