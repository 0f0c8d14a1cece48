import { describe, expect, it } from 'vitest';
import { outboxFileName } from './outbox-file-name.ts';

describe('the name of an export', () => {
  it.each([
    ['gets its extension where the dialogue added none', '/stick/a', [], '/stick/a.gth'],
    ['keeps the extension that it has', '/stick/a.gth', ['/stick/a.gth'], '/stick/a.gth'],
    ['never takes a file that nobody was asked about', '/stick/a', ['/stick/a.gth'], '/stick/a'],
  ])('%s', (_name, chosen, taken, expected) => {
    expect(outboxFileName(chosen, (path) => taken.includes(path))).toBe(expected);
  });
});
