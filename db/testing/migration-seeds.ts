/** What a file of the version before holds, and what a step must make of it. */
export interface MigrationSeed {
  /** SQL that fills a file of the version before the step. */
  readonly before: readonly string[];
  /** Queries on the file after the step, with the rows that they must give. */
  readonly after: readonly (readonly [query: string, rows: readonly unknown[]])[];
}

/** One seed for each step after the first, by the version that the step brings; a step without one fails its test. */
export const seeds: Readonly<Record<number, MigrationSeed>> = {
  2: {
    before: [
      `INSERT INTO outbox (id, kind, request, origin, hash, subject, service, state, effects)
       VALUES ('c1', 'withdraw-card-application', '{}', '{}', '', 'p1', 's1', 'done', '[]')`,
      `INSERT INTO memory (name, value) VALUES ('feed-cursor', '17')`,
    ],
    after: [
      ['SELECT id, state FROM outbox', [{ id: 'c1', state: 'done' }]],
      ['SELECT name, value FROM memory', [{ name: 'feed-cursor', value: '17' }]],
      ['SELECT count(*) AS n FROM attachment', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM attachment_content', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM attachment_chunk', [{ n: 0 }]],
    ],
  },
};
