import type { Migration } from '../migrate.ts';

/** The services that wait for their holders: since he was first told, or since the card arrived. */
const waits = (row: string) => `
  SELECT ${row}.id, ${row}.office_id, coalesce(
    (SELECT substr(told.value ->> 'at', 1, 10) FROM json_each(${row}.steps) AS told
      WHERE told.value ->> 'step' = 'notified' AND told.key >= arrival.position ORDER BY told.key LIMIT 1),
    (SELECT substr(came.value ->> 'at', 1, 10) FROM json_each(${row}.steps) AS came
      WHERE came.key = arrival.position))
  FROM (SELECT coalesce(max(key), 0) AS position FROM json_each(${row}.steps)
    WHERE value ->> 'step' IN ('arrived', 'collected-here')) AS arrival`;
const forget = (row: string) => `DELETE FROM collection_wait WHERE service_id = ${row}.id;`;
const note = `INSERT INTO collection_wait (service_id, waits_at, waits_since) ${waits('NEW')};`;

/**
 * The days after which a card is not collected count from the first telling of its holder (domain/parcel/point-standing.ts,
 * liesSince), and not from the last. Which step that is cannot be said in a column that is worked out of its row, so it
 * is kept beside the services by triggers, for those few that wait.
 */
export const firstTelling: Migration = {
  version: 5,
  statements: [
    `DROP INDEX service_record_lying`,
    `DROP INDEX service_record_lying_of`,
    `ALTER TABLE service_record DROP COLUMN lies_since`,
    `CREATE TABLE collection_wait (
      service_id TEXT NOT NULL PRIMARY KEY,
      waits_at TEXT NOT NULL,
      waits_since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX collection_wait_since ON collection_wait (waits_since, service_id)`,
    `CREATE INDEX collection_wait_at ON collection_wait (waits_at, waits_since, service_id)`,
    `CREATE TRIGGER collection_wait_begins AFTER INSERT ON service_record
      WHEN NEW.due_on IS NOT NULL AND NEW.stage = 'arrived' BEGIN ${forget('NEW')} ${note} END`,
    `CREATE TRIGGER collection_wait_goes_on AFTER UPDATE ON service_record
      WHEN NEW.due_on IS NOT NULL AND NEW.stage = 'arrived' BEGIN ${forget('NEW')} ${note} END`,
    `CREATE TRIGGER collection_wait_ends AFTER UPDATE ON service_record
      WHEN OLD.stage = 'arrived' AND (NEW.due_on IS NULL OR NEW.stage <> 'arrived') BEGIN ${forget('OLD')} END`,
    `CREATE TRIGGER collection_wait_forgotten AFTER DELETE ON service_record
      WHEN OLD.stage = 'arrived' BEGIN ${forget('OLD')} END`,
    // Those that wait already, by the same triggers.
    `UPDATE service_record SET stage = stage WHERE standing IN ('ready', 'told')`,
  ],
};
