import type { Migration } from '../migrate.ts';

/**
 * A request to the bank can be taken back, and what the person was told of it is kept. Until now nothing was told but the
 * answer that stands, and none was taken back. Of what the bank has answered only that is looked for which nobody was told.
 */
export const bankAnswersToTell: Migration = {
  version: 10,
  statements: [
    `ALTER TABLE bank_request ADD COLUMN withdrawn_at TEXT`,
    `ALTER TABLE bank_request ADD COLUMN told_outcome TEXT`,
    `UPDATE bank_request SET told_outcome = state WHERE told_at IS NOT NULL`,
    `UPDATE base_record
      SET record = json_set(record, '$.withdrawnAt', NULL, '$.toldOutcome',
        iif(json_extract(record, '$.toldAt') IS NULL, NULL, json_extract(record, '$.state')))
      WHERE table_name = 'bankRequest' AND record IS NOT NULL`,
    `CREATE INDEX bank_request_to_tell ON bank_request (answered_at, id)
      WHERE answered_at IS NOT NULL AND told_at IS NULL AND (state <> 'withdrawn' OR withdrawn_at IS NULL)`,
  ],
};
