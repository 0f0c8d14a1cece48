import type Database from 'better-sqlite3';
import { connect, openDatabase, type DatabaseOptions } from '../../db/open-database.ts';

/** One row of a batch as it was left behind: its three records, and its four commands with their audit entries. */
interface RowWritten {
  readonly records: readonly (readonly unknown[])[];
  readonly commands: readonly (readonly unknown[])[];
  readonly audit: readonly (readonly unknown[])[];
}

const recordTables = ['service_record', 'card', 'blank_card'] as const;
const commandsOfRow = 4;

/** Everything that the rows of the batch left in the file, row by row. */
export function readBatch(options: DatabaseOptions): readonly RowWritten[] {
  const database = connect(options);
  try {
    const rows = (table: string, which: string) =>
      database
        .prepare<[], unknown[]>(`SELECT ${columnsOf(database, table).join(', ')} FROM ${table} ${which}`)
        .raw()
        .all();
    const services = rows('service_record', 'WHERE batch_id IS NOT NULL ORDER BY id');
    const made = '(SELECT id FROM service_record WHERE batch_id IS NOT NULL)';
    const cards = rows('card', `WHERE service_id IN ${made} ORDER BY service_id`);
    const blanks = rows('blank_card', `WHERE service_id IN ${made} ORDER BY service_id`);
    const kinds = `('accept-batch-application', 'record-card-production')`;
    const commands = rows('outbox', `WHERE kind IN ${kinds} ORDER BY ordinal`);
    const audit = rows('audit_entry', `WHERE action IN ${kinds} ORDER BY seq`);
    if (commands.length !== services.length * commandsOfRow || audit.length !== commands.length) {
      throw new Error('the batch was not made whole');
    }
    return services.map((service, index) => ({
      records: [service, cards[index] ?? [], blanks[index] ?? []],
      commands: commands.slice(index * commandsOfRow, (index + 1) * commandsOfRow),
      audit: audit.slice(index * commandsOfRow, (index + 1) * commandsOfRow),
    }));
  } finally {
    database.close();
  }
}

/**
 * Writes the same rows into a new file with the same schema, indexes, cipher and settings: bare prepared INSERTs, as
 * many rows in a transaction as the program takes. Answers the milliseconds of the writing alone.
 */
export function writeBatchAnew(
  written: readonly RowWritten[],
  rowsInTransaction: number,
  into: DatabaseOptions,
): number {
  const database = openDatabase(into);
  try {
    const [putService, putCard, putBlank] = recordTables.map((table) => insertInto(database, table));
    const putCommand = insertInto(database, 'outbox');
    const putAudit = insertInto(database, 'audit_entry');
    const puts = [putService, putCard, putBlank];
    const begun = performance.now();
    for (let from = 0; from < written.length; from += rowsInTransaction) {
      database.exec('BEGIN IMMEDIATE');
      for (const row of written.slice(from, from + rowsInTransaction)) {
        row.records.forEach((record, index) => puts[index]?.run(record));
        for (const command of row.commands) putCommand.run(command);
        for (const entry of row.audit) putAudit.run(entry);
      }
      database.exec('COMMIT');
    }
    return performance.now() - begun;
  } finally {
    database.close();
  }
}

function insertInto(database: Database.Database, table: string): Database.Statement<[readonly unknown[]]> {
  const columns = columnsOf(database, table);
  return database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
}

/** The columns that are written; those that SQLite works out of the others are not among them. */
function columnsOf(database: Database.Database, table: string): readonly string[] {
  const columns = database.pragma(`table_info(${table})`) as readonly { readonly name: string }[];
  return columns.map(({ name }) => name);
}
