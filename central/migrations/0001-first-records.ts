import type { Migration } from './migration.ts';

/**
 * The shared records, the feed of their changes, the verdicts on commands, and who may connect.
 *
 * The county stands first in every primary and unique key, so that tables can be divided by it. Ids sort bytewise
 * (`collate "C"`), because counters page by them. `version` is the feed number of a record's last change, 0 where it
 * was there from the beginning. Row-level security shows only the county set in `guitai.county`; it is forced, so
 * that the owner of the tables is held to it as well (superusers are not).
 */
export const firstRecords: Migration = {
  number: 1,
  name: 'first records',
  sql: `
create table central_identity (
  one boolean primary key default true check (one),
  epoch text not null,
  pin_key_fingerprint text,
  made_at timestamptz not null default now()
);

create table county (
  county text collate "C" primary key check (county ~ '^[0-9]{6}$'),
  name text not null,
  demonstration boolean not null,
  made_at timestamptz not null default now()
);

-- One row a county: locked while a batch is decided, it gives gapless numbers in the order of commits.
create table county_head (
  county text collate "C" primary key references county,
  head bigint not null default 0,
  applied bigint not null default 0,
  refused bigint not null default 0
);

create table feed (
  county text collate "C" not null,
  sequence bigint not null,
  table_name text not null,
  record_id text collate "C" not null,
  command_id text collate "C" not null,
  -- The number of the last change of the same command: a page never ends within a command.
  command_end bigint not null,
  change jsonb not null,
  primary key (county, sequence)
);

-- The verdict on each command, kept for ever. The request itself is not kept: its effect is, and it may hold secrets.
create table command_answer (
  county text collate "C" not null,
  command_id text collate "C" not null,
  hash text not null,
  kind text not null,
  workstation_id text not null,
  clerk_id text not null,
  commanded_at text not null,
  outcome text not null check (outcome in ('applied', 'refused')),
  answer jsonb not null,
  decided_at timestamptz not null default now(),
  primary key (county, command_id)
);

create table card_pin (
  county text collate "C" not null,
  card_number text collate "C" not null,
  pin_hash text not null,
  command_id text collate "C" not null,
  set_at timestamptz not null default now(),
  primary key (county, card_number)
);

create table workstation_credential (
  county text collate "C" not null,
  token_hash text collate "C" not null,
  office_id text not null,
  workstation_id text not null,
  made_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (county, token_hash)
);
create unique index workstation_credential_in_use on workstation_credential (county, workstation_id)
  where revoked_at is null;

create table enrolment_code (
  county text collate "C" not null,
  code_hash text collate "C" not null,
  office_id text not null,
  workstation_id text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (county, code_hash)
);

create table pooling_area_parameter (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  name text collate "C" not null,
  value text not null,
  valid_from text not null,
  source text not null,
  primary key (county, id)
);
create index pooling_area_parameter_by_name on pooling_area_parameter (county, name);

create table calendar_year (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  off jsonb not null,
  working jsonb not null,
  source text not null,
  primary key (county, id)
);

create table office (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  kind text not null,
  name text not null,
  address text not null,
  phone text not null,
  primary key (county, id)
);

create table workstation (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  office_id text not null,
  number bigint not null,
  name text not null,
  primary key (county, id)
);

create table clerk (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  office_id text not null,
  login_name text collate "C" not null,
  name text not null,
  role text not null,
  password_hash text not null,
  active boolean not null,
  primary key (county, id)
);
create index clerk_by_login_name on clerk (county, login_name);

create table employer (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  name text not null,
  phone text not null,
  active boolean not null,
  primary key (county, id)
);

create table insured_person (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  document_kind text not null,
  document_number text collate "C" not null,
  name text not null,
  pinyin text not null,
  pinyin_initials text not null,
  sex text not null,
  birth_date text not null,
  address text not null,
  phone text,
  employer_id text,
  insurance_status text not null,
  retired_from text,
  deceased_on text,
  primary key (county, id)
);
create index insured_person_by_document_number on insured_person (county, document_number);

create table contribution_period (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  employer_id text,
  insurance_kind text not null,
  from_month text not null,
  to_month text,
  base bigint not null,
  paid_on text,
  area_code text not null,
  primary key (county, id)
);
create index contribution_period_by_person_id on contribution_period (county, person_id);

create table personal_account (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  status text not null,
  opened_on text not null,
  balance bigint not null,
  primary key (county, id)
);

create table financial_account (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  bank_name text not null,
  account_number text not null,
  status text not null,
  primary key (county, id)
);

create table ledger_entry (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  serial bigint not null,
  posted_on text not null,
  kind text not null,
  institution text not null,
  debit_account text not null,
  credit_account text not null,
  amount bigint not null,
  reverses_id text,
  primary key (county, id)
);
create index ledger_entry_by_person_id on ledger_entry (county, person_id);

create table blank_card (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  card_number text not null,
  bank_card_number text not null,
  office_id text not null,
  workstation_id text collate "C",
  status text not null,
  service_id text,
  changed_on text not null,
  primary key (county, id)
);
create index blank_card_by_workstation_id on blank_card (county, workstation_id);

create table card (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  blank_serial text not null,
  bank_card_number text not null,
  status text,
  making text not null,
  application_type text not null,
  service_id text,
  office_id text not null,
  issued_on text,
  pin_set boolean not null,
  primary key (county, id)
);
create index card_by_person_id on card (county, person_id);

create table service_record (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  kind text not null,
  channel text not null,
  person_id text collate "C" not null,
  office_id text not null,
  workstation_id text not null,
  clerk_id text not null,
  stage text not null,
  opened_on text collate "C" not null,
  opened_at text not null,
  closed_at text,
  document_kind text not null,
  document_number text not null,
  document_valid_until text not null,
  blank_serial text,
  card_number text,
  steps jsonb not null,
  primary key (county, id)
);
create index service_record_by_person_id on service_record (county, person_id);
create index service_record_by_opened_on on service_record (county, opened_on);
do $$
declare
  one text;
begin
  foreach one in array array[
    'county_head', 'feed', 'command_answer', 'card_pin', 'workstation_credential', 'enrolment_code',
    'pooling_area_parameter', 'calendar_year', 'office', 'workstation', 'clerk', 'employer', 'insured_person',
    'contribution_period', 'personal_account', 'financial_account', 'ledger_entry', 'blank_card', 'card',
    'service_record'
  ] loop
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
