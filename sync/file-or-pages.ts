import { snapshotPart } from '../contract/snapshot-file.ts';

/**
 * Bytes of the file for each millisecond, beneath which pages are there sooner: they are compressed to about an eighth of
 * the file, which is encrypted and cannot be, but cost twice the work.
 */
const slowestLine = 2_500;

/** Whether a county comes sooner as a file, by what a part of it took. */
export function isFasterThanPages(bytes: number, milliseconds: number): boolean {
  return bytes < snapshotPart || bytes / Math.max(milliseconds, 1) >= slowestLine;
}
