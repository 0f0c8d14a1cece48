import type Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseError } from './database-error.ts';
import { migrate, readSchemaVersion, type Migration } from './migrate.ts';
import { applicationId, currentVersion, migrations } from './migrations/migrations.ts';
import { seeds } from './testing/migration-seeds.ts';
import { contentOf, freshFiles } from './testing/fresh-files.ts';

const { freshOptions, bareDatabase, copyAsLeft } = freshFiles(onTestFinished);

describe('the steps of the schema', () => {
  it('are numbered without gaps, and the last is what the program knows', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_step, index) => index + 1));
    expect(migrations.at(-1)?.version).toBe(currentVersion);
  });

  it('bring a new file to the current version, marked as a counter’s', () => {
    const database = bareDatabase();
    migrate(database, migrations);
    expect(readSchemaVersion(database)).toBe(currentVersion);
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId);
  });

  it('change nothing when they have all been taken', () => {
    const database = bareDatabase();
    migrate(database, migrations);
    const before = contentOf(database);
    migrate(database, migrations);
    expect(contentOf(database)).toEqual(before);
  });

  it.each(migrations.slice(1).map((step) => step.version))('to %i keep what was in the file', (version) => {
    const seed = seeds[version];
    if (seed === undefined) throw new Error(`step ${version} has no seed in migration-seeds.ts`);
    const database = bareDatabase();
    migrate(database, migrations.slice(0, version - 1));
    for (const statement of seed.before) database.exec(statement);
    migrate(database, migrations.slice(0, version));
    for (const [query, rows] of seed.after) expect(database.prepare(query).all()).toEqual(rows);
  });
});

describe('a step that is cut off', () => {
  const places = migrations.flatMap((step) =>
    Array.from({ length: step.statements.length + 1 }, (_none, place) => [step.version, place] as const),
  );

  it.each(places)('to %i before its statement %i leaves the file as it was', (version, place) => {
    const options = freshOptions();
    const database = bareDatabase(options);
    migrate(database, migrations.slice(0, version - 1));
    const before = contentOf(database);
    // What the disk holds at this very place, as a kill would leave it; then the step fails.
    let left: Database.Database | undefined;
    database.function('cut', () => {
      left = bareDatabase(copyAsLeft(options));
      throw new Error('cut');
    });
    const step = migrations[version - 1];
    if (step === undefined) throw new Error('no such step');
    const cut: Migration = { version, statements: step.statements.toSpliced(place, 0, 'SELECT cut()') };
    expect(() => migrate(database, [...migrations.slice(0, version - 1), cut])).toThrow('cut');
    expect(contentOf(database)).toEqual(before);
    expect(left).toBeDefined();
    expect(left === undefined ? null : contentOf(left)).toEqual(before);
    migrate(database, migrations.slice(0, version));
    expect(readSchemaVersion(database)).toBe(version);
  });

  it('leaves the steps before it taken', () => {
    const database = bareDatabase();
    const next = currentVersion + 1;
    const failing: Migration = {
      version: next,
      statements: ['CREATE TABLE added (id TEXT) STRICT', 'NOT SQL'],
    };
    expect(() => migrate(database, [...migrations, failing])).toThrow('syntax error');
    expect(readSchemaVersion(database)).toBe(currentVersion);
    expect(database.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'added'`).get()).toEqual({
      n: 0,
    });
  });
});

describe('a file that is ahead of the program', () => {
  it('is refused with both versions, and nothing is changed', () => {
    const database = bareDatabase();
    const next = currentVersion + 1;
    migrate(database, [
      ...migrations,
      { version: next, statements: ['CREATE TABLE added (id TEXT) STRICT'] },
    ]);
    const before = contentOf(database);
    let refused: unknown;
    try {
      migrate(database, migrations);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(DatabaseError);
    expect(refused).toMatchObject({ code: 'database-newer', params: { found: next, known: currentVersion } });
    expect(contentOf(database)).toEqual(before);
  });
});
