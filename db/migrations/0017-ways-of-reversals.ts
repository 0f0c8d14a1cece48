import type { Migration } from '../migrate.ts';

/** Since there are claims, a reversal says that it is none; until now all were reversals. What is said already stays. */
export const waysOfReversals: Migration = {
  version: 17,
  statements: [
    `UPDATE service_record SET details = json_insert(details, '$.way', 'reverse', '$.claim', NULL)
      WHERE details ->> '$.of' = 'request-reversal'`,
    `UPDATE base_record SET record = json_insert(record, '$.details.way', 'reverse', '$.details.claim', NULL)
      WHERE table_name = 'serviceRecord' AND record ->> '$.details.of' = 'request-reversal'`,
  ],
};
