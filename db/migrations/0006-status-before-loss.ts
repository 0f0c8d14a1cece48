import type { Migration } from '../migrate.ts';

/**
 * A card remembers what it goes back to when the report of its loss ends. Until now only what was normal, or locked by
 * mistake of the rule, was reported, and all of it went back to normal: so it says of every report that stands, also of
 * what the central office has confirmed beneath this counter's unfinished commands. The table is made anew because a
 * column's place cannot be changed in SQLite.
 */
export const statusBeforeLoss: Migration = {
  version: 6,
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
      status_before_loss TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO card
      SELECT id, person_id, blank_serial, bank_card_number, status, making, application_type, service_id, office_id,
        issued_on, pin_set, loss_expires_on, iif(status IN ('2', '4'), '1', NULL), version
      FROM former_card`,
    `DROP TABLE former_card`,
    `CREATE INDEX card_by_person ON card (person_id)`,
    `UPDATE base_record
      SET record = json_set(record, '$.statusBeforeLoss',
        iif(json_extract(record, '$.status') IN ('2', '4'), '1', NULL))
      WHERE table_name = 'card' AND record IS NOT NULL`,
  ],
};
