import type { Migration } from './migration.ts';

/** 可核验纸件, 打印记录, 空白卡流水 and 日终 (issue 7). A closed day has one that follows it in its chain at most. */
export const papersAndDays: Migration = {
  number: 18,
  name: 'papers and days',
  sql: `
create table registered_paper (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  kind text not null,
  person_id text collate "C" not null,
  office_id text collate "C" not null,
  content_hash text not null,
  registered_at text not null,
  code text,
  state text not null,
  state_at text,
  replaced_by text collate "C",
  primary key (county, id)
);
create index registered_paper_by_person_id on registered_paper (county, person_id);

create table paper_print (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  subject text collate "C" not null,
  paper text not null,
  office_id text collate "C" not null,
  workstation_id text collate "C" not null,
  clerk_id text collate "C" not null,
  printed_on text collate "C" not null,
  printed_at text not null,
  reprint bigint not null check (reprint >= 0),
  reason text,
  note text,
  result text,
  ended_at text,
  reclaim text,
  reclaimed_by text collate "C",
  reclaimed_at text,
  reclaim_note text,
  primary key (county, id)
);
create index paper_print_by_subject on paper_print (county, subject);
create index paper_print_by_printed_on on paper_print (county, printed_on);

create table stock_movement (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  kind text not null,
  moved_on text collate "C" not null,
  moved_at text not null,
  clerk_id text collate "C" not null,
  office_id text collate "C" not null,
  workstation_id text collate "C" not null,
  from_office_id text collate "C",
  from_workstation_id text collate "C",
  to_office_id text collate "C",
  to_workstation_id text collate "C",
  ranges jsonb not null,
  service_id text collate "C",
  primary key (county, id)
);
create index stock_movement_by_moved_on on stock_movement (county, moved_on);

create table day_close (
  county text collate "C" not null,
  version bigint not null,
  id text collate "C" not null,
  chain text collate "C" not null,
  previous_id text collate "C" not null,
  day text collate "C" not null,
  scope text not null,
  office_id text collate "C" not null,
  workstation_id text collate "C",
  clerk_id text collate "C",
  closed_by text collate "C" not null,
  closed_at text not null,
  reason text,
  report jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (county, id)
);
create unique index day_close_by_previous_id on day_close (county, previous_id);
create index day_close_by_day on day_close (county, day);

create index stock_count_by_counted_on on stock_count (county, counted_on);
create index approval_by_entered_on on approval (county, entered_on);

alter table registered_paper enable row level security;
alter table registered_paper force row level security;
create policy own_county on registered_paper using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
alter table paper_print enable row level security;
alter table paper_print force row level security;
create policy own_county on paper_print using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
alter table stock_movement enable row level security;
alter table stock_movement force row level security;
create policy own_county on stock_movement using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
alter table day_close enable row level security;
alter table day_close force row level security;
create policy own_county on day_close using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
`,
};
