import type { AttachmentMediaType } from '../records/records.ts';

/** The largest scan that is taken, bytes: a colour page at 300 dpi as JPEG is about a tenth of it. */
export const largestAttachment = 10 * 1024 * 1024;

/** The first bytes by which each kind of file is known: ISO 10918-1 (SOI and a marker), ISO 15948 and ISO 32000-1. */
const beginnings: readonly (readonly [AttachmentMediaType, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** What a content really is, whatever its name or its sender says; null when it is none of the kinds that are taken. */
export function mediaTypeOf(content: Uint8Array): AttachmentMediaType | null {
  const found = beginnings.find(([, beginning]) => beginning.every((byte, index) => content[index] === byte));
  return found?.[0] ?? null;
}
