import type { RecordTypes, TableName } from '../records/record-tables.ts';

/** A question to the records that a rule needs answered before it can decide: all records of a table with a value in a field. */
export type Lookup = {
  [T in TableName]: {
    readonly table: T;
    readonly by: keyof RecordTypes[T] & string;
    readonly value: string;
  };
}[TableName];

/** The answers to a rule's lookups, loaded before it decides; the rule sees nothing else. */
export class Facts {
  readonly #answers: ReadonlyMap<string, readonly unknown[]>;

  private constructor(answers: ReadonlyMap<string, readonly unknown[]>) {
    this.#answers = answers;
  }

  /** Keeps the answers beside their lookups. Storage gives one answer for each lookup, in the same order. */
  static of(lookups: readonly Lookup[], answers: readonly (readonly unknown[])[]): Facts {
    return new Facts(new Map(lookups.map((lookup, index) => [keyOf(lookup), answers[index] ?? []])));
  }

  /**
   * All records of `table` whose field `by` has `value`.
   * @throws Error when the rule asks for what it did not declare: a mistake of the program, never of the clerk.
   */
  all<T extends TableName>(
    table: T,
    by: keyof RecordTypes[T] & string,
    value: string,
  ): readonly RecordTypes[T][] {
    const answer = this.#answers.get(keyOf({ table, by, value }));
    if (answer === undefined) {
      throw new Error(`the rule did not declare the lookup ${table}.${by}`);
    }
    return answer as readonly RecordTypes[T][];
  }

  /** The record of `table` with this id, or undefined. */
  one<T extends TableName>(table: T, id: string): RecordTypes[T] | undefined {
    return this.all(table, 'id', id)[0];
  }
}

function keyOf(lookup: { table: string; by: string; value: string }): string {
  return `${lookup.table}.${lookup.by}=${lookup.value}`;
}
