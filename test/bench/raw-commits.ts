import type Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { connect, type DatabaseOptions } from '../../db/open-database.ts';
import { recordTables, sqlFieldName } from '../../domain/records/record-tables.ts';

/** Bare transactions on a file of its own. */
export interface RawCommits {
  /** Writes what one issuing writes, in as many transactions of three statements. */
  readonly issue: () => void;
  readonly close: () => void;
}

/** What one command left behind in the three places that a commit writes. */
interface WrittenCommand {
  readonly state: readonly unknown[];
  readonly audit: readonly unknown[];
  readonly outbox: readonly unknown[];
}

const stateFields = [...Object.keys(recordTables.serviceRecord.fields).map(sqlFieldName), 'version'];
const stateColumns = stateFields.join(', ');
const auditColumns = 'version, at, clerk_id, action, subject, details, previous_hash, hash';
const outboxColumns = 'kind, request, origin, hash, subject, service, state, effects';

/**
 * Prepares bare commits: state (the service's record), audit entry and outbox row, three prepared statements in one
 * transaction, with the very contents that the last issuing of `written` left behind, under new numbers.
 */
export function rawCommits(written: DatabaseOptions, into: DatabaseOptions): RawCommits {
  const commands = readLastIssuing(written);
  const database = connect(into);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const putState = database.prepare(
    `INSERT OR REPLACE INTO service_record (${stateColumns}) VALUES (${places(stateFields.length)})`,
  );
  const putAudit = database.prepare(`INSERT INTO audit_entry (${auditColumns}) VALUES (${places(8)})`);
  const putOutbox = database.prepare(`INSERT INTO outbox (id, ${outboxColumns}) VALUES (${places(9)})`);
  return {
    issue() {
      const service = randomUUID();
      for (const { state, audit, outbox } of commands) {
        begin.run();
        putState.run(service, ...state);
        putAudit.run(...audit);
        putOutbox.run(randomUUID(), ...outbox);
        commit.run();
      }
    },
    close: () => database.close(),
  };
}

function readLastIssuing(options: DatabaseOptions): readonly WrittenCommand[] {
  const database = connect(options);
  try {
    const service = database
      .prepare<[], string>('SELECT service FROM outbox ORDER BY ordinal DESC LIMIT 1')
      .pluck()
      .get();
    const outbox = rowsOf(
      database,
      `SELECT ${outboxColumns} FROM outbox WHERE service = ? ORDER BY ordinal`,
      service,
    );
    const audit = rowsOf(
      database,
      `SELECT ${auditColumns} FROM audit_entry WHERE subject = ? ORDER BY seq`,
      service,
    );
    const [state] = rowsOf(database, `SELECT ${stateColumns} FROM service_record WHERE id = ?`, service);
    if (state === undefined || audit.length !== outbox.length)
      throw new Error('there is no issuing to write again');
    return outbox.map((row, index) => ({ state: state.slice(1), audit: audit[index] ?? [], outbox: row }));
  } finally {
    database.close();
  }
}

function rowsOf(database: Database.Database, sql: string, key: string | undefined): readonly unknown[][] {
  return database.prepare<[string | undefined], unknown[]>(sql).raw().all(key);
}

function places(count: number): string {
  return new Array<string>(count).fill('?').join(', ');
}
