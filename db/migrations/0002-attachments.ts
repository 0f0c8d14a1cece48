import type { Migration } from '../migrate.ts';

/** Scanned documents: what they are, shared with the central office, and the contents that this counter holds. */
export const attachments: Migration = {
  version: 2,
  statements: [
    `CREATE TABLE attachment (
      id TEXT NOT NULL PRIMARY KEY,
      service_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      added_on TEXT NOT NULL,
      clerk_id TEXT NOT NULL,
      received_at TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX attachment_by_service ON attachment (service_id)`,
    // Of those alone whose content the central office has not: read whenever something may be sent, small however many
    // there were.
    `CREATE INDEX attachment_not_received ON attachment (id) WHERE received_at IS NULL`,
    `CREATE TABLE attachment_content (
      ordinal INTEGER PRIMARY KEY,
      attachment_id TEXT NOT NULL UNIQUE,
      command_id TEXT NOT NULL,
      size INTEGER NOT NULL,
      made_at TEXT NOT NULL,
      sent INTEGER NOT NULL DEFAULT 0,
      failure_code TEXT
    ) STRICT`,
    `CREATE INDEX attachment_content_by_age ON attachment_content (made_at)`,
    // Rows of many pages each: they are read one by one, and never with the rows that tell of them.
    `CREATE TABLE attachment_chunk (
      attachment_id TEXT NOT NULL,
      number INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (attachment_id, number)
    ) STRICT`,
  ],
};
