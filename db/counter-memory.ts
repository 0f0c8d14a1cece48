import type Database from 'better-sqlite3';
import type { CounterMemory } from '../counter/ports.ts';

/**
 * What the counter knows of itself and of the line, by name. Read from the file once: every call of a window asks for
 * several of them. `forget` must be called after a rollback.
 */
export function createCounterMemory(database: Database.Database): CounterMemory & { forget(): void } {
  const readAll = database.prepare<[], { name: string; value: string }>('SELECT name, value FROM memory');
  const write = database.prepare<[string, string]>(
    'INSERT INTO memory (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare<[string]>('DELETE FROM memory WHERE name = ?');
  let known: Map<string, string> | null = null;

  function values(): Map<string, string> {
    known ??= new Map(readAll.all().map(({ name, value }) => [name, value]));
    return known;
  }

  return {
    get(name) {
      return values().get(name) ?? null;
    },
    set(name, value) {
      const kept = values();
      if (value === null) {
        remove.run(name);
        kept.delete(name);
      } else {
        write.run(name, value);
        kept.set(name, value);
      }
    },
    forget() {
      known = null;
    },
  };
}
