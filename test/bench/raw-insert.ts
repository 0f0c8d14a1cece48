import type Database from 'better-sqlite3';
import { connect, openDatabase, type DatabaseOptions } from '../../db/open-database.ts';
import { recordTables, tableNames } from '../../domain/records/record-tables.ts';

/** Rows of one transaction, as many as a page of the first synchronisation has. */
const rowsInPage = 10_000;

export interface RawInsert {
  readonly rows: number;
  readonly milliseconds: number;
}

/**
 * Puts the shared tables of one counter's file into a new file with the same schema, indexes, cipher and settings: one
 * bare prepared INSERT for every row, a transaction for every page. Only the inserting is timed, not the reading.
 */
export function insertRowsAnew(from: DatabaseOptions, into: DatabaseOptions): RawInsert {
  const source = connect(from);
  const target = openDatabase(into);
  try {
    let rows = 0;
    let milliseconds = 0;
    for (const table of tableNames) {
      const { sqlName } = recordTables[table];
      const columns = columnsOf(target, sqlName);
      const insert = insertInto(target, sqlName, columns);
      for (const page of pagesOf(source, sqlName, columns)) {
        const begun = performance.now();
        target.exec('BEGIN IMMEDIATE');
        for (const row of page) insert.run(row);
        target.exec('COMMIT');
        milliseconds += performance.now() - begun;
        rows += page.length;
      }
    }
    return { rows, milliseconds };
  } finally {
    source.close();
    target.close();
  }
}

/** Those that are stored by whoever writes a row: a generated one is not among them. */
function columnsOf(database: Database.Database, sqlName: string): readonly string[] {
  const columns = database.pragma(`table_info(${sqlName})`) as readonly { readonly name: string }[];
  return columns.map(({ name }) => name);
}

function insertInto(
  database: Database.Database,
  sqlName: string,
  columns: readonly string[],
): Database.Statement<[readonly unknown[]]> {
  const places = columns.map(() => '?').join(', ');
  return database.prepare(`INSERT INTO ${sqlName} (${columns.join(', ')}) VALUES (${places})`);
}

function* pagesOf(
  database: Database.Database,
  sqlName: string,
  columns: readonly string[],
): Generator<readonly unknown[][]> {
  let page: unknown[][] = [];
  const all = database.prepare<[], unknown[]>(`SELECT ${columns.join(', ')} FROM ${sqlName} ORDER BY id`);
  for (const row of all.raw().iterate()) {
    page.push(row);
    if (page.length < rowsInPage) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
