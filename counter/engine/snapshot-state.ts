import { tableNames, type TableName } from '../../domain/records/record-tables.ts';
import type { CounterStorage } from '../ports.ts';
import type { SnapshotState } from '../ports/synchronisation.ts';
import { rebase } from './rebase.ts';

/**
 * Whether the replica is one that there ever was: all of the county's records have come once, and the feed up to where the
 * county stood by then. It goes on changing while it is pulled: of one command some pages hold the effects, and others,
 * which were read before, do not. A clerk who worked on that would see sums that no account ever had.
 */
export function isWhole(storage: CounterStorage): boolean {
  const { memory } = storage;
  return (
    memory.get('epoch') !== null && readSnapshotState(storage) === null && memory.get('whole-from') === null
  );
}

/**
 * Notes how far the feed has come, inside the transaction in which its changes were written.
 * @param head where the county stood when it answered: the first answer behind a snapshot covers all that is in it
 * @returns whether the replica has become whole by it
 */
export function noteFeedPosition(storage: CounterStorage, cursor: number, head: number): boolean {
  const { memory } = storage;
  const from = memory.get('whole-from');
  if (from === null) return false;
  const needed = from === nextAnswer ? head : Number(from);
  memory.set('whole-from', cursor >= needed ? null : String(needed));
  return cursor >= needed;
}

/** Nobody has told yet where the county stands behind the snapshot. */
const nextAnswer = 'next-answer';

/** Null when all pages have come; also null before the first was asked for, when there is no epoch yet. */
export function readSnapshotState(storage: CounterStorage): SnapshotState | null {
  const text = storage.memory.get('snapshot-state');
  return text === null ? null : (JSON.parse(text) as SnapshotState);
}

export function writeSnapshotState(storage: CounterStorage, state: SnapshotState | null): void {
  storage.memory.set('snapshot-state', state === null ? null : JSON.stringify(state));
}

/** To be told, in the transaction in which rows are written, before they are. */
export function beginRows(storage: CounterStorage, { table, after }: SnapshotState): void {
  if (after === '') storage.deferredIndexes.defer(table);
}

/**
 * Notes, in the transaction in which rows were written, where the next ones begin; null behind the last of all, where the
 * feed goes on from the snapshot's head, makes it whole, and the counter's own commands are decided again upon what has come.
 */
export function advanceSnapshot(
  storage: CounterStorage,
  state: SnapshotState,
  count: number,
  next: Pick<SnapshotState, 'table' | 'after'> | null,
): void {
  if (next !== null) {
    // One in each step, so that a window does not wait for all of a table's.
    storage.deferredIndexes.restoreOne(next.table);
    writeSnapshotState(storage, { ...state, received: state.received + count, ...next });
    return;
  }
  storage.deferredIndexes.restoreAll();
  storage.memory.set('feed-cursor', String(state.head));
  storage.memory.set('whole-from', nextAnswer);
  writeSnapshotState(storage, null);
  rebase(storage, storage.memory.get('county') ?? '', storage.outbox.unfinishedSubjects());
}

export function firstTable(): TableName {
  const first = tableNames[0];
  if (first === undefined) throw new Error('there are no shared tables');
  return first;
}
