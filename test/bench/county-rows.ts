import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { recordTables, type TableName } from '../../domain/records/record-tables.ts';

/** From what, and on which day, the bench's counties stand: the same bytes on every day. */
export const countySeed = { seed: 'bench', today: '2026-01-05' } as const;

/** A page of rows of one table, values in the order of the table's fields. */
export interface RowPage {
  readonly table: TableName;
  readonly rows: readonly (readonly unknown[])[];
}

/** The demonstration's county of so many persons, table by table. */
export function* countyRows(persons: number): Generator<RowPage> {
  for (const batch of demonstrationCounty({ ...countySeed, persons }).batches()) {
    const [first] = batch;
    if (first === undefined) continue;
    const fields = Object.keys(recordTables[first.table].fields);
    const rows = batch.map(({ record }) => {
      const values = new Map<string, unknown>(Object.entries(record));
      return fields.map((field) => values.get(field));
    });
    yield { table: first.table, rows };
  }
}
