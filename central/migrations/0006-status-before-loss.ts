import type { Migration } from './migration.ts';

/** A change of a card, as it is kept in JSON, with the new field. */
const withStatusBeforeLoss = (change: string) =>
  `jsonb_set(${change}, '{record,statusBeforeLoss}', (case when ${change} #>> '{record,status}' in ('2', '4') ` +
  `then '"1"' else 'null' end)::jsonb)`;

/**
 * A card remembers what it goes back to when the report of its loss ends. Until now all went back to normal, so it says
 * of every report that stands: in the records, in the feed, which counters have still to read, and in the records that
 * stand with an answer. The role that owns the tables is held to one county as well; a step is for all of them.
 */
export const statusBeforeLoss: Migration = {
  number: 6,
  name: 'status before loss',
  sql: `
alter table card add column status_before_loss text;

alter table card no force row level security;
alter table feed no force row level security;
alter table command_answer no force row level security;

update card set status_before_loss = '1' where status in ('2', '4');

update feed set change = ${withStatusBeforeLoss('change')} where table_name = 'card';
update command_answer
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(case when one ->> 'table' = 'card' then ${withStatusBeforeLoss('one')} else one end order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "card")';

alter table card force row level security;
alter table feed force row level security;
alter table command_answer force row level security;
`,
};
