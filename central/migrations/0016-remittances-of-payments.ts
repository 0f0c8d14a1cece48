import type { Migration } from './migration.ts';
import { mendTold } from './told-records.ts';

const withoutRemittance = (change: string) => `jsonb_set(${change}, '{record,remittanceId}', 'null'::jsonb)`;

/** Which remittance a payment sends back: what was ordered until now goes on being counted with its transfer. */
export const remittancesOfPayments: Migration = {
  number: 16,
  name: 'remittances of payments',
  sql: `
alter table payment add column remittance_id text;
${mendTold('payment', withoutRemittance)}`,
};
