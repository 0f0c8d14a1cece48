import type { Migration } from './migration.ts';

/**
 * Every change carries the random mark of the transaction that wrote it, and the county's head that of the last one: a
 * counter tells by number and mark whether the history that it knows is the one that is here.
 */
export const marksOfTheFeed: Migration = {
  number: 2,
  name: 'marks of the feed',
  sql: `
alter table feed add column mark text collate "C" not null default '';
alter table feed alter column mark drop default;
alter table county_head add column mark text collate "C" not null default '';
`,
};
