import { describe, expect, it, onTestFinished } from 'vitest';
import { recordTables, tableNames } from '../domain/records/record-tables.ts';
import { person } from '../domain/testing/county.ts';
import { connect, type DatabaseOptions } from './open-database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { createCounterMemory } from './counter-memory.ts';
import { createDeferredIndexes } from './deferred-indexes.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage, bareDatabase } = freshFiles(onTestFinished);

function schemaOf(options: DatabaseOptions): readonly { readonly type: string; readonly name: string }[] {
  const database = connect(options);
  try {
    return database
      .prepare<[], { type: string; name: string }>('SELECT type, name, sql FROM sqlite_schema ORDER BY name')
      .all();
  } finally {
    database.close();
  }
}

function indexesOf(options: DatabaseOptions, table: keyof typeof recordTables): readonly string[] {
  const database = connect(options);
  try {
    return database
      .prepare<[string], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
      )
      .pluck()
      .all(recordTables[table].sqlName);
  } finally {
    database.close();
  }
}

describe('indexes of a table that is being filled', () => {
  it('are dropped, and made again one by one when another table’s turn has come', () => {
    const options = freshOptions();
    const { unitOfWork, deferredIndexes } = freshStorage(options);
    const before = schemaOf(options);
    const indexes = indexesOf(options, 'insuredPerson');
    expect(indexes.length).toBeGreaterThan(4);
    unitOfWork.write(() => deferredIndexes.defer('insuredPerson'));
    expect(indexesOf(options, 'insuredPerson')).toEqual([]);
    unitOfWork.write(() => deferredIndexes.restoreOne('insuredPerson'));
    expect(indexesOf(options, 'insuredPerson')).toEqual([]);
    unitOfWork.write(() => deferredIndexes.defer('card'));
    for (const [place] of indexes.entries()) {
      unitOfWork.write(() => deferredIndexes.restoreOne('card'));
      expect(indexesOf(options, 'insuredPerson')).toHaveLength(place + 1);
    }
    expect(indexesOf(options, 'card')).toEqual([]);
    unitOfWork.write(() => deferredIndexes.restoreAll());
    expect(schemaOf(options)).toEqual(before);
  });

  it('are all there again after any of the tables, with what was put in meanwhile', () => {
    const options = freshOptions();
    const { unitOfWork, deferredIndexes, records, queries, memory } = freshStorage(options);
    const before = schemaOf(options);
    for (const table of tableNames) unitOfWork.write(() => deferredIndexes.defer(table));
    expect(schemaOf(options).filter(({ name }) => name.startsWith('insured_person_'))).toEqual([]);
    unitOfWork.write(() => records.putRows('insuredPerson', [Object.values(person)], 0));
    unitOfWork.write(() => deferredIndexes.restoreAll());
    expect(schemaOf(options)).toEqual(before);
    expect(memory.get('deferred-indexes')).toBeNull();
    expect(queries.personsByName(person.name, 3)).toHaveLength(1);
  });

  it('stay as they were where the transaction fails', () => {
    const options = freshOptions();
    const { unitOfWork, deferredIndexes } = freshStorage(options);
    const before = schemaOf(options);
    const failing = () =>
      unitOfWork.write(() => {
        deferredIndexes.defer('card');
        throw new Error('the disk is full');
      });
    expect(failing).toThrow('the disk is full');
    expect(schemaOf(options)).toEqual(before);
    unitOfWork.write(() => deferredIndexes.restoreAll());
    expect(schemaOf(options)).toEqual(before);
  });

  it('are there again when the program starts', () => {
    const options = freshOptions();
    const first = freshStorage(options);
    const before = schemaOf(options);
    first.unitOfWork.write(() => first.deferredIndexes.defer('ledgerEntry'));
    first.unitOfWork.write(() => first.deferredIndexes.defer('ledgerEntry'));
    first.close();
    expect(schemaOf(options)).not.toEqual(before);
    const second = freshStorage(options);
    expect(schemaOf(options)).toEqual(before);
    expect(second.memory.get('deferred-indexes')).toBeNull();
  });
});

let newFile: ReturnType<typeof schemaOf> | null = null;

function schemaOfNewFile(): ReturnType<typeof schemaOf> {
  if (newFile !== null) return newFile;
  const options = freshOptions();
  freshStorage(options);
  newFile = schemaOf(options);
  return newFile;
}

it.each(migrations.slice(0, -1).map(({ version }) => version))(
  'a file of step %i of the schema, left in the middle of a pull, has every index when a newer program has opened it',
  (version) => {
    const options = freshOptions();
    const older = bareDatabase(options);
    migrate(older, migrations.slice(0, version));
    const deferred = createDeferredIndexes(older, createCounterMemory(older));
    older.transaction(() => {
      for (const table of tableNames) deferred.defer(table);
    })();
    older.close();
    freshStorage(options);
    expect(schemaOf(options)).toEqual(schemaOfNewFile());
  },
);
