import type { Migration } from './migration.ts';

/** A payment as it is kept in JSON, with its number at the bank: until now that was the payment's own. */
function withOrderNumber(change: string): string {
  const number =
    `case when ${change} #>> '{record,state}' in ('sent', 'paid', 'returned')` +
    ` then ${change} #> '{record,id}' else 'null'::jsonb end`;
  return (
    `(case when ${change} ->> 'table' = 'payment'` +
    ` then jsonb_set(${change}, '{record,orderNumber}', ${number}) else ${change} end)`
  );
}

/** The number that a payment has at the bank. */
export const orderNumbers: Migration = {
  number: 14,
  name: 'order numbers',
  sql: `
alter table payment add column order_number text;

alter table payment no force row level security;
alter table feed no force row level security;
alter table command_answer no force row level security;

update payment set order_number = id where state in ('sent', 'paid', 'returned');
update feed set change = ${withOrderNumber('change')} where table_name = 'payment';
update command_answer
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(${withOrderNumber('one')} order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "payment")';

alter table payment force row level security;
alter table feed force row level security;
alter table command_answer force row level security;
`,
};
