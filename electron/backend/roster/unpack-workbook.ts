import { crc32, inflateRawSync } from 'node:zlib';
import { RosterFileError, tooLarge } from './file-error.ts';
import type { RosterLimits } from './limits.ts';

/**
 * Unpacks an .xlsx archive within limits and packs its cells again without compression: the library that reads the
 * workbook never unpacks anything itself, and never sees pictures, macros, comments or what else lies in the archive.
 * The sizes that the archive declares are asked first, and not believed afterwards.
 */
export function unpackWorkbook(bytes: Buffer, limits: RosterLimits): Buffer {
  const entries = readDirectory(bytes, limits);
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    throw new RosterFileError('roster-kind-unknown');
  const wanted = entries.filter(({ name }) => ofTheCells.test(name));
  const declared = wanted.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0);
  if (declared > limits.unpackedBytes) throw tooLarge(limits.unpackedBytes);
  let left = limits.unpackedBytes;
  const files = wanted.map((entry) => {
    const content = unpack(bytes, entry, left, limits);
    left -= content.length;
    return { name: entry.name, content };
  });
  const rows = files
    .filter(({ name }) => name.startsWith('xl/worksheets/'))
    .reduce((sum, { content }) => sum + countRows(content), 0);
  if (rows > limits.rows * sheetsWorth) {
    throw new RosterFileError('roster-too-many-rows', { rows, limit: limits.rows });
  }
  return packStored(files);
}

/** Rows of all sheets together, as many times what one roster may have: other sheets may hold lists of their own. */
const sheetsWorth = 3;

/** What the library insists on: it gives up where a part is named and missing. Nothing that hangs on a sheet. */
const ofTheCells =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/_rels\/workbook\.xml\.rels|xl\/((theme|externalLinks|worksheets)\/)?[^/]+\.xml|xl\/externalLinks\/_rels\/[^/]+\.rels)$/i;

interface ArchiveEntry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly unpackedSize: number;
  readonly offset: number;
}

const signature = { end: 0x06054b50, directory: 0x02014b50, file: 0x04034b50 } as const;
const endLength = 22;
/** The archive's comment behind its end has a length of two bytes. */
const longestComment = 0xffff;
/** Where a size of four bytes says so, eight bytes stand elsewhere: no list of people is as large as that. */
const elsewhere = 0xffffffff;

function readDirectory(bytes: Buffer, limits: RosterLimits): readonly ArchiveEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.archiveEntries) throw new RosterFileError('roster-too-complex');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== signature.directory) throw damaged();
    const flags = bytes.readUInt16LE(at + 8);
    if ((flags & 1) !== 0) throw new RosterFileError('roster-encrypted');
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry: ArchiveEntry = {
      name: bytes
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      unpackedSize: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return entry;
  });
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === signature.end) return at;
  }
  throw damaged();
}

function unpack(bytes: Buffer, entry: ArchiveEntry, left: number, limits: RosterLimits): Buffer {
  const { method, packedSize, unpackedSize, offset } = entry;
  if ([packedSize, unpackedSize, offset].includes(elsewhere)) throw tooLarge(limits.unpackedBytes);
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== signature.file) throw damaged();
  const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (begin + packedSize > bytes.length) throw damaged();
  const packed = bytes.subarray(begin, begin + packedSize);
  if (method !== 0 && method !== 8) throw damaged();
  if (left < 1 || (method === 0 && packed.length > left)) throw tooLarge(limits.unpackedBytes);
  if (method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: left });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(limits.unpackedBytes) : damaged(error);
  }
}

/** Rows of a sheet that have a value: a sheet may be formatted down to its last row and still be a short list. */
function countRows(sheet: Buffer): number {
  const values = [cursor(sheet, '<v'), cursor(sheet, '<is')];
  let rows = 0;
  for (let row = sheet.indexOf('<row'); row >= 0;) {
    const next = sheet.indexOf('<row', row + 4);
    const end = next < 0 ? sheet.length : next;
    const first = Math.min(...values.map((value) => value(row)));
    if (first < end) rows += 1;
    row = next;
  }
  return rows;
}

/** Where a text stands next, for positions that only grow: the sheet is gone through once, however many rows ask. */
function cursor(sheet: Buffer, text: string): (from: number) => number {
  let at = -1;
  return (from) => {
    if (at < from) {
      const found = sheet.indexOf(text, from);
      at = found < 0 ? Infinity : found;
    }
    return at;
  };
}

/** An archive without compression, as APPNOTE.TXT 6.3 describes it, with what a reader of workbooks asks for. */
function packStored(files: readonly { readonly name: string; readonly content: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const named = Buffer.from(name, 'utf8');
    const sums = Buffer.alloc(12);
    sums.writeUInt32LE(crc32(content), 0);
    sums.writeUInt32LE(content.length, 4);
    sums.writeUInt32LE(content.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(signature.file, 0);
    local.writeUInt16LE(20, 4);
    sums.copy(local, 14);
    local.writeUInt16LE(named.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(signature.directory, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    sums.copy(central, 16);
    central.writeUInt16LE(named.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, named, content);
    directory.push(central, named);
    offset += local.length + named.length + content.length;
  }
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(signature.end, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function damaged(cause?: unknown): RosterFileError {
  return new RosterFileError('roster-damaged', {}, cause);
}
