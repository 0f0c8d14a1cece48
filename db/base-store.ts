import type Database from 'better-sqlite3';
import type { BaseStore } from '../counter/ports.ts';
import type { Change } from '../domain/records/change.ts';
import { neverConfirmed } from './record-store.ts';

interface BaseRow {
  readonly record: string | null;
  readonly version: number;
}

/** The confirmed values beneath this counter's unconfirmed changes. */
export function createBaseStore(database: Database.Database): BaseStore {
  // The first one kept is the confirmed one; a second would already be a local value.
  const keep = database.prepare<[string, string, string | null, number]>(
    'INSERT INTO base_record (table_name, record_id, record, version) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const has = database
    .prepare<[string, string], number>('SELECT 1 FROM base_record WHERE table_name = ? AND record_id = ?')
    .pluck();
  const coveredIds = database
    .prepare<[string], string>('SELECT record_id FROM base_record WHERE table_name = ?')
    .pluck();
  const replace = database.prepare<[string, number, string, string, number]>(
    'UPDATE base_record SET record = ?, version = ? WHERE table_name = ? AND record_id = ? AND version <= ?',
  );
  const take = database.prepare<[string, string], BaseRow>(
    'DELETE FROM base_record WHERE table_name = ? AND record_id = ? RETURNING record, version',
  );
  return {
    keep(table, id, base) {
      if (base === null) keep.run(table, id, null, neverConfirmed);
      else keep.run(table, id, JSON.stringify(base.record), base.version);
    },
    has(table, id) {
      return has.get(table, id) !== undefined;
    },
    coveredIds(table) {
      return new Set(coveredIds.all(table));
    },
    replace(change, version) {
      replace.run(JSON.stringify(change.record), version, change.table, change.record.id, version);
    },
    take(table, id) {
      const row = take.get(table, id);
      if (row === undefined) return undefined;
      if (row.record === null) return { change: null, version: 0 };
      // Kept from this very table's record.
      return { change: { table, record: JSON.parse(row.record) as unknown } as Change, version: row.version };
    },
  };
}
