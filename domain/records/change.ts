import type { RecordTypes, TableName } from './record-tables.ts';

/** One record as it stands after an effect: the unit that is written, sent and compared. */
export type Change = { [T in TableName]: { readonly table: T; readonly record: RecordTypes[T] } }[TableName];

/** Puts a record and the name of its table together, checked by the compiler. */
export function change<T extends TableName>(table: T, record: RecordTypes[T]): Change {
  // The pair is exactly one member of the union; TypeScript cannot see that through the type parameter.
  return { table, record } as Change;
}
