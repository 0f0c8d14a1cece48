import { largestAttachment, mediaTypeOf } from '../../../domain/attachment/media-type.ts';
import type { AttachmentMediaType } from '../../../domain/records/records.ts';

/** The largest scan in the unit in which people are told of it. */
export const largestMegabytes = largestAttachment / 1024 / 1024;

export type ScanReading =
  | { readonly ok: true; readonly mediaType: AttachmentMediaType; readonly content: string }
  | { readonly ok: false; readonly problem: 'fileTooLarge' | 'fileKind' | 'fileUnread' };

/** Reads a chosen file: what it is by its first bytes, and its content as base64. Nothing of it is kept. */
export async function readScan(file: Blob): Promise<ScanReading> {
  if (file.size > largestAttachment) return { ok: false, problem: 'fileTooLarge' };
  try {
    const mediaType = mediaTypeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
    if (mediaType === null) return { ok: false, problem: 'fileKind' };
    return { ok: true, mediaType, content: await base64Of(file) };
  } catch {
    // The file is gone, or may not be read: whoever chose it chooses again.
    return { ok: false, problem: 'fileUnread' };
  }
}

/** The browser's own reader does it without holding the page up. */
function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // 'data:image/png;base64,…'
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(file);
  });
}

/** A size as people read it: whole kilobytes, and megabytes with one place from one on. */
export function readableSize(bytes: number): { readonly unit: 'kb' | 'mb'; readonly size: string } {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024
    ? { unit: 'kb', size: String(kilobytes) }
    : { unit: 'mb', size: (bytes / 1024 / 1024).toFixed(1) };
}
