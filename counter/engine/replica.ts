import type { CommandAnswer, CommandEnvelope, Position } from '../../contract/sync-protocol.ts';
import { recordTables, type TableName } from '../../domain/records/record-tables.ts';
import type { Change } from '../../domain/records/change.ts';
import type { CounterStorage } from '../ports.ts';
import type { Replica } from '../ports/synchronisation.ts';
import type { CounterClock } from './counter-clock.ts';
import { rebase } from './rebase.ts';
import { createFileTaking } from './replica-file.ts';
import { noteTriesInVain } from './tries-in-vain.ts';
import {
  advanceSnapshot,
  beginRows,
  firstTable,
  noteFeedPosition,
  readSnapshotState,
  writeSnapshotState,
} from './snapshot-state.ts';

/** What changed, for the windows: the persons and services whose pages should ask again. */
export interface ReplicaNews {
  readonly persons: readonly string[];
  readonly services: readonly string[];
}

/** The replica as the synchroniser drives it: everything that comes from the central office enters here. */
export function createReplica(
  storage: CounterStorage,
  clock: CounterClock,
  tell: (news: ReplicaNews) => void,
): Replica {
  const county = () => storage.memory.get('county') ?? '';
  return {
    state: () => ({
      epoch: storage.memory.get('epoch'),
      cursor: Number(storage.memory.get('feed-cursor') ?? 0),
      known: readKnownPosition(storage),
      snapshot: readSnapshotState(storage),
    }),
    outgoing: (limit) => storage.outbox.pending(limit, clock.instant()).map(envelopeOf),
    confirmedCommands: () => storage.outbox.confirmed(),
    beginSnapshot(epoch, head, total, told) {
      const file = told?.file ?? null;
      // What lies there is not the beginning of this file.
      storage.snapshotDownload.remove();
      storage.unitOfWork.write(() => {
        if (storage.memory.get('epoch') !== null) {
          storage.forgetConfirmed();
          storage.memory.set('durable', null);
          // Its numbers count others' changes by now, so that no number tells what it has lost: it was asked. Those
          // that it still has are answered as they were (law 3).
          storage.outbox.reopen(told?.lost ?? storage.outbox.confirmed());
        }
        storage.memory.set('epoch', epoch);
        const known = told === undefined ? null : JSON.stringify({ head, mark: told.mark });
        storage.memory.set('known-position', known);
        const start = { head: file?.head ?? head, total, received: 0, table: firstTable(), after: '' };
        writeSnapshotState(storage, file === null ? start : { ...start, file });
      });
    },
    receiveSnapshotPage(page) {
      storage.unitOfWork.write(() => {
        const state = readSnapshotState(storage);
        if (state === null) throw new Error('a snapshot page came without a snapshot');
        beginRows(storage, state);
        putRowsBesideBases(storage, page.table, page.rows, state.head);
        advanceSnapshot(storage, state, page.rows.length, page.next);
      });
      if (page.next === null) storage.snapshotDownload.remove();
      tell({ persons: [], services: [] });
    },
    file: createFileTaking(storage, () => tell({ persons: [], services: [] })),
    receiveFeed(page) {
      const { news, isWholeNow } = storage.unitOfWork.write(() => {
        for (const { sequence, change } of page.changes) receiveChange(storage, change, sequence);
        const cursor = page.changes.at(-1)?.sequence ?? Number(storage.memory.get('feed-cursor') ?? 0);
        storage.memory.set('feed-cursor', String(cursor));
        const isWholeNow = noteFeedPosition(storage, cursor, page.head);
        noteKnownPosition(storage, page);
        noteDurable(storage, page.durable);
        const changes = page.changes.map((one) => one.change);
        const subjects = new Set([
          ...storage.outbox.touchedSubjects(changes),
          ...storage.outbox.finishApplied(cursor),
        ]);
        rebase(storage, county(), [...subjects]);
        noteTriesInVain(
          storage,
          changes.flatMap(({ table, record }) => (table === 'serviceRecord' ? [record.id] : [])),
        );
        return { news: newsOf(changes, [...subjects]), isWholeNow };
      });
      if (isWholeNow || news.persons.length + news.services.length > 0) tell(news);
    },
    receiveAnswers(answers, position) {
      const news = storage.unitOfWork.write(() => {
        if (position !== undefined) noteKnownPosition(storage, position);
        return receiveAnswers(storage, clock, county(), answers);
      });
      tell(news);
    },
    noteHello({ pinPublicKey, demonstrationClerks }) {
      storage.unitOfWork.write(() => {
        storage.memory.set('pin-public-key', pinPublicKey);
        storage.memory.set('demonstration-clerks', demonstrationClerks);
        // Who greets anew may have been mended; and no pause outlasts the clock, wrong by years, on which it began.
        storage.outbox.tryAgainNow();
      });
    },
    noteCentralTime(now) {
      storage.unitOfWork.write(() => {
        if (clock.correct(now)) storage.outbox.tryAgainNow();
        storage.memory.set('as-of', now);
      });
    },
  };
}

