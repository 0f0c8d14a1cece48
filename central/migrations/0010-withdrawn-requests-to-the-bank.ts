import type { Migration } from './migration.ts';

/** A change of a request to the bank, as it is kept in JSON, with the new fields. */
const withNewFields = (change: string) =>
  `jsonb_set(${change}, '{record}', ${change} -> 'record' || jsonb_build_object('withdrawnAt', null, 'toldOutcome', ` +
  `case when ${change} #>> '{record,toldAt}' is not null then ${change} #> '{record,state}' end))`;

/**
 * A request to the bank can be taken back, and what the person was told of it is kept. Until now nothing was told but the
 * answer that stands, and none was taken back: so it says in the records, in the feed, which counters have still to read,
 * and in the records that stand with an answer. The role that owns the tables is held to one county as well; a step is for
 * all of them.
 */
export const withdrawnRequestsToTheBank: Migration = {
  number: 10,
  name: 'withdrawn requests to the bank',
  sql: `
alter table bank_request add column withdrawn_at text;
alter table bank_request add column told_outcome text;

alter table bank_request no force row level security;
alter table feed no force row level security;
alter table command_answer no force row level security;

update bank_request set told_outcome = state where told_at is not null;

update feed set change = ${withNewFields('change')} where table_name = 'bankRequest';
update command_answer
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(case when one ->> 'table' = 'bankRequest' then ${withNewFields('one')} else one end order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "bankRequest")';

alter table bank_request force row level security;
alter table feed force row level security;
alter table command_answer force row level security;
`,
};
