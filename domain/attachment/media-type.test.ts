import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const text = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));

describe('what a content is', () => {
  it.each([
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0x10), 'image/jpeg'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    ['a PDF', text('%PDF-1.7\n'), 'application/pdf'],
    ['nothing', bytes(), null],
    ['the beginning of a PNG alone', bytes(0x89, 0x50, 0x4e, 0x47), null],
    ['a page of the web', text('<svg onload="alert(1)">'), null],
    ['a PDF behind other bytes', text(' %PDF-1.7'), null],
    ['a program', bytes(0x4d, 0x5a, 0x90, 0), null],
  ])('%s is told by its first bytes', (_name, content, type) => {
    expect(mediaTypeOf(content)).toBe(type);
  });
});
