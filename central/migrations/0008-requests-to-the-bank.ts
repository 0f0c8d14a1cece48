import type { Migration } from './migration.ts';

/**
 * What the bank was asked for, and what it answered. What is on its way to the bank is found by an index that holds nothing
 * else: the requests that are done stay for ever.
 */
export const requestsToTheBank: Migration = {
  number: 8,
  name: 'requests to the bank',
  sql: `
create table bank_request (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  kind text not null,
  state text not null,
  bank_name text not null,
  account_number text not null,
  requested_at text not null,
  sent_at text,
  answered_at text,
  account_status text,
  reason_code text,
  reason_text text,
  told_at text,
  told_by text,
  primary key (county, id)
);
create index bank_request_by_person_id on bank_request (county, person_id);
create index bank_request_under_way on bank_request (county, id) where state in ('requested', 'sent');

alter table bank_request enable row level security;
alter table bank_request force row level security;
create policy own_county on bank_request using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
`,
};
