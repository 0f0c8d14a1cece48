import type { RecordTypes, TableName } from '../../../domain/records/record-tables.ts';
import type { SharedRecords } from '../../helpers/counter-records.ts';
import { Violation } from './violation.ts';

/** @throws Violation with the first rows that are on one side alone */
export function same(what: string, these: readonly string[], other: string, those: readonly string[]): void {
  const [here, there] = [new Set(these), new Set(those)];
  const more = these.filter((line) => !there.has(line));
  const less = those.filter((line) => !here.has(line));
  if (more.length + less.length === 0) return;
  const first = [`${what} has ${more[0] ?? 'nothing'}`, `${other} has ${less[0] ?? 'nothing'}`].join('; ');
  throw new Violation('difference', `${more.length + less.length} rows differ: ${first}`);
}

/** The lines are the canonical JSON of the records of this very table. */
export function parseRecords<T extends TableName>(there: SharedRecords, table: T): readonly RecordTypes[T][] {
  return there[table].map((line) => JSON.parse(line) as RecordTypes[T]);
}
