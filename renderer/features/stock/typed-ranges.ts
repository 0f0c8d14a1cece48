import type { SerialRange } from '../../../domain/stock/serial-ranges.ts';

/**
 * Ranges of serials as a clerk types or scans them: '80001001-80001100', '8000 1001 至 8000 1100', one in a line or
 * several between commas. Null where something is no serial.
 */
export function readRanges(typed: string): readonly SerialRange[] | null {
  const plain = typed
    .replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(\d{4})[ \t](?=\d{4}(?!\d))/g, '$1');
  const parts = plain.split(/[,，;；、\n]+/).map((part) => part.trim());
  const ranges: SerialRange[] = [];
  for (const part of parts) {
    if (part === '') continue;
    const found = /^(\d{8})(?:\s*(?:-|–|—|－|~|～|至|到)\s*(\d{8}))?$/.exec(part);
    const first = found?.[1];
    if (first === undefined) return null;
    ranges.push({ first, last: found?.[2] ?? first });
  }
  return ranges;
}

/** Ranges as they stand in the field, one in a line. */
export function writeRanges(ranges: readonly SerialRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join('\n');
}
