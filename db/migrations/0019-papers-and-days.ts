import type { Migration } from '../migrate.ts';

/**
 * 可核验纸件, 打印记录, 空白卡流水 and 日终 (issue 7). The prints of this counter's own log that come before stay where they
 * are, and are counted with those that every counter knows.
 */
export const papersAndDays: Migration = {
  version: 19,
  statements: [
    `CREATE TABLE registered_paper (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      person_id TEXT NOT NULL,
      office_id TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      registered_at TEXT NOT NULL,
      code TEXT,
      state TEXT NOT NULL,
      state_at TEXT,
      replaced_by TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX registered_paper_by_person ON registered_paper (person_id)`,
    `CREATE TABLE paper_print (
      id TEXT NOT NULL PRIMARY KEY,
      subject TEXT NOT NULL,
      paper TEXT NOT NULL,
      office_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      clerk_id TEXT NOT NULL,
      printed_on TEXT NOT NULL,
      printed_at TEXT NOT NULL,
      reprint INTEGER NOT NULL,
      reason TEXT,
      note TEXT,
      result TEXT,
      ended_at TEXT,
      reclaim TEXT,
      reclaimed_by TEXT,
      reclaimed_at TEXT,
      reclaim_note TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX paper_print_by_subject ON paper_print (subject)`,
    `CREATE INDEX paper_print_by_day ON paper_print (printed_on)`,
    `CREATE TABLE stock_movement (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      moved_on TEXT NOT NULL,
      moved_at TEXT NOT NULL,
      clerk_id TEXT NOT NULL,
      office_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      from_office_id TEXT,
      from_workstation_id TEXT,
      to_office_id TEXT,
      to_workstation_id TEXT,
      ranges TEXT NOT NULL,
      service_id TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX stock_movement_by_day ON stock_movement (moved_on)`,
    `CREATE TABLE day_close (
      id TEXT NOT NULL PRIMARY KEY,
      chain TEXT NOT NULL,
      previous_id TEXT NOT NULL,
      day TEXT NOT NULL,
      scope TEXT NOT NULL,
      office_id TEXT NOT NULL,
      workstation_id TEXT,
      clerk_id TEXT,
      closed_by TEXT NOT NULL,
      closed_at TEXT NOT NULL,
      reason TEXT,
      report TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX day_close_by_previous ON day_close (previous_id)`,
    `CREATE INDEX day_close_by_day ON day_close (day)`,
    `CREATE INDEX day_close_by_chain ON day_close (chain, day)`,
    `CREATE INDEX day_close_by_office ON day_close (office_id, day)`,
    `CREATE INDEX stock_count_by_day ON stock_count (counted_on)`,
    `CREATE INDEX approval_by_day ON approval (entered_on)`,
    // Three ways of looking have come since looks were first counted by the day.
    `DROP INDEX audit_entry_of_looks`,
    `CREATE INDEX audit_entry_of_looks ON audit_entry (substr(at, 1, 10), clerk_id)
      WHERE action IN ('look-at-person', 'look-at-months', 'look-at-photo', 'look-at-employer', 'look-at-answers',
        'look-at-statement', 'look-at-transfer-papers', 'reveal-document-number', 'reveal-phone', 'view-attachment',
        'read-identity-document')`,
  ],
};
