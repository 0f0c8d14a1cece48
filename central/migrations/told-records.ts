/**
 * SQL that mends what was told of a table's records and is kept in JSON: in the feed, which counters have still to read, and
 * with the answers that a record stands beside. The role that owns the tables is held to one county as well; a step is for all.
 * @param table as a change names it: 'payment'
 * @param mend SQL that makes of a change, '{"table":…,"record":…}', the one that it is now; the row around it is `kept`
 */
export function mendTold(table: string, mend: (change: string) => string): string {
  return `
alter table feed no force row level security;
alter table command_answer no force row level security;

update feed as kept set change = ${mend('kept.change')} where kept.table_name = '${table}';
update command_answer as kept
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(case when one ->> 'table' = '${table}' then ${mend('one')} else one end order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "${table}")';

alter table feed force row level security;
alter table command_answer force row level security;
`;
}
