import Database from 'better-sqlite3';
import { snapshotTable } from '../../contract/snapshot-file.ts';
import {
  recordTables,
  tableNames,
  type FieldForm,
  type TableName,
} from '../../domain/records/record-tables.ts';

/** A county's records on their way into one encrypted SQLite file. */
export interface SnapshotWriter {
  /** Rows of a page as the database gave them, values in the order of the fields, ids rising from page to page. */
  put(table: TableName, rows: readonly (readonly unknown[])[]): void;
  close(): void;
}

/**
 * Begins a file with all tables of contract/snapshot-file.ts. Nothing is synced and there is no journal: until it is
 * whole the file is nobody's, and after a power cut its key is gone.
 * @param key 32 bytes in hex; every page that reaches the disk is encrypted with it
 * @param nativeBinding the natively built driver, where the shipped one does not fit; null is the shipped one
 */
export function createSnapshotWriter(
  file: string,
  key: string,
  nativeBinding: string | null = null,
): SnapshotWriter {
  const database = new Database(file, nativeBinding === null ? {} : { nativeBinding });
  try {
    database.pragma("cipher='chacha20'");
    database.pragma(`key="raw:${key}"`);
    database.pragma('journal_mode=OFF');
    database.pragma('synchronous=OFF');
    database.pragma('temp_store=MEMORY');
    for (const table of tableNames) database.exec(snapshotTable(table));
  } catch (error) {
    database.close();
    throw error;
  }
  const inserts = new Map(tableNames.map((table) => [table, prepareInsert(database, table)]));
  return {
    put(table, rows) {
      const insert = inserts.get(table);
      if (insert === undefined) throw new Error('not a shared table');
      const forms = Object.values<FieldForm>(recordTables[table].fields);
      database.exec('BEGIN');
      for (const row of rows) insert.run(row.map((value, index) => storedValue(value, forms[index])));
      database.exec('COMMIT');
    },
    close() {
      database.close();
    },
  };
}

function prepareInsert(database: Database.Database, table: TableName): Database.Statement<[unknown[]]> {
  const { sqlName, fields } = recordTables[table];
  const places = Object.keys(fields).map(() => '?');
  return database.prepare(`INSERT INTO ${sqlName} VALUES (${places.join(', ')})`);
}

function storedValue(value: unknown, form: FieldForm | undefined): unknown {
  if (form === 'boolean') return value === true ? 1 : 0;
  const isWhole = form === 'json' || (form === 'json?' && value !== null);
  return isWhole ? JSON.stringify(value) : value;
}
