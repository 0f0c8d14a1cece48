import type { Migration } from '../migrate.ts';

/**
 * Every way a card is issued, collected, lost and replaced: who acts for whom, due days, parcels, batches, counts.
 * The two tables are made anew because a column's place and NOT NULL cannot be changed in SQLite; what stands in them
 * was a first card for the person at the counter.
 */
export const waysOfACard: Migration = {
  version: 3,
  statements: [
    `ALTER TABLE card RENAME TO former_card`,
    `DROP INDEX card_by_person`,
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
      loss_expires_on TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO card
      SELECT id, person_id, blank_serial, bank_card_number, status, making, application_type, service_id, office_id,
        issued_on, pin_set, NULL, version
      FROM former_card`,
    `DROP TABLE former_card`,
    `CREATE INDEX card_by_person ON card (person_id)`,
    `ALTER TABLE service_record RENAME TO former_service_record`,
    `DROP INDEX service_record_by_person`,
    `DROP INDEX service_record_by_day`,
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
      document_kind TEXT,
      document_number TEXT,
      document_valid_until TEXT,
      blank_serial TEXT,
      card_number TEXT,
      steps TEXT NOT NULL,
      application_type TEXT NOT NULL,
      former_card_number TEXT,
      representative TEXT,
      collector TEXT,
      due_on TEXT,
      due_provisional INTEGER NOT NULL CHECK (due_provisional IN (0, 1)),
      parcel_id TEXT,
      batch_id TEXT,
      fee INTEGER NOT NULL,
      parameters TEXT NOT NULL,
      version INTEGER NOT NULL,
      -- As domain/parcel/point-standing.ts says: worked out here too, so that an index has it.
      standing TEXT GENERATED ALWAYS AS (CASE
        WHEN due_on IS NULL THEN NULL
        WHEN stage = 'accepted' THEN 'to-make'
        WHEN stage = 'in-production' THEN 'in-making'
        WHEN stage = 'produced' THEN 'to-send'
        WHEN stage = 'dispatched' THEN iif(json_extract(steps, '$[#-1].step') = 'missing', 'missing', 'under-way')
        WHEN stage = 'arrived' THEN iif(json_extract(steps, '$[#-1].step') = 'arrived', 'ready', 'told')
      END) VIRTUAL,
      to_do_by TEXT GENERATED ALWAYS AS (iif(standing <> 'told', due_on, NULL)) VIRTUAL,
      lies_since TEXT GENERATED ALWAYS AS (
        iif(standing IN ('ready', 'told'), substr(json_extract(steps, '$[#-1].at'), 1, 10), NULL)
      ) VIRTUAL
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO service_record
      SELECT id, kind, channel, person_id, office_id, workstation_id, clerk_id, stage, opened_on, opened_at, closed_at,
        document_kind, document_number, document_valid_until, blank_serial, card_number, steps,
        '01', NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, '{}', version
      FROM former_service_record`,
    `DROP TABLE former_service_record`,
    `CREATE INDEX service_record_by_person ON service_record (person_id)`,
    `CREATE INDEX service_record_by_day ON service_record (opened_on, opened_at)`,
    `CREATE INDEX service_record_by_parcel ON service_record (parcel_id) WHERE parcel_id IS NOT NULL`,
    `CREATE INDEX service_record_by_batch ON service_record (batch_id) WHERE batch_id IS NOT NULL`,
    // What waits for a service point: the queues of both offices, small however many services there were.
    `CREATE INDEX service_record_standing ON service_record (standing, due_on) WHERE standing IS NOT NULL`,
    `CREATE INDEX service_record_standing_of ON service_record (office_id, standing, due_on)
      WHERE standing IS NOT NULL`,
    `CREATE INDEX service_record_to_do ON service_record (to_do_by, id, standing) WHERE to_do_by IS NOT NULL`,
    `CREATE INDEX service_record_to_do_of ON service_record (office_id, to_do_by, id, standing)
      WHERE to_do_by IS NOT NULL`,
    `CREATE INDEX service_record_lying ON service_record (lies_since) WHERE lies_since IS NOT NULL`,
    `CREATE INDEX service_record_lying_of ON service_record (office_id, lies_since) WHERE lies_since IS NOT NULL`,
    `CREATE TABLE parcel (
      id TEXT NOT NULL PRIMARY KEY,
      from_office_id TEXT NOT NULL,
      to_office_id TEXT NOT NULL,
      status TEXT NOT NULL,
      cards TEXT NOT NULL,
      differences TEXT NOT NULL,
      sent_at TEXT NOT NULL,
      sent_by TEXT NOT NULL,
      received_at TEXT,
      received_by TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX parcel_to ON parcel (to_office_id, status, sent_at)`,
    `CREATE INDEX parcel_from ON parcel (from_office_id, status, sent_at)`,
    `CREATE TABLE employer_batch (
      id TEXT NOT NULL PRIMARY KEY,
      employer_id TEXT NOT NULL,
      letter_number TEXT NOT NULL,
      letter_date TEXT NOT NULL,
      representative TEXT NOT NULL,
      office_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      clerk_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      opened_on TEXT NOT NULL,
      opened_at TEXT NOT NULL,
      closed_at TEXT,
      rows INTEGER NOT NULL,
      collector TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX employer_batch_by_employer ON employer_batch (employer_id)`,
    `CREATE TABLE stock_count (
      id TEXT NOT NULL PRIMARY KEY,
      office_id TEXT NOT NULL,
      workstation_id TEXT,
      counted_on TEXT NOT NULL,
      counted_at TEXT NOT NULL,
      clerk_id TEXT NOT NULL,
      book INTEGER NOT NULL,
      counted INTEGER NOT NULL,
      missing TEXT NOT NULL,
      surplus TEXT NOT NULL,
      explanation TEXT,
      supervisor_id TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    // How far the making of an employer's batch has come: this counter's own, no shared record.
    `CREATE TABLE batch_run (
      batch_id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'ended')),
      file_name TEXT NOT NULL,
      headings TEXT NOT NULL,
      number_prefix TEXT NOT NULL,
      last_number INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      valid INTEGER NOT NULL,
      made INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      handed_over INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX batch_run_by_number ON batch_run (number_prefix, last_number)`,
    `CREATE TABLE batch_row (
      batch_id TEXT NOT NULL,
      row_number INTEGER NOT NULL,
      state TEXT NOT NULL,
      cells TEXT NOT NULL,
      request TEXT,
      blank_serial TEXT,
      card_number TEXT,
      refusals TEXT NOT NULL,
      PRIMARY KEY (batch_id, row_number)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX batch_row_by_state ON batch_row (batch_id, state, row_number)`,
    `CREATE INDEX stock_count_by_office ON stock_count (office_id, counted_at)`,
    // What was done last with the stock here; other commands never touch it.
    `CREATE INDEX outbox_of_stock ON outbox (ordinal) WHERE subject = 'stock'`,
    // The numbers of parcels, whose commands belong to no one service.
    `CREATE INDEX outbox_without_service ON outbox (subject) WHERE service IS NULL`,
  ],
};
