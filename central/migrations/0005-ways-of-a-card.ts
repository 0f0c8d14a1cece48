import type { Migration } from './migration.ts';

/** Every way a card is issued, collected, lost and replaced: who acts for whom, due days, parcels, batches, counts. */
export const waysOfACard: Migration = {
  number: 5,
  name: 'ways of a card',
  sql: `
alter table card add column loss_expires_on text;

alter table service_record
  alter column document_kind drop not null,
  alter column document_number drop not null,
  alter column document_valid_until drop not null,
  add column application_type text not null default '01',
  add column former_card_number text,
  add column representative jsonb,
  add column collector jsonb,
  add column due_on text,
  add column due_provisional boolean not null default false,
  add column parcel_id text collate "C",
  add column batch_id text collate "C",
  add column fee bigint not null default 0,
  add column parameters jsonb not null default '{}';
create index service_record_by_parcel_id on service_record (county, parcel_id);
create index service_record_by_batch_id on service_record (county, batch_id);

create table parcel (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  from_office_id text not null,
  to_office_id text not null,
  status text not null,
  cards jsonb not null,
  differences jsonb not null,
  sent_at text not null,
  sent_by text not null,
  received_at text,
  received_by text,
  primary key (county, id)
);

create table employer_batch (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  employer_id text collate "C" not null,
  letter_number text not null,
  letter_date text not null,
  representative jsonb not null,
  office_id text not null,
  workstation_id text not null,
  clerk_id text not null,
  stage text not null,
  opened_on text not null,
  opened_at text not null,
  closed_at text,
  rows bigint not null,
  collector jsonb,
  primary key (county, id)
);
create index employer_batch_by_employer_id on employer_batch (county, employer_id);

create table stock_count (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  office_id text not null,
  workstation_id text,
  counted_on text not null,
  counted_at text not null,
  clerk_id text not null,
  book bigint not null,
  counted bigint not null,
  missing jsonb not null,
  surplus jsonb not null,
  explanation text,
  supervisor_id text,
  primary key (county, id)
);

do $$
declare
  one text;
begin
  foreach one in array array['parcel', 'employer_batch', 'stock_count'] loop
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
