import type { Migration } from '../migrate.ts';

/** Which remittance a payment sends back: nothing is known of what was ordered until now, at the central office as well. */
export const remittancesOfPayments: Migration = {
  version: 16,
  statements: [`ALTER TABLE payment ADD COLUMN remittance_id TEXT`],
};
