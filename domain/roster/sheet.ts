import type { CivilDate } from '../calendar/civil-date.ts';

/** One cell as a file has it, before anybody decides what it means. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A number that the spreadsheet shows as a date. */
  | { readonly kind: 'date'; readonly date: CivilDate }
  /** A formula whose value was never calculated, and a value such as #N/A. */
  | { readonly kind: 'formula-without-value' }
  | { readonly kind: 'error' };

export interface SheetRow {
  /** As the person sees it beside the row in his own program; 1 is the first. */
  readonly rowNumber: number;
  /** By column, from the left; undefined where the cell is empty. */
  readonly cells: readonly (SheetCell | undefined)[];
}

/** One sheet of a workbook, or a text file as the only one. Rows without a cell are left out. */
export interface Sheet {
  readonly name: string;
  /** Days are counted from 1904 instead of 1900. */
  readonly date1904: boolean;
  readonly rows: readonly SheetRow[];
}
