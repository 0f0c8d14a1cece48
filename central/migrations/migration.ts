/** One step of the database's shape. A migration that was released is never changed again: a later one follows it. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
