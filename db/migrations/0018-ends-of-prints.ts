import type { Migration } from '../migrate.ts';

/**
 * With what a print has ended, by what its queue said. Of what was printed before nobody asked the queue: it was handed over.
 */
export const endsOfPrints: Migration = {
  version: 18,
  statements: [
    'ALTER TABLE print_log ADD COLUMN print_id TEXT',
    'ALTER TABLE print_log ADD COLUMN print_end TEXT',
    `UPDATE print_log SET print_end = 'handed-over'`,
    'CREATE UNIQUE INDEX print_log_by_print ON print_log (print_id) WHERE print_id IS NOT NULL',
  ],
};
