import type { Migration } from '../migrate.ts';

/** 一次性支取单; those that are not at their end are found by the day by which they must be paid. */
export const payouts: Migration = {
  version: 13,
  statements: [
    `CREATE TABLE payout (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      ground TEXT NOT NULL,
      state TEXT NOT NULL,
      papers TEXT NOT NULL,
      payees TEXT NOT NULL,
      correction TEXT,
      card TEXT,
      amount INTEGER NOT NULL,
      interest INTEGER NOT NULL,
      accepted_on TEXT NOT NULL,
      due_on TEXT NOT NULL,
      due_provisional INTEGER NOT NULL,
      closed_at TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX payout_by_person ON payout (person_id)`,
    `CREATE INDEX payout_open ON payout (due_on, id) WHERE closed_at IS NULL`,
  ],
};
