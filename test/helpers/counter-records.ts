import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { connect } from '../../db/open-database.ts';
import { recordColumns } from '../../db/record-columns.ts';
import { tableNames, type TableName } from '../../domain/records/record-tables.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';

/** The shared records, one canonical line each, sorted. */
export type SharedRecords = Readonly<Record<TableName, readonly string[]>>;

/** A second connection to a counter's file, as it is committed, whether or not its program runs. */
export async function connectToCounter(folder: string): Promise<Database.Database> {
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  return connect({ file: join(folder, 'counter.db'), key: key.keyHex, nativeBinding: null });
}

/** What a counter's replica holds now. */
export function sharedRecordsOf(database: Database.Database): SharedRecords {
  const tables = tableNames.map((table) => {
    const columns = recordColumns(table);
    const rows = database
      .prepare<[], Record<string, unknown>>(`SELECT ${columns.selection} FROM ${columns.sqlName}`)
      .all();
    return [table, rows.map((row) => canonicalJson(columns.toRecord(row))).sort()];
  });
  return Object.fromEntries(tables) as SharedRecords;
}
