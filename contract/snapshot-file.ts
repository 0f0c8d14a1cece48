import {
  recordTables,
  sqlFieldName,
  tableNames,
  type FieldForm,
  type TableName,
} from '../domain/records/record-tables.ts';

/** Bytes of one part of a snapshot file: what is sent again at most when a counter is killed or the line breaks. */
export const snapshotPart = 4 * 1024 * 1024;

const columnTypes: Readonly<Record<FieldForm, string>> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
  integer: 'INTEGER NOT NULL',
  boolean: 'INTEGER NOT NULL',
  json: 'TEXT NOT NULL',
  'json?': 'TEXT',
};

/**
 * How a shared table is written in a snapshot file: the central office makes it with this text, and a counter takes no
 * file in which another text stands. Columns are in the order of the fields, booleans as 0 and 1, JSON as its text.
 */
export function snapshotTable(table: TableName): string {
  const { sqlName, fields } = recordTables[table];
  const columns = Object.entries<FieldForm>(fields).map(
    ([field, form]) => `${sqlFieldName(field)} ${columnTypes[form]}${field === 'id' ? ' PRIMARY KEY' : ''}`,
  );
  return `CREATE TABLE ${sqlName} (${columns.join(', ')}) STRICT, WITHOUT ROWID`;
}

/** All that stands in a snapshot file's schema: who expects another one does not begin to fetch it. */
export const snapshotLayout: string = tableNames.map(snapshotTable).join(';\n');
