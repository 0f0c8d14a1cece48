import type { Migration } from './migration.ts';

/**
 * How far the seals of a county have followed the record in a month. A demonstration that is here already counts as done
 * for the present month: what it shows of seals that the record no longer bears out is left for its counters. The role that
 * owns the tables is held to one county as well, so that these rows come before the policy.
 */
export const monthlyTurns: Migration = {
  number: 9,
  name: 'monthly turns',
  sql: `
create table monthly_turn (
  county text collate "C" not null,
  month text not null,
  after text collate "C" not null,
  done boolean not null,
  primary key (county, month)
);
insert into monthly_turn (county, month, after, done)
  select county, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM'), '', true from county where demonstration;

alter table monthly_turn enable row level security;
alter table monthly_turn force row level security;
create policy own_county on monthly_turn using (county = current_setting('guitai.county', true))
  with check (county = current_setting('guitai.county', true));
`,
};
