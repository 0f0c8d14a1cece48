import { expect, it } from 'vitest';
import { snapshotPart } from '../contract/snapshot-file.ts';
import { pullFile, type FilePorts } from './pull-file.ts';

const file = { id: 'file', size: 10 * snapshotPart, sha256: '', key: '', head: 1 };

/** A line on which every part breaks off after so many milliseconds, with so much of the file here already. */
function brokenAfter(milliseconds: number, held: number): FilePorts {
  let now = 0;
  return {
    replica: { file: { held: () => held } } as unknown as FilePorts['replica'],
    client: {
      snapshotFilePart: () => {
        now += milliseconds;
        return Promise.resolve({ ok: false, code: 'central-unreachable' });
      },
    },
    monotonic: () => now,
    report: () => undefined,
  };
}

it.each([
  ['begun, where no part ever comes: such a line has pages', 15_000, 0, 'unfit'],
  ['begun, where the line broke at once: it is tried again', 20, 0, 'central-unreachable'],
  ['in the middle, where what is here is kept', 15_000, snapshotPart, 'central-unreachable'],
])('a file is %s', async (_where, milliseconds, held, outcome) => {
  const stop = new AbortController();
  expect(await pullFile(brokenAfter(milliseconds, held), file, stop.signal)).toBe(outcome);
});
