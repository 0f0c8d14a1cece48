import type Database from 'better-sqlite3';
import type { RecordStore } from '../counter/ports.ts';
import {
  recordTables,
  tableNames,
  type RecordTypes,
  type TableName,
} from '../domain/records/record-tables.ts';
import { KeptRecords } from './kept-records.ts';
import { recordColumns, type RecordColumns, type StoredValue } from './record-columns.ts';

/** The version of a record that was made here and that the central office has never confirmed. */
export const neverConfirmed = -1;

type Row = Record<string, unknown>;

interface TableStatements {
  readonly columns: RecordColumns;
  readonly byField: ReadonlyMap<string, Database.Statement<[string], Row>>;
  readonly versioned: Database.Statement<[string], Row>;
  readonly putLocal: (row: readonly StoredValue[]) => void;
  readonly putConfirmed: Database.Statement;
  readonly remove: Database.Statement<[string]>;
}

/**
 * The shared records in the encrypted file. Statements are prepared once for each table, when it is first used.
 *
 * Refuses, by throwing, what would be a mistake of the program: a lookup by a field without an index, a value of
 * another type than the table's description says, and any edit of a confirmed ledger entry (law 6).
 *
 * Records of the office itself are held in memory; `forget` must be called after a rollback and after whatever else
 * writes past this store.
 */
export function createRecordStore(database: Database.Database): RecordStore & { forget(): void } {
  const kept = new KeptRecords();
  const prepared = new Map<TableName, TableStatements>();

  function statementsOf(table: TableName): TableStatements {
    const known = prepared.get(table);
    if (known !== undefined) return known;
    const made = prepareTable(database, table);
    prepared.set(table, made);
    return made;
  }

  return {
    find<T extends TableName>(table: T, by: keyof RecordTypes[T] & string, value: string) {
      const { byField, columns } = statementsOf(table);
      const statement = byField.get(by);
      if (statement === undefined) throw new Error(`${table} has no lookup by ${by}`);
      // Written by toRow and convertRow alone, so that what comes back is the table's record.
      return kept.read(
        table,
        `${by}=${value}`,
        () => statement.all(value).map((row) => columns.toRecord(row)) as RecordTypes[T][],
      );
    },
    get<T extends TableName>(table: T, id: string) {
      const { columns, versioned } = statementsOf(table);
      return kept.read(table, `record ${id}`, () => {
        const found = versioned.get(id);
        if (found === undefined) return undefined;
        const { recordVersion, ...row } = found;
        return {
          record: columns.toRecord(row) as RecordTypes[T],
          version: Math.max(Number(recordVersion), 0),
        };
      });
    },
    putLocal(change) {
      const { columns, putLocal } = statementsOf(change.table);
      kept.written(change.table);
      putLocal(columns.toRow(change.record));
    },
    putConfirmed(change, version) {
      const { columns, putConfirmed } = statementsOf(change.table);
      kept.written(change.table);
      putConfirmed.run(columns.toRow(change.record), version);
    },
    putRows(table, rows, version) {
      const { columns, putConfirmed } = statementsOf(table);
      kept.written(table);
      if (columns.plain) {
        for (const row of rows) putConfirmed.run(row, version);
        return;
      }
      const stored = new Array<unknown>(columns.columnNames.length);
      for (const row of rows) {
        if (row.length !== stored.length) throw new RangeError(`a row of ${table} has ${row.length} values`);
        columns.convertRow(row, stored);
        putConfirmed.run(stored, version);
      }
    },
    remove(table, id) {
      kept.written(table);
      statementsOf(table).remove.run(id);
    },
    forget: () => kept.forget(),
  };
}

/**
 * Forgets everything that the central office ever confirmed, before the county is pulled anew: a restored central
 * office counts its changes anew, and what it has lost must not stay here. What this counter has done without
 * confirmation stays, over bases that are empty until the new pull fills them; so do outbox, audit trail and prints.
 *
 * Must run inside a transaction. The ledger's guard is lifted for it and put back as it was.
 */
