import type Database from 'better-sqlite3';
import type { OutboxStore } from '../counter/ports.ts';
import type { Change } from '../domain/records/change.ts';
import { recordTables, type TableName } from '../domain/records/record-tables.ts';

type OutboxTouches = Pick<
  OutboxStore,
  'noteTouches' | 'forgetTouches' | 'touchedSubjects' | 'connectedSubjects' | 'writtenRecords'
>;

/** What each unfinished command read and wrote: finds whom a foreign change touches, and who hangs together. */
export function createOutboxTouches(database: Database.Database): OutboxTouches {
  const forgetReads = database.prepare<[number]>('DELETE FROM outbox_read WHERE ordinal = ?');
  const forgetWrites = database.prepare<[number]>('DELETE FROM outbox_write WHERE ordinal = ?');
  const forgetReadsOf = database.prepare<[string]>(
    'DELETE FROM outbox_read WHERE ordinal IN (SELECT ordinal FROM outbox WHERE subject = ?)',
  );
  const forgetWritesOf = database.prepare<[string]>(
    'DELETE FROM outbox_write WHERE ordinal IN (SELECT ordinal FROM outbox WHERE subject = ?)',
  );
  const noteRead = database.prepare<[string, string, string, number]>(
    'INSERT INTO outbox_read (table_name, field, value, ordinal) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const noteWrite = database.prepare<[string, string, number]>(
    'INSERT INTO outbox_write (table_name, record_id, ordinal) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const anyTouch = database
    .prepare<[], number>(
      'SELECT 1 WHERE EXISTS (SELECT 1 FROM outbox_read) OR EXISTS (SELECT 1 FROM outbox_write)',
    )
    .pluck();
  const readersOf = database
    .prepare<[string, string, string], string>(
      `SELECT outbox.subject FROM outbox_read AS touch CROSS JOIN outbox ON outbox.ordinal = touch.ordinal
       WHERE touch.table_name = ? AND touch.field = ? AND touch.value = ? AND outbox.state IN ('pending', 'applied')`,
    )
    .pluck();
  const writersOf = database
    .prepare<[string, string], string>(
      `SELECT outbox.subject FROM outbox_write AS touch CROSS JOIN outbox ON outbox.ordinal = touch.ordinal
       WHERE touch.table_name = ? AND touch.record_id = ? AND outbox.state IN ('pending', 'applied')`,
    )
    .pluck();
  const connected = database
    .prepare<[string], string>(
      `WITH RECURSIVE connected (subject) AS (
         SELECT value FROM json_each(?)
         UNION
         SELECT other.subject FROM connected
           CROSS JOIN outbox AS own ON own.subject = connected.subject
           CROSS JOIN outbox_write AS written ON written.ordinal = own.ordinal
           CROSS JOIN outbox_write AS shared
             ON shared.table_name = written.table_name AND shared.record_id = written.record_id
           CROSS JOIN outbox AS other ON other.ordinal = shared.ordinal
       )
       SELECT subject FROM connected ORDER BY subject`,
    )
    .pluck();
  const written = database.prepare<[string], { table: TableName; id: string }>(
    `SELECT DISTINCT written.table_name AS "table", written.record_id AS id FROM json_each(?) AS wanted
       CROSS JOIN outbox ON outbox.subject = wanted.value
       CROSS JOIN outbox_write AS written ON written.ordinal = outbox.ordinal
       CROSS JOIN base_record AS base
         ON base.table_name = written.table_name AND base.record_id = written.record_id
     ORDER BY 1, 2`,
  );

  function connectedSubjects(subjects: readonly string[]): readonly string[] {
    return subjects.length === 0 ? [] : connected.all(JSON.stringify(subjects));
  }

  return {
    noteTouches(ordinal, reads, writes) {
      forgetReads.run(ordinal);
      forgetWrites.run(ordinal);
      for (const { table, by, value } of reads) noteRead.run(table, by, value, ordinal);
      for (const { table, record } of writes) noteWrite.run(table, record.id, ordinal);
    },
    forgetTouches(subjects) {
      for (const subject of subjects) {
        forgetReadsOf.run(subject);
        forgetWritesOf.run(subject);
      }
    },
    touchedSubjects(changes) {
      // A counter with nothing unfinished, the usual one, reads the feed without a single lookup.
      if (anyTouch.get() === undefined) return [];
      const touched = new Set<string>();
      for (const { table, record } of changes) {
        for (const subject of writersOf.all(table, record.id)) touched.add(subject);
        for (const [field, value] of lookupValues({ table, record } as Change)) {
          for (const subject of readersOf.all(table, field, value)) touched.add(subject);
        }
      }
      return connectedSubjects([...touched]);
    },
    connectedSubjects,
    writtenRecords(subjects) {
      return subjects.length === 0 ? [] : written.all(JSON.stringify(subjects));
    },
  };
}

/** The texts by which a record can be found: its id and its table's lookup fields, null left out. */
function lookupValues(change: Change): readonly (readonly [string, string])[] {
  const values = new Map<string, unknown>(Object.entries(change.record));
  return ['id', ...recordTables[change.table].lookups].flatMap((field) => {
    const value = values.get(field);
    return typeof value === 'string' ? [[field, value] as const] : [];
  });
}
