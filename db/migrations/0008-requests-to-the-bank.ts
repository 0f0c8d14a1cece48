import type { Migration } from '../migrate.ts';

/** What the bank was asked for: to activate or to unfreeze a financial account, and what it answered. */
export const requestsToTheBank: Migration = {
  version: 8,
  statements: [
    `CREATE TABLE bank_request (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      bank_name TEXT NOT NULL,
      account_number TEXT NOT NULL,
      requested_at TEXT NOT NULL,
      sent_at TEXT,
      answered_at TEXT,
      account_status TEXT,
      reason_code TEXT,
      reason_text TEXT,
      told_at TEXT,
      told_by TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX bank_request_by_person ON bank_request (person_id)`,
  ],
};
