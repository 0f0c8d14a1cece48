import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import type { Change } from '../../domain/records/change.ts';
import { demonstrationCounty, type DemonstrationCountySettings } from './county.ts';

/** A small county whole, by table: what tests of its records look into. */
export type CountyRecords = { readonly [T in TableName]: readonly RecordTypes[T][] };

export function countyInMemory(settings: DemonstrationCountySettings): CountyRecords {
  const tables = new Map<TableName, Change['record'][]>(tableNames.map((table) => [table, []]));
  for (const batch of demonstrationCounty(settings).batches()) {
    for (const { table, record } of batch) tables.get(table)?.push(record);
  }
  // Each list was filled with the records of its own table alone.
  return Object.fromEntries(tables) as unknown as CountyRecords;
}

/** Records by the person they belong to, in their order. */
export function byPerson<R extends { readonly personId: string | null }>(
  records: readonly R[],
): ReadonlyMap<R['personId'], readonly R[]> {
  return Map.groupBy(records, (record) => record.personId);
}
