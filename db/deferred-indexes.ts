import type Database from 'better-sqlite3';
import type { CounterMemory } from '../counter/ports.ts';
import type { DeferredIndexes } from '../counter/ports/deferred-indexes.ts';
import { recordTables } from '../domain/records/record-tables.ts';

/** The statement that makes an index anew, and whose it is. */
interface Deferred {
  readonly table: string;
  readonly sql: string;
}

/**
 * Indexes of shared tables that are not there while their tables are filled. Which ones stands in the counter's memory,
 * written in the transaction that drops them: a file never lacks one that it does not know of.
 */
export function createDeferredIndexes(database: Database.Database, memory: CounterMemory): DeferredIndexes {
  const read = () => JSON.parse(memory.get('deferred-indexes') ?? '[]') as readonly Deferred[];
  const note = (deferred: readonly Deferred[]) =>
    memory.set('deferred-indexes', deferred.length === 0 ? null : JSON.stringify(deferred));

  function restore(due: readonly Deferred[]): void {
    if (due.length === 0) return;
    for (const { sql } of due) database.exec(sql);
    note(read().filter(({ sql }) => !due.some((restored) => restored.sql === sql)));
  }

  return {
    defer(table) {
      const { sqlName } = recordTables[table];
      // What SQLite has made for a key has no statement, and stays.
      const found = database
        .prepare<[string], { name: string; sql: string }>(
          `SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
        )
        .all(sqlName);
      for (const { name } of found) database.exec(`DROP INDEX main."${name}"`);
      note([...read(), ...found.map(({ sql }) => ({ table: sqlName, sql }))]);
    },
    restoreOne(besides) {
      restore(
        read()
          .filter(({ table }) => table !== recordTables[besides].sqlName)
          .slice(0, 1),
      );
    },
    restoreAll() {
      restore(read());
    },
  };
}
