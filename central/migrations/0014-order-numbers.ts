import type { Migration } from './migration.ts';
import { mendTold } from './told-records.ts';

/** A payment with its number at the bank: until now that was the payment's own. */
const withOrderNumber = (change: string) =>
  `jsonb_set(${change}, '{record,orderNumber}', case when ${change} #>> '{record,state}' in ('sent', 'paid', 'returned')
    then ${change} #> '{record,id}' else 'null'::jsonb end)`;

/** The number that a payment has at the bank. */
export const orderNumbers: Migration = {
  number: 14,
  name: 'order numbers',
  sql: `
alter table payment add column order_number text;

alter table payment no force row level security;
update payment set order_number = id where state in ('sent', 'paid', 'returned');
alter table payment force row level security;
${mendTold('payment', withOrderNumber)}`,
};
