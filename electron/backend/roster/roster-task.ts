import type { RosterResult, StatementSheet, WrittenResult } from '../../../counter/ports/roster-files.ts';
import type { RosterColumn } from '../../../domain/roster/roster-columns.ts';
import type { RosterReading, RosterRow } from '../../../domain/roster/roster-rows.ts';
import type { RosterLimits } from './limits.ts';

/** What the worker is started for. */
export type RosterTask =
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly base64: string;
      readonly columns: readonly RosterColumn[];
      readonly limits: RosterLimits;
    }
  | { readonly kind: 'write'; readonly result: RosterResult }
  | { readonly kind: 'write-statement'; readonly sheet: StatementSheet };

/**
 * What the worker answers. Rows come in parts before the reading that they belong to: taking ten thousand of them in at
 * once would keep everybody else waiting.
 */
export type RosterTaskAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly RosterRow[] }
  | { readonly kind: 'read'; readonly reading: RosterReading }
  | { readonly kind: 'written'; readonly result: WrittenResult };
