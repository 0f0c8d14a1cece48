import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { snapshotLayout, snapshotTable } from '../contract/snapshot-file.ts';
import { recordTables, tableNames } from '../domain/records/record-tables.ts';
import { centre, person } from '../domain/testing/county.ts';
import { openDatabase } from './open-database.ts';
import { createSnapshotDownload } from './snapshot-download.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions } = freshFiles(onTestFinished);
const key = 'cd'.repeat(32);
const officeRow: readonly unknown[] = Object.values(centre);
const personRow: readonly unknown[] = Object.values(person);

/** A counter's file, and beside it a snapshot file with these rows; `spoil` may do to it what a bad one has. */
function files({
  offices = [officeRow],
  persons = [personRow],
  spoil = () => undefined,
}: {
  readonly offices?: readonly (readonly unknown[])[];
  readonly persons?: readonly (readonly unknown[])[];
  readonly spoil?: (database: Database.Database) => unknown;
} = {}) {
  const options = freshOptions();
  const database = openDatabase(options);
  onTestFinished(() => {
    database.close();
  });
  const file = `${options.file}.snapshot`;
  const made = new Database(file);
  made.pragma(`cipher='chacha20'`);
  made.pragma(`key="raw:${key}"`);
  for (const table of tableNames) made.exec(snapshotTable(table));
  for (const [table, rows] of [
    ['office', offices],
    ['insuredPerson', persons],
  ] as const) {
    const places = Object.keys(recordTables[table].fields).map(() => '?');
    const insert = made.prepare(`INSERT INTO ${recordTables[table].sqlName} VALUES (${places.join(', ')})`);
    for (const row of rows) insert.run(row);
  }
  spoil(made);
  made.close();
  let told = 0;
  const download = createSnapshotDownload(database, file, () => {
    told += 1;
  });
  const copy: typeof download.copy = (table, after, limit, version) =>
    database.transaction(() => download.copy(table, after, limit, version))();
  const count = (sqlName: string) => database.prepare(`SELECT count(*) FROM main.${sqlName}`).pluck().get();
  return { database, download, file, copy, count, told: () => told };
}