/** A confirmed change goes under the unconfirmed one where there is one, otherwise straight into its table. */
function receiveChange(storage: CounterStorage, change: Change, sequence: number): void {
  if (storage.bases.has(change.table, change.record.id)) storage.bases.replace(change, sequence);
  else storage.records.putConfirmed(change, sequence);
}

/** During a repeated first synchronisation some rows may lie under unconfirmed changes; those go one by one. */
function putRowsBesideBases(
  storage: CounterStorage,
  table: TableName,
  rows: readonly (readonly unknown[])[],
  version: number,
): void {
  const ids = storage.bases.coveredIds(table);
  if (ids.size === 0) {
    storage.records.putRows(table, rows, version);
    return;
  }
  const isCovered = (row: readonly unknown[]) => ids.has(String(row[0]));
  storage.records.putRows(
    table,
    rows.filter((row) => !isCovered(row)),
    version,
  );
  for (const row of rows.filter(isCovered)) storage.bases.replace(changeFromRow(table, row), version);
}

/** Rows carry the values in the order of the table's fields. */
function changeFromRow(table: TableName, row: readonly unknown[]): Change {
  const fields = Object.keys(recordTables[table].fields);
  const record = Object.fromEntries(fields.map((field, index) => [field, row[index]]));
  // The page was read with the table's schema at the border (sync/); here only the pairing is put together.
  return { table, record } as unknown as Change;
}

function receiveAnswers(
  storage: CounterStorage,
  clock: CounterClock,
  county: string,
  answers: readonly CommandAnswer[],
): ReplicaNews {
  const subjects = new Set<string>();
  const services = new Set<string>();
  for (const answer of answers) {
    const entry = storage.outbox.get(answer.id);
    if (entry?.state !== 'pending') continue;
    if (entry.service !== null) services.add(entry.service);
    switch (answer.outcome) {
      case 'applied':
        storage.outbox.markApplied(entry.id, answer.sequence);
        break;
      case 'refused':
        storage.outbox.markRefused(entry.id, answer.refusals, answer.standing);
        subjects.add(entry.subject);
        break;
      case 'rejected':
        if (isPassing(answer.code)) {
          storage.outbox.postpone(entry.id, answer.code, clock.instantAfter(retryDelay(entry.tries)));
        } else {
          storage.outbox.markRejected(entry.id, answer.code);
          subjects.add(entry.subject);
        }
        break;
      default:
        answer satisfies never;
    }
  }
  // Answers may come after the feed has already brought the effects.
  const cursor = Number(storage.memory.get('feed-cursor') ?? 0);
  for (const subject of storage.outbox.finishApplied(cursor)) subjects.add(subject);
  rebase(storage, county, [...subjects]);
  noteTriesInVain(storage, services);
  return { persons: [...subjects], services: [...services] };
}

/** A command at which the central office itself failed is tried again; the others of the batch were not held up. */
function isPassing(code: string): boolean {
  return code === 'internal-error' || code === 'central-busy';
}

const longestRetryDelay = 5 * 60_000;

/** Milliseconds until a command is tried again: doubling from one second, capped. */
function retryDelay(tries: number): number {
  return Math.min(1_000 * 2 ** Math.min(tries, 20), longestRetryDelay);
}

/** A command as it is sent. */
export function envelopeOf(entry: ReturnType<CounterStorage['outbox']['pending']>[number]): CommandEnvelope {
  return {
    id: entry.id,
    kind: entry.body.kind,
    request: entry.body.request,
    origin: entry.origin,
    hash: entry.hash,
  };
}

function newsOf(changes: readonly Change[], subjects: readonly string[]): ReplicaNews {
  const persons = new Set(subjects);
  const services = new Set<string>();
  for (const { table, record } of changes) {
    if ('personId' in record && record.personId !== null) persons.add(record.personId);
    if (table === 'insuredPerson') persons.add(record.id);
    if (table === 'serviceRecord') services.add(record.id);
    if (table === 'attachment') services.add(record.serviceId);
    // How often a paper was printed stands beside it, whichever counter printed it.
    if (table === 'paperPrint') services.add(record.subject);
    // What the bank has said of money may change that alone.
    if (table === 'incomingRemittance') services.add(record.transferId);
  }
  return { persons: [...persons], services: [...services] };
}

const beginning: Position = { head: 0, mark: '' };

function readKnownPosition(storage: CounterStorage): Position {
  const text = storage.memory.get('known-position');
  return text === null ? beginning : (JSON.parse(text) as Position);
}

/** Answers may come one behind the other's back: the farthest position within an epoch is the one to hold. */
function noteKnownPosition(
  storage: CounterStorage,
  { head, mark }: { readonly head: number; readonly mark?: string },
): void {
  if (mark === undefined || head <= readKnownPosition(storage).head) return;
  storage.memory.set('known-position', JSON.stringify({ head, mark }));
}

function noteDurable(storage: CounterStorage, durable: number | undefined): void {
  if (durable === undefined) return;
  const text = String(durable);
  if (storage.memory.get('durable') !== text) storage.memory.set('durable', text);
}
