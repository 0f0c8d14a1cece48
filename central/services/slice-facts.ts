import { Facts, type Lookup } from '../../domain/command/facts.ts';
import type { Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';

/**
 * The records as they stand in the middle of a run of commands: what the database holds, fetched once for the whole
 * run, and over it what the commands before have changed. So a batch costs a few statements and not a few per command.
 */
export class SliceFacts {
  /** What each lookup finds now, by id. */
  readonly #answers: ReadonlyMap<string, Change['record'][]>;
  /** The fields by which each table was looked up. */
  readonly #fields = new Map<TableName, Set<string>>();
  /** Each record as it stands in the answers, by table and id. */
  readonly #standing = new Map<string, Change['record']>();

  private constructor(lookups: readonly Lookup[], answers: ReadonlyMap<string, Change['record'][]>) {
    this.#answers = answers;
    for (const lookup of lookups) {
      const { table, by } = lookup;
      const fields = this.#fields.get(table) ?? new Set<string>();
      this.#fields.set(table, fields.add(by));
      for (const record of answers.get(keyOf(lookup)) ?? []) {
        this.#standing.set(keyOf({ table, by: 'id', value: record.id }), record);
      }
    }
  }

  /** @param fetch gives one answer for each lookup, in the same order. */
  static async fetch(
    lookups: readonly Lookup[],
    fetch: (distinct: readonly Lookup[]) => Promise<readonly (readonly Change['record'][])[]>,
  ): Promise<SliceFacts> {
    const distinct = [...new Map(lookups.map((lookup) => [keyOf(lookup), lookup])).values()];
    const answers = await fetch(distinct);
    return new SliceFacts(
      distinct,
      new Map(distinct.map((lookup, index) => [keyOf(lookup), [...(answers[index] ?? [])]])),
    );
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

  /** All records that a lookup finds now, by id. What is given out does not change with later commands. */
  all(lookup: Lookup): readonly Change['record'][] {
    const answer = this.#answers.get(keyOf(lookup));
    if (answer === undefined) throw new Error(`the lookup ${lookup.table}.${lookup.by} was not fetched`);
    return [...answer];
  }

  /** What an accepted command has changed; the commands behind it see it. */
  apply(changes: readonly Change[]): void {
    for (const { table, record } of changes) {
      const place = keyOf({ table, by: 'id', value: record.id });
      const before = this.#standing.get(place);
      for (const by of this.#fields.get(table) ?? []) {
        if (before !== undefined) remove(this.#answerOf(table, by, before), record.id);
        insert(this.#answerOf(table, by, record), record);
      }
      this.#standing.set(place, record);
    }
  }

  /** The answer in which a record stands, where somebody asked for it. */
  #answerOf(table: TableName, by: string, record: Change['record']): Change['record'][] | undefined {
    const value: unknown = Reflect.get(record, by);
    return typeof value === 'string' ? this.#answers.get(keyOf({ table, by, value })) : undefined;
  }
}

function remove(answer: Change['record'][] | undefined, id: string): void {
  const index = answer?.findIndex((record) => record.id === id) ?? -1;
  if (index >= 0) answer?.splice(index, 1);
}

/** Ids go bytewise, as the database orders them. */
function insert(answer: Change['record'][] | undefined, record: Change['record']): void {
  if (answer === undefined) return;
  const index = answer.findIndex(({ id }) => Buffer.compare(Buffer.from(id), Buffer.from(record.id)) > 0);
  answer.splice(index < 0 ? answer.length : index, 0, record);
}

/** Neither the names of tables nor those of fields have a dot or an equals sign. */
function keyOf({ table, by, value }: Readonly<Record<'table' | 'by' | 'value', string>>): string {
  return `${table}.${by}=${value}`;
}
