import { closeSync, openSync, readSync } from 'node:fs';

/** What the file of a write-ahead log holds, read without SQLite and without the key. */
export interface LogContents {
  /** Frames up to the end of the last whole transaction: so many SQLite must find as well. */
  readonly committedFrames: number;
  /**
   * A frame is broken that was whole on the disk before: a bit of it is another, or a later transaction was begun, which is
   * done only when the one before is synced.
   */
  readonly damaged: boolean;
}

/** Sizes of the file format (sqlite.org/fileformat2.html#walformat). */
const headerSize = 32;
const frameHeaderSize = 24;
const sectorSize = 512;
/** No transaction of fewer frames was too large for the cache, of which some would have been written before its commit. */
const framesInCache = 10_000;

/** Two running sums over words of 32 bits. */
type Sums = readonly [number, number];

/**
 * Reads a log as SQLite does when it recovers one, and further. SQLite takes the first frame that does not hold for the
 * end: after a power cut that is right, because only what was not synced can be broken. Where a bit fell over later, the
 * transactions behind it would silently be gone; they are still there to be seen, since every frame's sums go on from
 * those of the frame before.
 * @throws what the file system says when it cannot be read
 */
export function readLog(file: string): LogContents {
  const handle = openSync(file, 'r');
  try {
    return readFrames(handle);
  } finally {
    closeSync(handle);
  }
}

function readFrames(handle: number): LogContents {
  const header = Buffer.alloc(headerSize);
  if (readSync(handle, header, 0, headerSize, 0) < headerSize) return { committedFrames: 0, damaged: false };
  const addUp = sumsIn(header.readUInt32BE(0));
  const begun = addUp?.(header.subarray(0, headerSize - 8), [0, 0]);
  if (addUp === undefined || begun === undefined || !isSame(begun, sumsAt(header, headerSize - 8))) {
    // The header is synced before the first frame is written.
    return { committedFrames: 0, damaged: readSync(handle, header, 0, 1, headerSize) > 0 };
  }
  const salts = header.subarray(16, 24);
  const frame = Buffer.alloc(frameHeaderSize + header.readUInt32BE(8));
  let committedFrames = 0;
  let computed = begun;
  let stored = begun;
  let whole = true;
  let surelyCommitted = false;
  let isMended = false;
  /** Of which pages there are frames that hold, behind the last commit, with one broken frame among them at most. */
  const pages = new Set<number>();
  for (let number = 1; ; number += 1) {
    const place = headerSize + (number - 1) * frame.length;
    if (readSync(handle, frame, 0, frame.length, place) < frame.length) break;
    const page = frame.readUInt32BE(0);
    const isOurs = salts.equals(frame.subarray(8, 16)) && page !== 0;
    const own = sumsAt(frame, 16);
    const after = (sums: Sums): Sums =>
      addUp(frame.subarray(frameHeaderSize), addUp(frame.subarray(0, 8), sums));
    const next: Sums = after(computed);
    const isFlipped: boolean =
      whole && isOurs && !isSame(next, own) && isOneBitBetween(next, own, frame.length);
    const holds: boolean =
      isOurs && (isFlipped || isSame(next, own) || (!whole && isSame(after(stored), own)));
    const commits = frame.readUInt32BE(4) !== 0;
    // One transaction writes a page once; the last one of a transaction that was too large for the cache is written again.
    const isAgain = pages.has(page) && !(commits && number - committedFrames > framesInCache);
    if (!whole && holds && (surelyCommitted || isAgain)) return { committedFrames, damaged: true };
    if (!whole && !holds) pages.clear();
    if (holds) pages.add(page);
    whole &&= holds;
    isMended ||= isFlipped;
    if (whole && commits) {
      if (isMended) return { committedFrames, damaged: true };
      committedFrames = number;
      pages.clear();
    }
    surelyCommitted = commits && (holds || isInOneSector(place));
    computed = isFlipped ? own : next;
    stored = own;
  }
  return { committedFrames, damaged: false };
}

/** A power cut leaves a frame's header as it was or as it is, unless it lies on both sides of a sector's end. */
function isInOneSector(place: number): boolean {
  return (place % sectorSize) + frameHeaderSize <= sectorSize;
}

/**
 * Whether the sums would hold if one bit of the frame's content were another. What a power cut leaves of a page is never
 * that: pages are encrypted, each time with another nonce, so that two of them differ in every part.
 * @param length bytes of the frame
 */
function isOneBitBetween(computed: Sums, stored: Sums, length: number): boolean {
  const first = (stored[0] - computed[0]) | 0;
  const second = (stored[1] - computed[1]) | 0;
  // What one more in the first or the second word of a pair adds to the sums, from the last pair backwards.
  let inFirst: Sums = [1, 1];
  let inSecond: Sums = [0, 1];
  for (let place = length - 8; place >= frameHeaderSize; place -= 8) {
    for (const [one, other] of [inFirst, inSecond]) {
      for (let bit = 1; bit !== 0; bit <<= 1) {
        const isMore = Math.imul(one, bit) === first && Math.imul(other, bit) === second;
        const isLess = Math.imul(one, -bit) === first && Math.imul(other, -bit) === second;
        if (isMore || isLess) return true;
      }
    }
    inFirst = onePairLater(inFirst);
    inSecond = onePairLater(inSecond);
  }
  return false;
}

function onePairLater([first, second]: Sums): Sums {
  const next = (first + second) | 0;
  return [next, (second + next) | 0];
}

/** How the sums of this log are made, by the first four bytes of its header; undefined where they are no log's. */
function sumsIn(magic: number): ((bytes: Buffer, from: Sums) => Sums) | undefined {
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return undefined;
  const isBigEndian = magic === 0x377f0683;
  return (bytes, from) => {
    let [first, second] = from;
    for (let place = 0; place < bytes.length; place += 8) {
      const one = isBigEndian ? bytes.readUInt32BE(place) : bytes.readUInt32LE(place);
      const other = isBigEndian ? bytes.readUInt32BE(place + 4) : bytes.readUInt32LE(place + 4);
      first = (first + one + second) >>> 0;
      second = (second + other + first) >>> 0;
    }
    return [first, second];
  };
}

function sumsAt(bytes: Buffer, place: number): Sums {
  return [bytes.readUInt32BE(place), bytes.readUInt32BE(place + 4)];
}

function isSame(one: Sums, other: Sums): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

/**
 * How many frames SQLite goes by, from the index that it has made of the log in memory (sqlite.org/walformat.html): the
 * numbers in it are in the order of this machine, which is the little end first wherever the program runs.
 * @param index the index, open
 */
export function framesInIndex(index: number): number {
  const bytes = Buffer.alloc(20);
  return readSync(index, bytes, 0, 20, 0) < 20 ? 0 : bytes.readUInt32LE(16);
}
