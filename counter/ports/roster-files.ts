import type { Refusal } from '../../domain/command/refusal.ts';
import type { StatementDetails } from '../../domain/records/service-details.ts';
import type { StatementLine } from '../../domain/statement/personal-statement.ts';
import type { RosterColumn } from '../../domain/roster/roster-columns.ts';
import type { RosterReading } from '../../domain/roster/roster-rows.ts';

/** Reading the lists that employers bring, and writing what became of them; both away from everything else. */
export interface RosterFiles {
  /** @param file.content base64: what both a window's port and a line of JSON carry */
  read<Name extends string>(
    file: { readonly name: string; readonly content: string },
    columns: readonly RosterColumn<Name>[],
  ): Promise<RosterReading<Name>>;
  write(result: RosterResult): Promise<WrittenResult>;
  /** What a person takes home of his account. */
  writeStatement(sheet: StatementSheet): Promise<WrittenResult>;
}
export type RosterLanguage = 'zh-CN' | 'en';
export interface RosterResult {
  readonly format: 'xlsx' | 'csv';
  readonly language: RosterLanguage;
  /** As the employer's own sheet has them. */
  readonly headings: readonly string[];
  readonly rows: readonly {
    readonly rowNumber: number;
    /** In the order of the headings. */
    readonly cells: readonly string[];
    readonly refusals: readonly Refusal[];
    /** What became of a row of a batch; without it the row was only judged. */
    readonly outcome?: 'made' | 'waiting' | 'refused' | 'registered' | 'registered-before';
  }[];
}
/** 交易明细 as a spreadsheet. */
export interface StatementSheet {
  readonly format: RosterResult['format'];
  readonly language: RosterLanguage;
  readonly serviceNumber: string;
  readonly person: { readonly name: string; readonly maskedNumber: string };
  readonly statement: Pick<StatementDetails, 'from' | 'to' | 'scope' | 'figures'> & {
    readonly lines: readonly StatementLine[];
  };
}
export interface WrittenResult {
  /** base64 */
  readonly content: string;
  /** Of text; null where the format has its own. */
  readonly encoding: 'gb18030' | 'utf-8' | null;
}
