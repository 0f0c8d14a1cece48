import type Database from 'better-sqlite3';
import type { BaseStore, OutboxEntry, OutboxStore } from '../counter/ports.ts';
import {
  isProblem,
  isWaiting,
  OutboxRegister,
  placesOf,
  type OpenCommand,
  type Touches,
} from './outbox-register.ts';
import { createOpenWork, takeSendable } from './open-work.ts';
import { createEntryReader, standingSelection, type StandingRow } from './outbox-row.ts';
import { createOutboxTouches } from './outbox-touches.ts';

interface OpenRow extends Omit<OpenCommand, 'settled' | 'touches'> {
  readonly touches: string | null;
}

/** Applied at the central office, also where what it did there was to count a wrong password. */
const appliedThere = `(state IN ('applied', 'done') OR (state = 'refused' AND sequence IS NOT NULL))`;

/**
 * Every command that was ever made at this counter, in order, with what became of it. No row is ever deleted.
 *
 * The open ones are also held in memory, changed only after the file was; `forget` must be called after a rollback.
 */
export function createOutboxStore(
  database: Database.Database,
  bases: Pick<BaseStore, 'has'>,
): OutboxStore & { forget(): void } {
  const append = database.prepare<
    [string, string, string, string, string, string, string | null, string, string | null]
  >(
    `INSERT INTO outbox (id, kind, request, origin, hash, subject, service, state, effects, touches)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
  );
  const byId = database.prepare<[string], StandingRow>(`${standingSelection} WHERE id = ?`);
  const byOrdinal = database.prepare<[number], StandingRow>(`${standingSelection} WHERE ordinal = ?`);
  const byService = database.prepare<[string], StandingRow>(
    `${standingSelection} WHERE service = ? ORDER BY ordinal`,
  );
  const byKey = database.prepare<[string, string], StandingRow>(
    `${standingSelection} WHERE service = ? OR (id = ? AND service IS NULL) ORDER BY ordinal`,
  );
  const readOpen = database.prepare<[], OpenRow>(
    `SELECT ordinal, id, kind, subject, service, state, sequence, next_try_at AS nextTryAt,
       json_extract(origin, '$.at') AS at, json_extract(request, '$.batchId') AS batch, touches
     FROM outbox INDEXED BY outbox_open WHERE state <> 'done' AND settled_at IS NULL ORDER BY ordinal`,
  );
  const markApplied = database.prepare<[number, number]>(
    `UPDATE outbox SET state = 'applied', sequence = ?, failure_code = NULL, next_try_at = NULL WHERE ordinal = ?`,
  );
  const markDone = database.prepare<[number]>(`UPDATE outbox SET state = 'done' WHERE ordinal = ?`);
  const confirmed = database
    .prepare<[], string>(`SELECT id FROM outbox WHERE ${appliedThere} ORDER BY ordinal`)
    .pluck();
  const reopen = database.prepare<[string]>(
    `UPDATE outbox SET state = 'pending', sequence = NULL, refusals = NULL, settled_at = NULL, settle_note = NULL
     WHERE id = ? AND ${appliedThere}`,
  );
  const reopenApplied = database.prepare(
    `UPDATE outbox SET state = 'pending', sequence = NULL WHERE state = 'applied'`,
  );
  const markRefused = database.prepare<[string, string, number]>(
    `UPDATE outbox SET state = 'refused', refusals = ?, standing = ?, failure_code = NULL, next_try_at = NULL
     WHERE ordinal = ?`,
  );
  const markRejected = database.prepare<[string, number]>(
    `UPDATE outbox SET state = 'rejected', failure_code = ?, next_try_at = NULL WHERE ordinal = ?`,
  );
  const postpone = database.prepare<[string, string, number]>(
    'UPDATE outbox SET failure_code = ?, next_try_at = ?, tries = tries + 1 WHERE ordinal = ?',
  );
  const tryNow = database.prepare<[number]>('UPDATE outbox SET next_try_at = NULL WHERE ordinal = ?');
  const settle = database.prepare<[string, string, number]>(
    'UPDATE outbox SET settled_at = ?, settle_note = ? WHERE ordinal = ?',
  );
  const entries = createEntryReader(database);
  let known: OutboxRegister | null = null;

  function register(): OutboxRegister {
    known ??= load();
    return known;
  }

  function load(): OutboxRegister {
    const loaded = new OutboxRegister();
    for (const row of readOpen.all()) {
      const touches = row.touches === null ? null : (JSON.parse(row.touches) as Touches);
      loaded.add({ ...row, settled: false, touches });
    }
    return loaded;
  }

  function read(commands: readonly OpenCommand[]): readonly OutboxEntry[] {
    return commands.flatMap(({ ordinal }) => {
      const row = byOrdinal.get(ordinal);
      return row === undefined ? [] : [entries.toEntry(row)];
    });
  }

  /** Only a command that waits takes an answer: one that comes a second time changes nothing. */
  function waitingForAnswer(id: string): OpenCommand | undefined {
    const command = register().byId(id);
    return command?.state === 'pending' ? command : undefined;
  }

  return {
    ...createOutboxTouches(database, register, bases),
    ...createOpenWork(register),
    append({ id, body, origin, hash, subject, service, effects }, reads) {
      const commands = register();
      const touches = reads === undefined ? null : { reads, writes: placesOf(effects) };
      const { lastInsertRowid } = append.run(
        id,
        body.kind,
        JSON.stringify(body.request),
        JSON.stringify(origin),
        hash,
        subject,
        service,
        JSON.stringify(effects),
        touches === null ? null : JSON.stringify(touches),
      );
      const ordinal = Number(lastInsertRowid);
      commands.add({
        ordinal,
        id,
        kind: body.kind,
        subject,
        service,
        at: origin.at,
        batch: 'batchId' in body.request ? body.request.batchId : null,
        state: 'pending',
        sequence: null,
        nextTryAt: null,
        settled: false,
        touches,
      });
      entries.keep(id, { body, origin, hash, subject, service, effects });
      return ordinal;
    },
    pending(limit, now) {
      return read(takeSendable(register().commands(), limit, now));
    },
    overlay(subjects) {
      const commands = register();
      const waiting = [...new Set(subjects)]
        .flatMap((subject) => commands.ofSubject(subject))
        .filter(isWaiting);
      return read(waiting.sort((a, b) => a.ordinal - b.ordinal));
    },
    get(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : entries.toEntry(row);
    },
    byKey(key) {
      return byKey.all(key, key).map(entries.toEntry);
    },
    byService(service) {
      return byService.all(service).map(entries.toEntry);
    },
    unconfirmed() {
      return read([...register().commands()].filter(isWaiting));
    },
    unfinishedSubjects() {
      const waiting = [...register().commands()].filter(isWaiting);
      return [...new Set(waiting.map((command) => command.subject))].sort();
    },
    markApplied(id, sequence) {
      const command = waitingForAnswer(id);
      if (command === undefined) return;
      markApplied.run(sequence, command.ordinal);
      register().stand(command, { state: 'applied', sequence, nextTryAt: null });
    },
    finishApplied(cursor) {
      const commands = register();
      const finished = [...commands.commands()].filter(
        ({ state, sequence }) => state === 'applied' && sequence !== null && sequence <= cursor,
      );
      for (const command of finished) {
        markDone.run(command.ordinal);
        commands.stand(command, { state: 'done' });
      }
      return [...new Set(finished.map((command) => command.subject))];
    },
    confirmed: () => confirmed.all(),
    reopen(ids) {
      reopenApplied.run();
      for (const id of ids) reopen.run(id);
      known = null;
    },
    markRefused(id, refusals, standing) {
      const command = waitingForAnswer(id);
      if (command === undefined) return;
      markRefused.run(JSON.stringify(refusals), JSON.stringify(standing), command.ordinal);
      register().stand(command, { state: 'refused', nextTryAt: null });
    },
    markInVain(id, refusals, standing) {
      const row = byId.get(id);
      if (row?.state !== 'done') return;
      markRefused.run(JSON.stringify(refusals), JSON.stringify(standing), row.ordinal);
      // It was done with, and is a matter for a person again.
      known = null;
    },
    markRejected(id, failureCode) {
      const command = waitingForAnswer(id);
      if (command === undefined) return;
      markRejected.run(failureCode, command.ordinal);
      register().stand(command, { state: 'rejected', nextTryAt: null });
    },
    postpone(id, failureCode, nextTryAt) {
      const command = waitingForAnswer(id);
      if (command === undefined) return;
      postpone.run(failureCode, nextTryAt, command.ordinal);
      register().stand(command, { nextTryAt });
    },
    tryAgainNow() {
      const commands = register();
      for (const command of [...commands.commands()].filter((one) => one.nextTryAt !== null)) {
        tryNow.run(command.ordinal);
        commands.stand(command, { nextTryAt: null });
      }
    },
    settle(key, note, at) {
      const commands = register();
      const problems = commands.ofService(key).filter(isProblem);
      for (const command of problems) {
        settle.run(at, note, command.ordinal);
        commands.stand(command, { settled: true });
      }
      return problems.length;
    },
    summary() {
      return register().summary();
    },
    forget() {
      known = null;
      entries.forget();
    },
  };
}
