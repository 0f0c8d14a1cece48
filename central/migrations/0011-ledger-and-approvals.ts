import type { Migration } from './migration.ts';

/** An account or entry as it is kept in JSON, with what is new of it. */
function withNewFields(change: string, table: string): string {
  const entry =
    `jsonb_set(${change}, '{record}', ${change} -> 'record' || jsonb_build_object(` +
    `'insuranceKind', '310', 'groupId', ${change} #>> '{record,id}', 'serviceId', null))`;
  return (
    `(case when ${table} = 'personalAccount' then jsonb_set(${change}, '{record,hold}', 'null'::jsonb)` +
    ` when ${table} = 'ledgerEntry' then ${entry} else ${change} end)`
  );
}

/**
 * The ledger of everything that a balance can do, the sheets of the second person, payments and medical bills. The database
 * holds by itself that an entry moves a whole amount between two accounts, and that serials are given once. What is on its
 * way to the bank is found by an index that holds nothing else.
 */
export const ledgerAndApprovals: Migration = {
  number: 11,
  name: 'ledger and approvals',
  sql: `
alter table ledger_entry alter column person_id drop not null;
alter table ledger_entry add column insurance_kind text not null default '310';
alter table ledger_entry add column group_id text collate "C";
alter table ledger_entry add column service_id text collate "C";

alter table ledger_entry no force row level security;
alter table feed no force row level security;
alter table command_answer no force row level security;

update ledger_entry set group_id = id;
update feed set change = ${withNewFields('change', 'table_name')}
  where table_name in ('personalAccount', 'ledgerEntry');
update command_answer
  set answer = jsonb_set(answer, '{standing}', (
    select jsonb_agg(${withNewFields('one', `one ->> 'table'`)} order by place)
    from jsonb_array_elements(answer -> 'standing') with ordinality as standing (one, place)))
  where answer @? '$.standing[*] ? (@.table == "personalAccount" || @.table == "ledgerEntry")';

alter table ledger_entry force row level security;
alter table feed force row level security;
alter table command_answer force row level security;

alter table ledger_entry alter column group_id set not null;
alter table ledger_entry alter column insurance_kind drop default;
alter table ledger_entry add constraint amount_moves check (amount > 0 and debit_account <> credit_account);
create unique index ledger_entry_serial on ledger_entry (county, serial);
create index ledger_entry_by_service_id on ledger_entry (county, service_id) where service_id is not null;

alter table personal_account add column hold text;

create table approval (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  service_id text collate "C" not null,
  person_id text collate "C" not null,
  kind text not null,
  office_id text not null,
  entered_by jsonb not null,
  entered_at text not null,
  entered_on text not null,
  amount bigint not null,
  state text not null,
  decided_by text,
  decided_at text,
  reason text,
  primary key (county, id)
);
create index approval_by_service_id on approval (county, service_id);

create table payment (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  service_id text collate "C" not null,
  person_id text collate "C" not null,
  purpose text not null,
  payee_name text not null,
  bank_name text not null,
  account_number text not null,
  amount bigint not null check (amount > 0),
  state text not null,
  ordered_at text not null,
  sent_at text,
  answered_at text,
  bank_reference text,
  reason_code text,
  reason_text text,
  primary key (county, id)
);
create index payment_by_service_id on payment (county, service_id);
create index payment_by_person_id on payment (county, person_id);
create index payment_under_way on payment (county, id) where state in ('ordered', 'sent');

create table medical_bill (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  institution text not null,
  billed_on text not null,
  amount bigint not null,
  state text not null,
  primary key (county, id)
);
create index medical_bill_by_person_id on medical_bill (county, person_id);

do $$
declare one text;
begin
  foreach one in array array['approval', 'payment', 'medical_bill'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format(
      'create policy own_county on %I using (county = current_setting(''guitai.county'', true))'
      ' with check (county = current_setting(''guitai.county'', true))', one);
  end loop;
end
$$;
`,
};
