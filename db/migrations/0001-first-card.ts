import type { Migration } from '../migrate.ts';

/** 'GTAI': says in the file's header that it is a counter's file. */
export const applicationId = 0x47_54_41_49;

/**
 * The records shared with the central office. Columns stand in the order of `recordTables` (a test compares), then
 * `version`: the number of the last confirmed change, 0 for what the county began with, -1 for a record that was made
 * here and that the central office has never confirmed. Text is compared byte by byte (BINARY) everywhere.
 */
const sharedTables = [
  `CREATE TABLE pooling_area_parameter (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    source TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX pooling_area_parameter_by_name ON pooling_area_parameter (name)`,
  `CREATE TABLE calendar_year (
    id TEXT NOT NULL PRIMARY KEY,
    off TEXT NOT NULL,
    working TEXT NOT NULL,
    source TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE office (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE workstation (
    id TEXT NOT NULL PRIMARY KEY,
    office_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE clerk (
    id TEXT NOT NULL PRIMARY KEY,
    office_id TEXT NOT NULL,
    login_name TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX clerk_by_login_name ON clerk (login_name)`,
  `CREATE TABLE employer (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE insured_person (
    id TEXT NOT NULL PRIMARY KEY,
    document_kind TEXT NOT NULL,
    document_number TEXT NOT NULL,
    name TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    pinyin_initials TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT,
    employer_id TEXT,
    insurance_status TEXT NOT NULL,
    retired_from TEXT,
    deceased_on TEXT,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX insured_person_by_document_number ON insured_person (document_number)`,
  `CREATE INDEX insured_person_by_name ON insured_person (name)`,
  `CREATE INDEX insured_person_by_pinyin ON insured_person (pinyin)`,
  `CREATE INDEX insured_person_by_pinyin_initials ON insured_person (pinyin_initials)`,
  `CREATE TABLE contribution_period (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    employer_id TEXT,
    insurance_kind TEXT NOT NULL,
    from_month TEXT NOT NULL,
    to_month TEXT,
    base INTEGER NOT NULL,
    paid_on TEXT,
    area_code TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX contribution_period_by_person ON contribution_period (person_id)`,
  `CREATE TABLE personal_account (
    id TEXT NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    balance INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE financial_account (
    id TEXT NOT NULL PRIMARY KEY,
    bank_name TEXT NOT NULL,
    account_number TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE ledger_entry (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    serial INTEGER NOT NULL,
    posted_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    institution TEXT NOT NULL,
    debit_account TEXT NOT NULL,
    credit_account TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    reverses_id TEXT,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX ledger_entry_by_person ON ledger_entry (person_id, serial)`,
  `CREATE TABLE blank_card (
    id TEXT NOT NULL PRIMARY KEY,
    card_number TEXT NOT NULL,
    bank_card_number TEXT NOT NULL,
    office_id TEXT NOT NULL,
    workstation_id TEXT,
    status TEXT NOT NULL,
    service_id TEXT,
    changed_on TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX blank_card_by_workstation ON blank_card (workstation_id, status, id)`,
  `CREATE TABLE card (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    blank_serial TEXT NOT NULL,
    bank_card_number TEXT NOT NULL,
    status TEXT,
    making TEXT NOT NULL,
    application_type TEXT NOT NULL,
    service_id TEXT,
    office_id TEXT NOT NULL,
    issued_on TEXT,
    pin_set INTEGER NOT NULL CHECK (pin_set IN (0, 1)),
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX card_by_person ON card (person_id)`,
  `CREATE TABLE service_record (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    person_id TEXT NOT NULL,
    office_id TEXT NOT NULL,
    workstation_id TEXT NOT NULL,
    clerk_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    document_kind TEXT NOT NULL,
    document_number TEXT NOT NULL,
    document_valid_until TEXT NOT NULL,
    blank_serial TEXT,
    card_number TEXT,
    steps TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX service_record_by_person ON service_record (person_id)`,
  `CREATE INDEX service_record_by_day ON service_record (opened_on, opened_at)`,
];

/**
 * Law 6: what the central office has confirmed of the ledger is never edited or deleted here. Only an entry that was
 * made here and never confirmed (version -1) may be changed or taken back, because its command may be decided again.
 */
const ledgerGuards = [
  `CREATE TRIGGER ledger_entry_is_never_edited BEFORE UPDATE ON ledger_entry
    WHEN OLD.version >= 0 AND (
      OLD.id IS NOT NEW.id OR OLD.person_id IS NOT NEW.person_id OR OLD.serial IS NOT NEW.serial
      OR OLD.posted_on IS NOT NEW.posted_on OR OLD.kind IS NOT NEW.kind OR OLD.institution IS NOT NEW.institution
      OR OLD.debit_account IS NOT NEW.debit_account OR OLD.credit_account IS NOT NEW.credit_account
      OR OLD.amount IS NOT NEW.amount OR OLD.reverses_id IS NOT NEW.reverses_id
    )
    BEGIN SELECT RAISE(ABORT, 'a confirmed ledger entry is never edited'); END`,
  `CREATE TRIGGER ledger_entry_is_never_deleted BEFORE DELETE ON ledger_entry
    WHEN OLD.version >= 0
    BEGIN SELECT RAISE(ABORT, 'a confirmed ledger entry is never deleted'); END`,
];

/** What only this counter knows: its commands, what they stand on, who did what, and the counter itself. */
const localTables = [
  `CREATE TABLE outbox (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    origin TEXT NOT NULL,
    hash TEXT NOT NULL,
    subject TEXT NOT NULL,
    service TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'applied', 'done', 'refused', 'rejected')),
    effects TEXT NOT NULL,
    sequence INTEGER,
    refusals TEXT,
    standing TEXT,
    failure_code TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT,
    settled_at TEXT,
    settle_note TEXT,
    touches TEXT
  ) STRICT`,
  // Of the open ones alone: read when the program starts, small however many there were.
  `CREATE INDEX outbox_open ON outbox (ordinal) WHERE state <> 'done' AND settled_at IS NULL`,
  `CREATE INDEX outbox_by_service ON outbox (service)`,
  `CREATE TRIGGER outbox_is_never_cut BEFORE DELETE ON outbox
    BEGIN SELECT RAISE(ABORT, 'no command is ever deleted'); END`,
  // Whole records: kept in the order in which they were covered, so that a commit writes one page of them and not one
  // for each record.
  `CREATE TABLE base_record (
    ordinal INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    record_id TEXT NOT NULL,
    record TEXT,
    version INTEGER NOT NULL,
    UNIQUE (table_name, record_id)
  ) STRICT`,
  `CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    clerk_id TEXT,
    action TEXT NOT NULL,
    subject TEXT,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER audit_entry_is_never_edited BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never edited'); END`,
  `CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never cut'); END`,
  `CREATE TABLE memory (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE sign_in_attempt (
    clerk_id TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    blocked_until TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE print_log (
    ordinal INTEGER PRIMARY KEY,
    service_number TEXT NOT NULL,
    paper TEXT NOT NULL,
    printed_at TEXT NOT NULL,
    clerk_id TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX print_log_by_service ON print_log (service_number, paper)`,
];

/** The schema of the first version: a card issued on the spot. */
export const firstCard: Migration = {
  version: 1,
  statements: [`PRAGMA application_id = ${applicationId}`, ...sharedTables, ...ledgerGuards, ...localTables],
};
