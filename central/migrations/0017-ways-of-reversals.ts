import type { Migration } from './migration.ts';
import { mendTold } from './told-records.ts';

const told = `'{"way": "reverse", "claim": null}'::jsonb`;

/** A service with its details as they are told now; what it says already stays. */
const withWay = (change: string) =>
  `case ${change} #>> '{record,details,of}' when 'request-reversal'
    then jsonb_set(${change}, '{record,details}', ${told} || (${change} #> '{record,details}')) else ${change} end`;

/** Since there are claims, a reversal says that it is none; until now all were reversals. */
export const waysOfReversals: Migration = {
  number: 17,
  name: 'ways of reversals',
  sql: `
alter table service_record no force row level security;
update service_record set details = ${told} || details where details ->> 'of' = 'request-reversal';
alter table service_record force row level security;
${mendTold('serviceRecord', withWay)}`,
};
