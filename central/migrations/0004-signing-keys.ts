import type { Migration } from './migration.ts';

/**
 * The public keys with which workstations sign the files that they hand over instead of sending. A key belongs to the
 * credential under which it was told, and stays: the machine of a file is often the one that was replaced.
 */
export const signingKeys: Migration = {
  number: 4,
  name: 'signing keys',
  sql: `
create table signing_key (
  county text collate "C" not null,
  fingerprint text collate "C" not null,
  public_key text not null,
  office_id text not null,
  workstation_id text not null,
  token_hash text collate "C" not null,
  made_at timestamptz not null default now(),
  primary key (county, fingerprint)
);
create index signing_key_by_token_hash on signing_key (county, token_hash);
alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy own_county on signing_key using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
`,
};
