import type { Migration } from '../migrate.ts';

/**
 * Lists in pages, however many there are: an office's services of a day are counted and walked through along one index,
 * and what a person has settled is found without looking at what was never refused.
 */
export const pages: Migration = {
  version: 4,
  statements: [
    `DROP INDEX service_record_by_day`,
    `CREATE INDEX service_record_by_day ON service_record (opened_on, office_id, opened_at)`,
    `CREATE INDEX outbox_settled ON outbox (service) WHERE settled_at IS NOT NULL`,
  ],
};
