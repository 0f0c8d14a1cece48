import type Database from 'better-sqlite3';
import type { CounterMemory } from '../counter/ports.ts';

/** What the counter knows of itself and of the line, by name. */
export function createCounterMemory(database: Database.Database): CounterMemory {
  const read = database.prepare<[string], string>('SELECT value FROM memory WHERE name = ?').pluck();
  const write = database.prepare<[string, string]>(
    'INSERT INTO memory (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const forget = database.prepare<[string]>('DELETE FROM memory WHERE name = ?');
  return {
    get(name) {
      return read.get(name) ?? null;
    },
    set(name, value) {
      if (value === null) forget.run(name);
      else write.run(name, value);
    },
  };
}
