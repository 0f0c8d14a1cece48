import type { Migration } from './migration.ts';

/** The field that a table's records get, and its value in those of before. */
const added: Readonly<Record<string, readonly [field: string, value: string]>> = {
  card: ['pinFailures', '0'],
  serviceRecord: ['details', 'null'],
};

/** A change as it is kept in JSON, with the new field of its table. */
function withNewField(change: string, table: string): string {
  const cases = Object.entries(added).map(
    ([name, [field, value]]) =>
      `when ${table} = '${name}' then jsonb_set(${change}, '{record,${field}}', '${value}'::jsonb)`,
  );
  return `(case ${cases.join(' ')} else ${change} end)`;
}

/**
 * A service may say something of its own, and a card counts wrong passwords: in the records, in the feed, which counters
 * have still to read, and in the records that stand with an answer. The role that owns the tables is held to one county
 * as well; a step is for all of them.
 */
export const servicesAtTheDesk: Migration = {
  number: 7,
  name: 'services at the desk',
  sql: `
alter table card add column pin_failures bigint not null default 0;
alter table service_record add column details jsonb;

alter table feed no force row level security;
alter table command_answer no force row level security;

update feed set change = ${withNewField('change', 'table_name')} where table_name in ('card', 'serviceRecord');
update command_answer
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(${withNewField('one', `one ->> 'table'`)} order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "card" || @.table == "serviceRecord")';

alter table feed force row level security;
alter table command_answer force row level security;
`,
};
