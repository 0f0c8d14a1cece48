import { mostRosterBytes } from '../../../contract/batch-calls.ts';

/** How much of a file is read before it is refused with a clear sentence. */
export interface RosterLimits {
  readonly fileBytes: number;
  /** Of everything that is unpacked from a workbook. */
  readonly unpackedBytes: number;
  readonly archiveEntries: number;
  readonly rows: number;
  readonly columns: number;
  /** Of the worker that reads: a file that needs more is none of ours. */
  readonly milliseconds: number;
  readonly heapMegabytes: number;
}

/** Twice the largest batch that the product promises, and what a list of so many people can need. */
export const usualLimits: RosterLimits = {
  fileBytes: mostRosterBytes,
  unpackedBytes: 120 * 1024 * 1024,
  archiveEntries: 2_000,
  rows: 20_000,
  columns: 200,
  milliseconds: 30_000,
  heapMegabytes: 768,
};
