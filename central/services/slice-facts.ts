import { Facts, type Lookup } from '../../domain/command/facts.ts';
import type { Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';

/**
 * The records as they stand in the middle of a run of commands: what the database holds, fetched once for the whole
 * run, and over it what the commands before have changed. So a batch costs a few statements and not a few per command.
 */
export class SliceFacts {
  readonly #fetched: ReadonlyMap<string, readonly Change['record'][]>;
  readonly #changed = new Map<string, Map<string, Change['record']>>();

  private constructor(fetched: ReadonlyMap<string, readonly Change['record'][]>) {
    this.#fetched = fetched;
  }

  /** @param fetch gives one answer for each lookup, in the same order. */
  static async fetch(
    lookups: readonly Lookup[],
    fetch: (distinct: readonly Lookup[]) => Promise<readonly (readonly Change['record'][])[]>,
  ): Promise<SliceFacts> {
    const distinct = [...new Map(lookups.map((lookup) => [keyOf(lookup), lookup])).values()];
    const answers = await fetch(distinct);
    return new SliceFacts(new Map(distinct.map((lookup, index) => [keyOf(lookup), answers[index] ?? []])));
  }

  /** All records of a table with a value in a field, as they stand now. */
  of<T extends TableName>(
    table: T,
    by: keyof RecordTypes[T] & string,
    value: string,
  ): readonly RecordTypes[T][] {
    // `table` and `by` fit each other by this signature; TypeScript cannot see the union's member through them.
    return this.all({ table, by, value } as Lookup) as readonly RecordTypes[T][];
  }

  /** The facts for one command; every lookup must have been fetched. */
  factsFor(lookups: readonly Lookup[]): Facts {
    return Facts.of(
      lookups,
      lookups.map((lookup) => this.all(lookup)),
    );
  }

  /** All records that a lookup finds now, by id. */
  all(lookup: Lookup): readonly Change['record'][] {
    const fetched = this.#fetched.get(keyOf(lookup));
    if (fetched === undefined) throw new Error(`the lookup ${lookup.table}.${lookup.by} was not fetched`);
    const changed = this.#changed.get(lookup.table);
    if (changed === undefined) return fetched;
    const kept = fetched.filter((record) => !changed.has(record.id));
    const found = [...changed.values()].filter((record) => Reflect.get(record, lookup.by) === lookup.value);
    return [...kept, ...found].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  }

  /** What an accepted command has changed; the commands behind it see it. */
  apply(changes: readonly Change[]): void {
    for (const { table, record } of changes) {
      const records = this.#changed.get(table) ?? new Map<string, Change['record']>();
      records.set(record.id, record);
      this.#changed.set(table, records);
    }
  }
}

function keyOf({ table, by, value }: Lookup): string {
  return `${table}.${by}=${value}`;
}