describe('a county’s file beside the counter’s own', () => {
  it('is taken over step by step, in the order of ids, at its version', () => {
    const persons = ['a', 'b', 'c', 'd', 'e'].map((id) => [id, ...personRow.slice(1)]);
    const { download, database, copy, told } = files({ persons });
    download.open(key);
    expect(copy('insuredPerson', '', 2, 7)).toEqual({ count: 2, last: 'b' });
    // What the record store may hold in memory is not true any more.
    expect(told()).toBe(1);
    expect(copy('insuredPerson', 'b', 2, 7)).toEqual({ count: 2, last: 'd' });
    expect(copy('insuredPerson', 'd', 2, 7)).toEqual({ count: 1, last: null });
    expect(copy('employer', '', 2, 7)).toEqual({ count: 0, last: null });
    const rows = database
      .prepare<[], { id: string; version: number }>('SELECT * FROM main.insured_person')
      .all();
    expect(rows.map(({ id, version }) => `${id} ${String(version)}`)).toEqual([
      'a 7',
      'b 7',
      'c 7',
      'd 7',
      'e 7',
    ]);
    expect(download.rows('office', '', 5)).toEqual([officeRow]);
    download.remove();
    expect(() => copy('office', '', 5, 7)).toThrow();
  });

  it('is appended to where it ends, and is as announced only with every byte of it', async () => {
    const { download, file } = files();
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const announced = { id: 'x', size: bytes.length, sha256, key, head: 0 };
    download.remove();
    expect([existsSync(file), download.held()]).toEqual([false, 0]);
    expect(await download.isAsAnnounced(announced)).toBe(false);
    download.append(bytes.subarray(0, 5_000));
    expect(download.held()).toBe(5_000);
    expect(await download.isAsAnnounced(announced)).toBe(false);
    download.append(bytes.subarray(5_000));
    expect(await download.isAsAnnounced(announced)).toBe(true);
    bytes.writeUInt8((bytes.at(9_000) ?? 0) ^ 1, 9_000);
    writeFileSync(file, bytes);
    expect(await download.isAsAnnounced(announced)).toBe(false);
  });

  it.each<[string, (database: Database.Database) => unknown]>([
    ['a view', (database) => database.exec('CREATE VIEW more AS SELECT 1')],
    [
      'a view in the place of a table',
      (database) => database.exec(`DROP TABLE card; CREATE VIEW card AS SELECT * FROM office`),
    ],
    [
      'a trigger',
      (database) =>
        database.exec('CREATE TRIGGER t BEFORE INSERT ON office BEGIN SELECT RAISE(ABORT, 0); END'),
    ],
    ['an index', (database) => database.exec('CREATE INDEX more ON office (name)')],
    ['another column', (database) => database.exec('ALTER TABLE office ADD COLUMN more TEXT')],
    ['a table that is missing', (database) => database.exec('DROP TABLE service_record')],
  ])('is not opened with %s in its schema', (_what, spoil) => {
    const { download } = files({ spoil });
    expect(() => download.open(key)).toThrow('another schema');
    expect(() => download.remove()).not.toThrow();
  });

  it('is not opened with another key, and not when it is no such file', () => {
    const { download, file } = files();
    expect(() => download.open('ce'.repeat(32))).toThrow();
    writeFileSync(file, 'not a database at all, but long enough to look like one'.repeat(200));
    expect(() => download.open(key)).toThrow();
    expect(() => download.remove()).not.toThrow();
  });

  it.each<[string, (database: Database.Database) => unknown]>([
    ['null where there must be a text', (database) => database.exec('UPDATE office SET name = NULL')],
    ['bytes for a text', (database) => database.exec(`UPDATE office SET name = x'00ff'`)],
    ['a text for a number', (database) => database.exec(`UPDATE workstation SET number = 'x'`)],
    ['neither true nor false', (database) => database.exec(`UPDATE employer SET active = 7`)],
  ])('leaves nothing of a step in which there is %s', (what, change) => {
    const table = what.includes('number') ? 'workstation' : what.includes('true') ? 'employer' : 'office';
    const { sqlName } = recordTables[table];
    const { download, copy, count } = files({
      spoil(database) {
        if (table === 'workstation') database.exec(`INSERT INTO workstation VALUES ('w', 'o', 1, 'n')`);
        if (table === 'employer') database.exec(`INSERT INTO employer VALUES ('e', 'n', '', 1)`);
        // A file that keeps its text and not its word.
        database.unsafeMode(true);
        database.pragma('writable_schema=ON');
        database.exec(
          `UPDATE sqlite_schema SET sql = replace(replace(sql, ' STRICT,', ''), ' NOT NULL,', ',')`,
        );
        database.pragma('writable_schema=RESET');
        change(database);
        database.pragma('writable_schema=ON');
        const put = database.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?');
        for (const one of tableNames) put.run(snapshotTable(one), recordTables[one].sqlName);
        database.pragma('writable_schema=RESET');
      },
    });
    download.open(key);
    expect(() => copy(table, '', 10, 0)).toThrow();
    expect(count(sqlName)).toBe(0);
  });

  it('has a schema that says every field of every shared table', () => {
    const { database } = files();
    for (const table of tableNames) {
      expect(snapshotLayout).toContain(snapshotTable(table));
      const columns = (schema: string) =>
        database
          .prepare(`SELECT name, type, "notnull" FROM pragma_table_info(?, ?) WHERE name <> 'version'`)
          .all(recordTables[table].sqlName, schema);
      const own = columns('main');
      database.exec(`DROP TABLE ${recordTables[table].sqlName}`);
      database.exec(snapshotTable(table));
      expect(columns('main')).toEqual(own);
    }
  });
});