export function forgetConfirmed(database: Database.Database): void {
  const guard = database
    .prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?`)
    .pluck()
    .get('ledger_entry_is_never_deleted');
  if (guard === undefined) throw new Error('the ledger has lost its guard');
  database.exec('DROP TRIGGER ledger_entry_is_never_deleted');
  const covered = new Set(
    database.prepare<[], string>('SELECT DISTINCT table_name FROM base_record').pluck().all(),
  );
  for (const table of tableNames) {
    const { sqlName } = recordTables[table];
    if (!covered.has(table)) {
      // Without a condition SQLite drops all pages at once, however many rows there are.
      database.exec(`DELETE FROM ${sqlName}`);
      continue;
    }
    database
      .prepare<[string]>(
        `DELETE FROM ${sqlName} WHERE id NOT IN (SELECT record_id FROM base_record WHERE table_name = ?)`,
      )
      .run(table);
    database.exec(`UPDATE ${sqlName} SET version = ${neverConfirmed}`);
  }
  database.exec(`UPDATE base_record SET record = NULL, version = ${neverConfirmed}`);
  database.exec(guard);
}

function prepareTable(database: Database.Database, table: TableName): TableStatements {
  const columns = recordColumns(table);
  const { sqlName, columnNames, selection } = columns;
  const insertion = `INSERT INTO ${sqlName} (${columnNames.join(', ')}, version)`;
  const places = columnNames.map(() => '?').join(', ');
  const replaced = columnNames.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  const lookups: readonly string[] = ['id', ...recordTables[table].lookups];
  return {
    columns,
    byField: new Map(
      lookups.map((field) => {
        const column = columnNames[Object.keys(recordTables[table].fields).indexOf(field)];
        const order = field === 'id' ? '' : ' ORDER BY id';
        return [
          field,
          database.prepare<[string], Row>(
            `SELECT ${selection} FROM ${sqlName} WHERE ${column ?? ''} = ?${order}`,
          ),
        ];
      }),
    ),
    versioned: database.prepare<[string], Row>(
      `SELECT ${selection}, version AS "recordVersion" FROM ${sqlName} WHERE id = ?`,
    ),
    putLocal: preparePutLocal(
      database,
      columns,
      database.prepare(
        `${insertion} VALUES (${places}, ${neverConfirmed}) ON CONFLICT (id) DO UPDATE SET ${replaced.join(', ')}`,
      ),
    ),
    putConfirmed: database.prepare(
      `${insertion} VALUES (${places}, ?) ON CONFLICT (id) DO UPDATE SET ${replaced.join(', ')}, ` +
        `version = excluded.version WHERE excluded.version >= ${sqlName}.version`,
    ),
    remove: database.prepare<[string]>(`DELETE FROM ${sqlName} WHERE id = ?`),
  };
}

/**
 * Most moves of a record leave what is indexed as it was. An upsert names every column, so that SQLite would write each
 * index again, a page for each in every commit: so the columns without an index are tried first.
 */
function preparePutLocal(
  database: Database.Database,
  { sqlName, columnNames }: RecordColumns,
  upsert: Database.Statement,
): TableStatements['putLocal'] {
  const names = (pragma: string) =>
    (database.pragma(pragma) as readonly { readonly name: string }[]).map(({ name }) => name);
  const indexed = new Set(names(`index_list(${sqlName})`).flatMap((index) => names(`index_info(${index})`)));
  const free = columnNames.filter((name) => name !== 'id' && !indexed.has(name));
  const fixed = columnNames.filter((name) => name === 'id' || indexed.has(name));
  if (free.length === 0) return (row) => void upsert.run(row);
  const update = database.prepare(
    `UPDATE ${sqlName} SET ${free.map((name) => `${name} = ?`).join(', ')}
     WHERE ${fixed.map((name) => `${name} IS ?`).join(' AND ')}`,
  );
  const order = [...free, ...fixed].map((name) => columnNames.indexOf(name));
  return (row) => {
    if (update.run(order.map((index) => row[index])).changes === 0) upsert.run(row);
  };
}
