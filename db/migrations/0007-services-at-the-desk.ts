import type { Migration } from '../migrate.ts';

/**
 * A service may say something of its own (`details`), and a card counts wrong passwords (`pin_failures`). Columns are
 * named wherever rows are written, so these stand behind the others and no table is made anew. A card that was locked
 * before they were counted is locked still: its status says so, not its count.
 */
export const servicesAtTheDesk: Migration = {
  version: 7,
  statements: [
    `ALTER TABLE card ADD COLUMN pin_failures INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE service_record ADD COLUMN details TEXT`,
    `UPDATE base_record SET record = json_set(record, '$.pinFailures', 0)
      WHERE table_name = 'card' AND record IS NOT NULL`,
    `UPDATE base_record SET record = json_set(record, '$.details', NULL)
      WHERE table_name = 'serviceRecord' AND record IS NOT NULL`,
  ],
};
