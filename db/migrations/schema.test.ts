import type Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  recordTables,
  sqlFieldName,
  tableNames,
  type FieldForm,
} from '../../domain/records/record-tables.ts';
import { migrate } from '../migrate.ts';
import { migrations } from './migrations.ts';
import { freshFiles } from '../testing/fresh-files.ts';

const { bareDatabase } = freshFiles(onTestFinished);

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

const storedAs: { readonly [F in FieldForm]: { readonly type: string; readonly notnull: number } } = {
  text: { type: 'TEXT', notnull: 1 },
  'text?': { type: 'TEXT', notnull: 0 },
  integer: { type: 'INTEGER', notnull: 1 },
  boolean: { type: 'INTEGER', notnull: 1 },
  json: { type: 'TEXT', notnull: 1 },
  'json?': { type: 'TEXT', notnull: 0 },
};

const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
  one.name < other.name ? -1 : 1;

function currentSchema(): Database.Database {
  const database = bareDatabase();
  migrate(database, migrations);
  return database;
}

/** The columns of each index of a table, in order. */
function indexesOf(database: Database.Database, table: string): readonly (readonly string[])[] {
  return database
    .prepare<[string], string>('SELECT name FROM pragma_index_list(?)')
    .pluck()
    .all(table)
    .map((index) =>
      database.prepare<[string], string>('SELECT name FROM pragma_index_info(?)').pluck().all(index),
    );
}

describe('the handwritten schema', () => {
  it.each(tableNames)('keeps %s exactly as the shared description says', (table) => {
    const database = currentSchema();
    const { sqlName, fields } = recordTables[table];
    const columns = database
      .prepare<[string], ColumnInfo>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
      .all(sqlName);
    // Which column stands where is nobody's concern: all are named wherever rows are read or written.
    expect(columns.toSorted(byName)).toEqual(
      [
        ...Object.entries<FieldForm>(fields).map(([field, form]) => ({
          name: sqlFieldName(field),
          ...storedAs[form],
          pk: field === 'id' ? 1 : 0,
        })),
        { name: 'version', type: 'INTEGER', notnull: 1, pk: 0 },
      ].toSorted(byName),
    );
  });

  it.each(tableNames.flatMap((table) => recordTables[table].lookups.map((field) => [table, field] as const)))(
    'has an index for the lookup of %s by %s',
    (table, field) => {
      const leading = indexesOf(currentSchema(), recordTables[table].sqlName).map((columns) => columns[0]);
      expect(leading).toContain(sqlFieldName(field));
    },
  );

  it.each(['document_number', 'name', 'pinyin', 'pinyin_initials'])(
    'has an index for searching by %s',
    (column) => {
      expect(indexesOf(currentSchema(), 'insured_person')).toContainEqual([column]);
    },
  );

  it('takes no value of another type, in any table', () => {
    const loose = currentSchema()
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
         AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
  });

  it('compares every text byte by byte', () => {
    const database = currentSchema();
    const names = database
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'index'`)
      .pluck()
      .all();
    const collations = names.flatMap((name) =>
      database.prepare<[string], string>('SELECT coll FROM pragma_index_xinfo(?)').pluck().all(name),
    );
    expect(new Set(collations)).toEqual(new Set(['BINARY']));
  });
});
