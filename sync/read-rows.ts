import { recordSchemas } from '../contract/records.ts';
import { recordTables, type TableName } from '../domain/records/record-tables.ts';

/**
 * Reads the rows of a snapshot page with the schema of their table. Returns null when one does not fit: the page is
 * then not taken at all.
 */
export function readRows(
  table: TableName,
  rows: readonly (readonly unknown[])[],
): readonly (readonly unknown[])[] | null {
  const fields = Object.keys(recordTables[table].fields);
  const schema = recordSchemas[table];
  for (const row of rows) {
    if (row.length !== fields.length) return null;
    const record: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index += 1) record[fields[index] ?? ''] = row[index];
    if (!schema.safeParse(record).success) return null;
  }
  return rows;
}
