import type { Change } from '../domain/records/change.ts';
import {
  recordTables,
  sqlFieldName,
  type FieldForm,
  type TableName,
} from '../domain/records/record-tables.ts';

/** A value as SQLite keeps it. */
export type StoredValue = string | number | null;

interface Column {
  readonly field: string;
  readonly sqlName: string;
  readonly form: FieldForm;
}

/** How one shared table's records become rows, and rows become records. */
export interface RecordColumns {
  readonly sqlName: string;
  readonly columnNames: readonly string[];
  /** `id, document_number AS "documentNumber" …`: a row comes back with the record's own field names. */
  readonly selection: string;
  /** Whether a row can be written as it comes: no field is kept in another form. */
  readonly plain: boolean;
  /** The record's values in the order of its fields, as they are kept. */
  toRow(record: Change['record']): StoredValue[];
  /** Writes a row's values (in the order of the fields), as they are kept, over the beginning of `into`. */
  convertRow(values: readonly unknown[], into: unknown[]): void;
  /** Turns a selected row into the record it was, in place. */
  toRecord(row: Record<string, unknown>): unknown;
}

/** Describes a table's columns once, so that nothing is looked up or put together for every row. */
export function recordColumns(table: TableName): RecordColumns {
  const description = recordTables[table];
  const columns: readonly Column[] = Object.entries<FieldForm>(description.fields).map(([field, form]) => ({
    field,
    sqlName: sqlFieldName(field),
    form,
  }));
  const booleans = columns.filter((column) => column.form === 'boolean').map((column) => column.field);
  const wholes = columns
    .filter(({ form }) => form === 'json' || form === 'json?')
    .map((column) => column.field);
  return {
    sqlName: description.sqlName,
    columnNames: columns.map((column) => column.sqlName),
    selection: columns.map((column) => `${column.sqlName} AS "${column.field}"`).join(', '),
    plain: booleans.length === 0 && wholes.length === 0,
    toRow(record) {
      const values = new Map<string, unknown>(Object.entries(record));
      return columns.map((column) => storedForm(values.get(column.field), column, table));
    },
    convertRow(values, into) {
      let index = 0;
      for (const column of columns) {
        into[index] = storedForm(values[index], column, table);
        index += 1;
      }
    },
    toRecord(row) {
      for (const field of booleans) row[field] = row[field] === 1;
      for (const field of wholes) {
        const text = row[field];
        if (typeof text === 'string') row[field] = JSON.parse(text);
      }
      return row;
    },
  };
}

/** A value in the form in which its column keeps it; another type than the description's is a mistake and throws. */
function storedForm(value: unknown, column: Column, table: TableName): StoredValue {
  switch (column.form) {
    case 'boolean':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'json?':
      if (value === null) return null;
      if (typeof value === 'object') return JSON.stringify(value);
      break;
    case 'json':
      if (typeof value === 'object' && value !== null) return JSON.stringify(value);
      break;
    case 'integer':
      if (typeof value === 'number') return value;
      break;
    case 'text?':
      if (value === null || typeof value === 'string') return value;
      break;
    case 'text':
      if (typeof value === 'string') return value;
      break;
    default:
      return column.form satisfies never;
  }
  throw new TypeError(`${table}.${column.field} does not take a value of type ${typeof value}`);
}
