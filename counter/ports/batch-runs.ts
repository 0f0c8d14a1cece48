import type { BatchRowEnd } from '../../domain/employer-batch/batch-row-end.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import type { IdentityDocumentKind } from '../../domain/identity/identity-document.ts';

/**
 * How far the making of an employer's batch has come. 'preparing': its rows are being written down, and nothing was
 * commanded yet; 'open': rows wait to be made; 'ended': none does.
 */
export type BatchRunState = 'preparing' | 'open' | 'ended';

/** The making of an employer's batch, as this counter keeps it from the first row to the last. */
export interface BatchRun {
  readonly batchId: string;
  readonly state: BatchRunState;
  readonly fileName: string;
  /** As the employer's own sheet has them. */
  readonly headings: readonly string[];
  /** The numbers that its rows use begin so … */
  readonly numberPrefix: string;
  /** … and this is the last of them: nothing else gets one of these. */
  readonly lastNumber: number;
  readonly rows: number;
  readonly valid: number;
  readonly made: number;
  readonly refused: number;
  readonly handedOver: number;
}

/**
 * What has become of a row. 'not-valid': its roster's verdict; 'waiting'; 'made': its card lies there; 'stuck': accepted,
 * and its card could not be made; 'refused': the rules refused when its turn came; 'handed-over' with the batch;
 * 'kept': left out of the hand-over, its holder collects it; 'collected' by him, or 'withdrawn', at the counter.
 */
export type BatchRowState = 'not-valid' | 'waiting' | 'made' | 'stuck' | 'refused' | 'kept' | BatchRowEnd;

/** What a row asks for, fixed before anything is commanded; null where the roster's verdict was against it. */
export interface BatchRowRequest {
  readonly serviceNumber: string;
  readonly personId: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly documentName: string;
}

export interface BatchRow {
  readonly rowNumber: number;
  readonly state: BatchRowState;
  readonly cells: readonly string[];
  readonly request: BatchRowRequest | null;
  /** Of a made row. */
  readonly blankSerial: string | null;
  readonly cardNumber: string | null;
  readonly refusals: readonly Refusal[];
}

/**
 * The making of batches, in the encrypted file. What is written of a row stands in the transaction of its commands: a
 * program that ended at any moment finds each row either done with all its commands or not begun.
 */
export interface BatchRunStore {
  begin(run: Pick<BatchRun, 'batchId' | 'fileName' | 'headings' | 'numberPrefix' | 'lastNumber'>): void;
  /** Adds rows and counts them. */
  addRows(batchId: string, rows: readonly BatchRow[]): void;
  setState(batchId: string, state: BatchRunState): void;
  get(batchId: string): BatchRun | undefined;
  /** All of them, the latest first. */
  list(limit: number): readonly BatchRun[];
  /** Forgets runs whose rows were never all written down: nothing of them was commanded. */
  dropUnprepared(): void;
  /** Rows in a state, in their order. */
  rowsIn(batchId: string, state: BatchRowState, limit: number): readonly BatchRow[];
  /** Rows behind a row number, in their order: all, or those in a state; or behind so many of these. */
  rowsAfter(
    batchId: string,
    rowNumber: number,
    limit: number,
    choice?: { readonly state: BatchRowState | 'all'; readonly skip: number },
  ): readonly BatchRow[];
  /** The row that asked for this service. */
  rowOfService(batchId: string, serviceNumber: string): BatchRow | undefined;
  countRows(batchId: string, state: BatchRowState | 'all'): number;
  /** Writes what has become of a row, and counts it. */
  note(
    batchId: string,
    row: Pick<BatchRow, 'rowNumber' | 'state' | 'blankSerial' | 'cardNumber' | 'refusals'>,
  ): void;
}
