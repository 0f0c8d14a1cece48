import type { Migration } from '../migrate.ts';

const entryColumns =
  'id, person_id, serial, posted_on, kind, institution, debit_account, credit_account, amount, reverses_id, version';

/**
 * The ledger of everything that a balance can do: an entry may be nobody's yet (money that has come), belongs to a kind of
 * insurance and to a group, and says by which service it was posted. A column that must be filled cannot become one that
 * may be empty, so the table is made anew with the guards of law 6. Before there were groups each entry was one of its own.
 */
export const ledgerAndApprovals: Migration = {
  version: 11,
  statements: [
    `CREATE TABLE ledger_entry_of_groups (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT,
      serial INTEGER NOT NULL,
      posted_on TEXT NOT NULL,
      kind TEXT NOT NULL,
      institution TEXT NOT NULL,
      debit_account TEXT NOT NULL,
      credit_account TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0),
      reverses_id TEXT,
      insurance_kind TEXT NOT NULL,
      group_id TEXT NOT NULL,
      service_id TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO ledger_entry_of_groups (${entryColumns}, insurance_kind, group_id, service_id)
      SELECT ${entryColumns}, '310', id, NULL FROM ledger_entry`,
    `DROP TABLE ledger_entry`,
    `ALTER TABLE ledger_entry_of_groups RENAME TO ledger_entry`,
    `CREATE INDEX ledger_entry_by_person ON ledger_entry (person_id, serial)`,
    `CREATE INDEX ledger_entry_by_service ON ledger_entry (service_id) WHERE service_id IS NOT NULL`,
    `CREATE TRIGGER ledger_entry_is_never_edited BEFORE UPDATE ON ledger_entry
      WHEN OLD.version >= 0 AND (
        OLD.id IS NOT NEW.id OR OLD.person_id IS NOT NEW.person_id OR OLD.serial IS NOT NEW.serial
        OR OLD.posted_on IS NOT NEW.posted_on OR OLD.kind IS NOT NEW.kind
        OR OLD.insurance_kind IS NOT NEW.insurance_kind OR OLD.group_id IS NOT NEW.group_id
        OR OLD.service_id IS NOT NEW.service_id OR OLD.institution IS NOT NEW.institution
        OR OLD.debit_account IS NOT NEW.debit_account OR OLD.credit_account IS NOT NEW.credit_account
        OR OLD.amount IS NOT NEW.amount OR OLD.reverses_id IS NOT NEW.reverses_id
      )
      BEGIN SELECT RAISE(ABORT, 'a confirmed ledger entry is never edited'); END`,
    `CREATE TRIGGER ledger_entry_is_never_deleted BEFORE DELETE ON ledger_entry
      WHEN OLD.version >= 0
      BEGIN SELECT RAISE(ABORT, 'a confirmed ledger entry is never deleted'); END`,
    `ALTER TABLE personal_account ADD COLUMN hold TEXT`,
    `UPDATE base_record SET record = json_set(record, '$.hold', NULL)
      WHERE table_name = 'personalAccount' AND record IS NOT NULL`,
    `CREATE TABLE approval (
      id TEXT NOT NULL PRIMARY KEY,
      service_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      office_id TEXT NOT NULL,
      entered_by TEXT NOT NULL,
      entered_at TEXT NOT NULL,
      entered_on TEXT NOT NULL,
      amount INTEGER NOT NULL,
      state TEXT NOT NULL,
      decided_by TEXT,
      decided_at TEXT,
      reason TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX approval_by_service ON approval (service_id)`,
    `CREATE INDEX approval_waiting ON approval (office_id, entered_at, id) WHERE state = 'waiting'`,
    `CREATE TABLE payment (
      id TEXT NOT NULL PRIMARY KEY,
      service_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      purpose TEXT NOT NULL,
      payee_name TEXT NOT NULL,
      bank_name TEXT NOT NULL,
      account_number TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0),
      state TEXT NOT NULL,
      ordered_at TEXT NOT NULL,
      sent_at TEXT,
      answered_at TEXT,
      bank_reference TEXT,
      reason_code TEXT,
      reason_text TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX payment_by_service ON payment (service_id)`,
    `CREATE INDEX payment_by_person ON payment (person_id)`,
    `CREATE TABLE medical_bill (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      institution TEXT NOT NULL,
      billed_on TEXT NOT NULL,
      amount INTEGER NOT NULL,
      state TEXT NOT NULL,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX medical_bill_by_person ON medical_bill (person_id)`,
  ],
};
