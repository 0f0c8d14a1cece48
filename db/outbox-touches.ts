import type Database from 'better-sqlite3';
import type { BaseStore, OutboxStore } from '../counter/ports.ts';
import type { Change } from '../domain/records/change.ts';
import { recordTables } from '../domain/records/record-tables.ts';
import {
  isWaiting,
  placesOf,
  type OpenCommand,
  type OutboxRegister,
  type RecordPlace,
} from './outbox-register.ts';

type OutboxTouches = Pick<
  OutboxStore,
  'noteTouches' | 'forgetTouches' | 'touchedSubjects' | 'connectedSubjects' | 'writtenRecords'
>;

/** What each open command read and wrote: finds whom a foreign change touches, and who hangs together. */
export function createOutboxTouches(
  database: Database.Database,
  register: () => OutboxRegister,
  bases: Pick<BaseStore, 'has'>,
): OutboxTouches {
  const store = database.prepare<[string | null, number]>('UPDATE outbox SET touches = ? WHERE ordinal = ?');

  function connectedSubjects(subjects: readonly string[]): readonly string[] {
    const commands = register();
    const reached = new Set(subjects);
    // A set goes on to what is added to it while it is walked through.
    for (const subject of reached) {
      for (const place of placesWritten(commands.ofSubject(subject))) {
        for (const other of commands.writersOf(place)) reached.add(other.subject);
      }
    }
    return [...reached].sort();
  }

  return {
    noteTouches(ordinal, reads, writes) {
      const commands = register();
      const command = commands.byOrdinal(ordinal);
      if (command === undefined) throw new Error(`command ${ordinal} is not open`);
      const touches = { reads, writes: placesOf(writes) };
      store.run(JSON.stringify(touches), ordinal);
      commands.touch(command, touches);
    },
    forgetTouches(subjects) {
      const commands = register();
      for (const command of subjects.flatMap((subject) => commands.ofSubject(subject))) {
        if (command.touches === null) continue;
        store.run(null, command.ordinal);
        commands.touch(command, null);
      }
    },
    touchedSubjects(changes) {
      const commands = register();
      // A counter with nothing open, the usual one, reads the feed without a single lookup.
      if (commands.isUntouched) return [];
      const touched = new Set<string>();
      for (const change of changes) {
        const place = { table: change.table, id: change.record.id };
        const writers = commands.writersOf(place);
        const readers = lookupValues(change).flatMap(([field, value]) =>
          commands.readersOf(change.table, field, value),
        );
        for (const command of [...writers, ...readers]) {
          if (isWaiting(command)) touched.add(command.subject);
        }
      }
      return connectedSubjects([...touched]);
    },
    connectedSubjects,
    writtenRecords(subjects) {
      const commands = register();
      const places = placesWritten(subjects.flatMap((subject) => commands.ofSubject(subject)));
      const byKey = new Map(places.map((place) => [`${place.table}=${place.id}`, place]));
      return [...byKey.values()].filter((place) => bases.has(place.table, place.id));
    },
  };
}

function placesWritten(commands: readonly OpenCommand[]): readonly RecordPlace[] {
  return commands.flatMap((command) => command.touches?.writes ?? []);
}

/** The texts by which a record can be found: its id and its table's lookup fields, null left out. */
function lookupValues(change: Change): readonly (readonly [string, string])[] {
  // Every record is an object of its table's fields; their names are only known as texts here.
  const values = change.record as unknown as Readonly<Record<string, unknown>>;
  return ['id', ...recordTables[change.table].lookups].flatMap((field) => {
    const value = values[field];
    return typeof value === 'string' ? [[field, value] as const] : [];
  });
}
