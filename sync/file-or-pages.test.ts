import { describe, expect, it } from 'vitest';
import { snapshotPart } from '../contract/snapshot-file.ts';
import { isFasterThanPages } from './file-or-pages.ts';

describe('a county comes sooner as a file', () => {
  it.each([
    ['on the same machine', snapshotPart, 10, true],
    ['over a line of 100 Mbit/s', snapshotPart, 350, true],
    ['over a line of 10 Mbit/s', snapshotPart, 3_500, false],
    ['when it is a small one, however slow the line', 100_000, 3_500, true],
    ['when no time was measured', snapshotPart, 0, true],
  ])('%s', (_where, bytes, milliseconds, faster) => {
    expect(isFasterThanPages(bytes, milliseconds)).toBe(faster);
  });
});
