import { describe, expect, it } from 'vitest';
import { largestAttachment } from '../../../domain/attachment/media-type.ts';
import { readableSize, readScan } from './scan-file.ts';

describe('a chosen file', () => {
  it('that is too large is not read at all', async () => {
    expect(await readScan(new Blob([new Uint8Array(largestAttachment + 1)]))).toEqual({
      ok: false,
      problem: 'fileTooLarge',
    });
  });

  it.each([
    ['a picture of another kind', 'GIF89a'],
    ['a page of the web', '<html>'],
    ['an empty file', ''],
  ])('that is %s is told so, whatever it is called', async (_name, text) => {
    expect(await readScan(new Blob([text], { type: 'image/png' }))).toEqual({
      ok: false,
      problem: 'fileKind',
    });
  });

  it('that cannot be read is told so', async () => {
    const gone = new Blob(['%PDF-1.7']);
    Object.defineProperty(gone, 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    });
    expect(await readScan(gone)).toEqual({ ok: false, problem: 'fileUnread' });
  });
});

describe('a size as people read it', () => {
  it.each([
    [1, 'kb', '1'],
    [340 * 1024, 'kb', '340'],
    [1024 * 1024 - 1, 'mb', '1.0'],
    [10 * 1024 * 1024, 'mb', '10.0'],
  ])('%i bytes', (bytes, unit, size) => {
    expect(readableSize(bytes)).toEqual({ unit, size });
  });
});
