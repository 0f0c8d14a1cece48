import type { Migration } from './migration.ts';

/** 一次性支取单, looked up by the person. */
export const payouts: Migration = {
  number: 13,
  name: 'payouts',
  sql: `
create table payout (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  ground text not null,
  state text not null,
  papers jsonb not null,
  payees jsonb not null,
  correction jsonb,
  card jsonb,
  amount bigint not null check (amount >= 0),
  interest bigint not null check (interest >= 0),
  accepted_on text not null,
  due_on text not null,
  due_provisional boolean not null,
  closed_at text,
  primary key (county, id)
);
create index payout_by_person_id on payout (county, person_id);

alter table payout enable row level security;
alter table payout force row level security;
create policy own_county on payout using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
`,
};
