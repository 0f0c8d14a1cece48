import type { Migration } from '../migrate.ts';

/** The number that a payment has at the bank; until now it was the payment's own. */
export const orderNumbers: Migration = {
  version: 14,
  statements: [
    `ALTER TABLE payment ADD COLUMN order_number TEXT`,
    `UPDATE payment SET order_number = id WHERE state IN ('sent', 'paid', 'returned')`,
  ],
};
