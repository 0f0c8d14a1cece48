import { Facts, type Lookup } from '../../domain/command/facts.ts';
import type { Change } from '../../domain/records/change.ts';
import type { TableName } from '../../domain/records/record-tables.ts';
import type { CounterStorage } from '../ports.ts';

/** Loads what a rule needs from the replica. */
export function loadFacts(storage: CounterStorage, lookups: readonly Lookup[]): Facts {
  return Facts.of(
    lookups,
    lookups.map(({ table, by, value }) => storage.records.find(table, by as 'id', value)),
  );
}

/**
 * Writes what was decided here over the confirmed records, keeping each confirmed value the first time it is covered.
 * Belongs into a transaction.
 */
export function writeLocalEffects(storage: CounterStorage, changes: readonly Change[]): void {
  for (const change of changes) {
    const { table, record } = change;
    if (!storage.bases.has(table, record.id)) {
      storage.bases.keep(table, record.id, storage.records.get(table, record.id) ?? null);
    }
    storage.records.putLocal(change);
  }
}

/** What is noted of a command's reads: what foreign news may change under it. */
export function notedReads(reads: readonly Lookup[]): readonly Lookup[] {
  return reads.filter(({ table }) => !standing.has(table));
}

/**
 * What the central office alone changes, and seldom: whether a clerk may still act is its to say when it decides, so
 * that news of these decides nothing anew here. A batch's record is read by each of its thousands of rows, and every
 * row is decided there for itself: its confirmation does not decide them all again in one transaction.
 */
const standing: ReadonlySet<TableName> = new Set([
  'clerk',
  'office',
  'workstation',
  'poolingAreaParameter',
  'calendarYear',
  'employerBatch',
]);
