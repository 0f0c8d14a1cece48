import { readFileSync } from 'node:fs';

/** One thing that was done to the files of the watched folder, or that the program noted for itself. */
export type JournalRecord =
  | { readonly what: 'create' | 'open'; readonly file: string; readonly name: string }
  | { readonly what: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly file: string; readonly size: number }
  | { readonly what: 'sync'; readonly file: string }
  | { readonly what: 'sync names' }
  | { readonly what: 'unlink'; readonly name: string }
  | { readonly what: 'rename'; readonly from: string; readonly to: string }
  | { readonly what: 'mark'; readonly text: string };

/** Bytes of `struct record` in shim.c. */
const headLength = 24;

/** The journal of shim.c, in the order in which things were done. */
export function readJournal(path: string): readonly JournalRecord[] {
  const all = readFileSync(path);
  const records: JournalRecord[] = [];
  for (let place = 0; place + headLength <= all.length;) {
    const length = all.readUInt32LE(place + 4);
    const bytes = all.subarray(place + headLength, place + headLength + length);
    records.push(
      recordOf(String.fromCharCode(all.readUInt32LE(place)), {
        file: String(all.readBigUInt64LE(place + 8)),
        offset: Number(all.readBigUInt64LE(place + 16)),
        bytes,
      }),
    );
    place += headLength + length;
  }
  return records;
}

function recordOf(
  kind: string,
  { file, offset, bytes }: { readonly file: string; readonly offset: number; readonly bytes: Buffer },
): JournalRecord {
  switch (kind) {
    case 'C':
      return { what: 'create', file, name: bytes.toString() };
    case 'O':
      return { what: 'open', file, name: bytes.toString() };
    case 'W':
      return { what: 'write', file, offset, bytes };
    case 'T':
      return { what: 'truncate', file, size: offset };
    case 'S':
      return { what: 'sync', file };
    case 'D':
      return { what: 'sync names' };
    case 'U':
      return { what: 'unlink', name: bytes.toString() };
    case 'R': {
      const [from = '', to = ''] = bytes.toString().split('\n');
      return { what: 'rename', from, to };
    }
    case 'M':
      return { what: 'mark', text: bytes.toString() };
    default:
      throw new Error(`the journal has a record of an unknown kind: ${kind}`);
  }
}
