/** What a file of the version before holds, and what a step must make of it. */
export interface MigrationSeed {
  /** SQL that fills a file of the version before the step. */
  readonly before: readonly string[];
  /** Queries on the file after the step, with the rows that they must give. */
  readonly after: readonly (readonly [query: string, rows: readonly unknown[]])[];
}
