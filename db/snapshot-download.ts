import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, rmSync, statSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { SnapshotDownload } from '../counter/ports/snapshot-file.ts';
import { snapshotLayout } from '../contract/snapshot-file.ts';
import { recordTables, type TableName } from '../domain/records/record-tables.ts';
import { recordColumns } from './record-columns.ts';

/** The name under which the file is attached. */
const schema = 'snapshot';

interface TableCopy {
  /** Parameters: last id held, how many to skip. The id up to which one step goes. */
  readonly bound: Database.Statement<[string, number], string>;
  /** Parameters: version, last id held, last id of this step. */
  readonly upTo: Database.Statement<[number, string, string]>;
  /** Parameters: version, last id held. */
  readonly rest: Database.Statement<[number, string]>;
}

/**
 * A county's file beside the counter's own; its rows are copied by SQLite, without passing through the program.
 * @param written told after rows were copied past the record store, which may hold older answers
 */
export function createSnapshotDownload(
  database: Database.Database,
  file: string,
  written: () => void,
): SnapshotDownload {
  let isOpen = false;
  const copies = new Map<TableName, TableCopy>();

  function copyOf(table: TableName): TableCopy {
    const copy = copies.get(table) ?? prepareCopy(database, table);
    copies.set(table, copy);
    return copy;
  }

  function close(): void {
    copies.clear();
    if (isOpen) database.exec(`DETACH ${schema}`);
    isOpen = false;
  }

  return {
    held: () => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
    append(bytes) {
      const handle = openSync(file, 'a', 0o600);
      try {
        for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
      } finally {
        closeSync(handle);
      }
    },
    async isAsAnnounced({ size, sha256 }) {
      if (statSync(file, { throwIfNoEntry: false })?.size !== size) return false;
      const hash = createHash('sha256');
      for await (const part of createReadStream(file, { highWaterMark: 1024 * 1024 }))
        hash.update(part as Buffer);
      return hash.digest('hex') === sha256;
    },
    open(key) {
      close();
      database.prepare(`ATTACH ? AS ${schema} KEY ?`).run(file, `raw:${key}`);
      isOpen = true;
      const found = database
        .prepare<[], string | null>(`SELECT sql FROM ${schema}.sqlite_schema ORDER BY rowid`)
        .pluck()
        .all();
      // Nothing but these tables: no view, no trigger, no index whose expression would be run.
      if (found.join(';\n') !== snapshotLayout) throw new Error('the snapshot file has another schema');
    },
    copy(table, after, limit, version) {
      const { bound, upTo, rest } = copyOf(table);
      const last = bound.get(after, limit - 1);
      const copied = last === undefined ? rest.run(version, after) : upTo.run(version, after, last);
      written();
      return { count: copied.changes, last: last ?? null };
    },
    rows(table, after, limit) {
      const columns = recordColumns(table);
      const found = database
        .prepare<[string, number], Record<string, unknown>>(
          `SELECT ${columns.selection} FROM ${schema}.${columns.sqlName} WHERE id > ? ORDER BY id LIMIT ?`,
        )
        .all(after, limit);
      const fields = Object.keys(recordTables[table].fields);
      return found.map((row) => {
        columns.toRecord(row);
        return fields.map((field) => row[field]);
      });
    },
    remove() {
      close();
      rmSync(file, { force: true });
    },
  };
}

function prepareCopy(database: Database.Database, table: TableName): TableCopy {
  const { sqlName, columnNames } = recordColumns(table);
  const columns = columnNames.join(', ');
  const from = `FROM ${schema}.${sqlName} WHERE id > ?`;
  const insert = `INSERT INTO main.${sqlName} (${columns}, version) SELECT ${columns}, ? ${from}`;
  return {
    bound: database
      .prepare<[string, number], string>(`SELECT id ${from} ORDER BY id LIMIT 1 OFFSET ?`)
      .pluck(),
    upTo: database.prepare(`${insert} AND id <= ? ORDER BY id`),
    rest: database.prepare(`${insert} ORDER BY id`),
  };
}
