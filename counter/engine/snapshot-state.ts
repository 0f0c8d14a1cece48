import { tableNames, type TableName } from '../../domain/records/record-tables.ts';
import type { CounterStorage } from '../ports.ts';
import type { SnapshotState } from '../ports/synchronisation.ts';
import { rebase } from './rebase.ts';

/** Null when the first synchronisation is done; also null before it began, when there is no epoch yet. */
export function readSnapshotState(storage: CounterStorage): SnapshotState | null {
  const text = storage.memory.get('snapshot-state');
  return text === null ? null : (JSON.parse(text) as SnapshotState);
}

export function writeSnapshotState(storage: CounterStorage, state: SnapshotState | null): void {
  storage.memory.set('snapshot-state', state === null ? null : JSON.stringify(state));
}

/**
 * Notes, in the transaction in which rows were written, where the next ones begin; null behind the last of all, where the
 * feed goes on from the snapshot's head and the counter's own commands are decided again upon what has come.
 */
export function advanceSnapshot(
  storage: CounterStorage,
  state: SnapshotState,
  count: number,
  next: Pick<SnapshotState, 'table' | 'after'> | null,
): void {
  if (next !== null) {
    writeSnapshotState(storage, { ...state, received: state.received + count, ...next });
    return;
  }
  storage.memory.set('feed-cursor', String(state.head));
  writeSnapshotState(storage, null);
  rebase(storage, storage.memory.get('county') ?? '', storage.outbox.unfinishedSubjects());
}

export function firstTable(): TableName {
  const first = tableNames[0];
  if (first === undefined) throw new Error('there are no shared tables');
  return first;
}
