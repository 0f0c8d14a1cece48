import type Database from 'better-sqlite3';
import type { OutboxEntry, OutboxStore } from '../counter/ports.ts';
import { outboxSelection, toOutboxEntry, type OutboxRow } from './outbox-row.ts';
import { createOutboxTouches } from './outbox-touches.ts';

/** Commands without a service of their own are counted and settled by their own id. */
const belonging = 'coalesce(service, id)';

interface Summary {
  readonly waitingServices: number;
  readonly oldestAt: string | null;
  readonly problems: number;
  readonly pendingCommands: number;
}

/** Every command that was ever made at this counter, in order, with what became of it. No row is ever deleted. */
export function createOutboxStore(database: Database.Database): OutboxStore {
  const select = (rest: string) => `SELECT ${outboxSelection} FROM outbox ${rest}`;
  const append = database.prepare<[string, string, string, string, string, string, string | null, string]>(
    `INSERT INTO outbox (id, kind, request, origin, hash, subject, service, state, effects)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?)`,
  );
  const byId = database.prepare<[string], OutboxRow>(select('WHERE id = ?'));
  const byService = database.prepare<[string], OutboxRow>(select('WHERE service = ? ORDER BY ordinal'));
  const pending = database.prepare<[], OutboxRow>(select(`WHERE state = 'pending' ORDER BY ordinal`));
  const overlay = database.prepare<[string], OutboxRow>(
    `SELECT ${outboxSelection} FROM json_each(?) AS wanted CROSS JOIN outbox ON outbox.subject = wanted.value
     WHERE outbox.state IN ('pending', 'applied') ORDER BY outbox.ordinal`,
  );
  const unfinished = database.prepare<[], OutboxRow>(
    select(`WHERE state IN ('pending', 'refused', 'rejected') AND settled_at IS NULL ORDER BY ordinal`),
  );
  // Only a command that waits takes an answer: one that comes a second time changes nothing.
  const markApplied = database.prepare<[number, string]>(
    `UPDATE outbox SET state = 'applied', sequence = ?, failure_code = NULL, next_try_at = NULL
     WHERE id = ? AND state = 'pending'`,
  );
  const finishApplied = database
    .prepare<[number], string>(
      `UPDATE outbox SET state = 'done' WHERE state = 'applied' AND sequence <= ? RETURNING subject`,
    )
    .pluck();
  const reopenAfter = database.prepare<[number]>(
    `UPDATE outbox SET state = 'pending', sequence = NULL WHERE state IN ('applied', 'done') AND sequence > ?`,
  );
  const unfinishedSubjects = database
    .prepare<[], string>(
      `SELECT DISTINCT subject FROM outbox WHERE state IN ('pending', 'applied') ORDER BY subject`,
    )
    .pluck();
  const markRefused = database.prepare<[string, string, string]>(
    `UPDATE outbox SET state = 'refused', refusals = ?, standing = ?, failure_code = NULL, next_try_at = NULL
     WHERE id = ? AND state = 'pending'`,
  );
  const markRejected = database.prepare<[string, string]>(
    `UPDATE outbox SET state = 'rejected', failure_code = ?, next_try_at = NULL WHERE id = ? AND state = 'pending'`,
  );
  const postpone = database.prepare<[string, string, string]>(
    `UPDATE outbox SET failure_code = ?, next_try_at = ?, tries = tries + 1 WHERE id = ? AND state = 'pending'`,
  );
  const tryAgainNow = database.prepare(
    `UPDATE outbox SET next_try_at = NULL WHERE state = 'pending' AND next_try_at IS NOT NULL`,
  );
  const settle = database.prepare<[string, string, string]>(
    `UPDATE outbox SET settled_at = ?, settle_note = ?
     WHERE ${belonging} = ? AND state IN ('refused', 'rejected') AND settled_at IS NULL`,
  );
  const summary = database.prepare<[], Summary>(
    `SELECT
       (SELECT count(DISTINCT ${belonging}) FROM outbox WHERE state IN ('pending', 'applied')) AS waitingServices,
       (SELECT json_extract(origin, '$.at') FROM outbox
          WHERE ordinal = (SELECT min(ordinal) FROM outbox WHERE state IN ('pending', 'applied'))) AS oldestAt,
       (SELECT count(DISTINCT ${belonging}) FROM outbox
          WHERE state IN ('refused', 'rejected') AND settled_at IS NULL) AS problems,
       (SELECT count(*) FROM outbox WHERE state = 'pending') AS pendingCommands`,
  );

  return {
    ...createOutboxTouches(database),
    append({ id, body, origin, hash, subject, service, effects }) {
      const { lastInsertRowid } = append.run(
        id,
        body.kind,
        JSON.stringify(body.request),
        JSON.stringify(origin),
        hash,
        subject,
        service,
        JSON.stringify(effects),
      );
      return Number(lastInsertRowid);
    },
    pending(limit, now) {
      // A statement that was begun and never read would keep the file busy.
      return limit < 1 ? [] : takeSendable(pending.iterate(), limit, now);
    },
    overlay(subjects) {
      if (subjects.length === 0) return [];
      return overlay.all(JSON.stringify([...new Set(subjects)])).map(toOutboxEntry);
    },
    get(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : toOutboxEntry(row);
    },
    byService(service) {
      return byService.all(service).map(toOutboxEntry);
    },
    unfinishedWork() {
      return unfinished.all().map(toOutboxEntry);
    },
    markApplied(id, sequence) {
      markApplied.run(sequence, id);
    },
    finishApplied(cursor) {
      return [...new Set(finishApplied.all(cursor))];
    },
    reopenAfter(sequence) {
      reopenAfter.run(sequence);
    },
    unfinishedSubjects() {
      return unfinishedSubjects.all();
    },
    markRefused(id, refusals, standing) {
      markRefused.run(JSON.stringify(refusals), JSON.stringify(standing), id);
    },
    markRejected(id, failureCode) {
      markRejected.run(failureCode, id);
    },
    postpone(id, failureCode, nextTryAt) {
      postpone.run(failureCode, nextTryAt, id);
    },
    tryAgainNow() {
      tryAgainNow.run();
    },
    settle(service, note, at) {
      return settle.run(at, note, service).changes;
    },
    summary() {
      return summary.get() ?? { waitingServices: 0, oldestAt: null, problems: 0, pendingCommands: 0 };
    },
  };
}

/**
 * The first commands, in order, that may be sent at `now`. One that is to be tried later holds back what comes after
 * it for the same subject or in the same service, and that in turn what comes after: their order is kept. The others
 * go on (law 4). Instants have one width and one offset, so that they compare as texts.
 */
function takeSendable(waiting: Iterable<OutboxRow>, limit: number, now: string): readonly OutboxEntry[] {
  const heldSubjects = new Set<string>();
  const heldServices = new Set<string>();
  const sendable: OutboxEntry[] = [];
  for (const row of waiting) {
    const postponed = row.nextTryAt !== null && row.nextTryAt > now;
    const behind = heldSubjects.has(row.subject) || (row.service !== null && heldServices.has(row.service));
    if (postponed || behind) {
      heldSubjects.add(row.subject);
      if (row.service !== null) heldServices.add(row.service);
      continue;
    }
    sendable.push(toOutboxEntry(row));
    if (sendable.length >= limit) break;
  }
  return sendable;
}
