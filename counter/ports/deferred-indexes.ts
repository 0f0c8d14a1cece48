import type { TableName } from '../../domain/records/record-tables.ts';

/**
 * A county's rows come in the order of their ids, and lie all over every index: with those in place each step of a pull
 * would write most of their pages again, and more of them the larger the county is. A table is therefore filled without its
 * indexes and gets them when all its rows are there. Nobody can look up anything meanwhile. Each inside a transaction; a
 * file that is opened has all of them again.
 */
export interface DeferredIndexes {
  /** Before the first rows of a table: drops its indexes. */
  defer(table: TableName): void;
  /** Makes one again of a table other than this one, which is being filled. Does nothing where none is left. */
  restoreOne(besides: TableName): void;
  restoreAll(): void;
}
