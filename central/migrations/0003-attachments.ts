import type { Migration } from './migration.ts';

/**
 * Scanned documents: the shared record of each, and its content in the chunks in which it came. The serving role may
 * delete nothing, so that a content that was not the right one is begun anew over the old chunks.
 */
export const attachments: Migration = {
  number: 3,
  name: 'attachments',
  sql: `
create table attachment (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  service_id text collate "C" not null,
  person_id text not null,
  kind text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  added_on text not null,
  clerk_id text not null,
  received_at text,
  primary key (county, id)
);
create index attachment_by_service_id on attachment (county, service_id);

-- Locked while a chunk is written: two that come at the same time are written one after the other.
create table attachment_content (
  county text collate "C" not null,
  attachment_id text collate "C" not null,
  received bigint not null default 0,
  primary key (county, attachment_id)
);

create table attachment_chunk (
  county text collate "C" not null,
  attachment_id text collate "C" not null,
  start bigint not null,
  bytes bytea not null,
  primary key (county, attachment_id, start)
);
-- Scans are compressed already; trying again would only cost time.
alter table attachment_chunk alter column bytes set storage external;

do $$
declare
  one text;
begin
  foreach one in array array['attachment', 'attachment_content', 'attachment_chunk'] loop
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
