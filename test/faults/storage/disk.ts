import type { Chance } from '../support/chance.ts';
import type { JournalRecord } from './journal.ts';

/**
 * A disk as a power cut sees it. What was written lies in a cache until its file is synced, and names (made, removed,
 * renamed) until their folder is; of what lies in the cache any part may have reached the disk, in any order, or none.
 * Names go in their order, as the journal of a file system keeps them.
 */
export class Disk {
  /** Names as they are on the disk for sure. */
  #kept: Map<string, StoredFile>;
  /** Names as the program sees them. */
  #seen: Map<string, StoredFile>;
  #names: NameChange[] = [];
  readonly #byInode = new Map<string, StoredFile>();

  /** @param files what is on the disk, whole and synced */
  constructor(files: ReadonlyMap<string, Buffer>) {
    this.#kept = new Map([...files].map(([name, bytes]) => [name, new StoredFile(bytes)]));
    this.#seen = new Map(this.#kept);
  }

  do(record: JournalRecord): void {
    switch (record.what) {
      case 'create': {
        const file = new StoredFile(Buffer.alloc(0));
        this.#byInode.set(record.file, file);
        this.#name({ what: 'put', name: record.name, file });
        return;
      }
      case 'open':
        this.#byInode.set(record.file, this.#called(record.name));
        return;
      case 'write':
      case 'truncate':
        this.#file(record.file).change(record);
        return;
      case 'sync':
        this.#file(record.file).sync();
        return;
      case 'sync names':
        this.#kept = new Map(this.#seen);
        this.#names = [];
        return;
      case 'unlink':
        this.#name({ what: 'remove', name: record.name });
        return;
      case 'rename':
        this.#name({ what: 'rename', name: record.from, to: record.to });
        return;
      case 'mark':
        return;
      default:
        record satisfies never;
    }
  }

  /** What is found after the power went now; `manner` and `chance` say what became of that which was not synced. */
  left(manner: Manner, chance: Chance): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#kept);
    for (const change of this.#names.slice(0, howMany(manner, chance, this.#names.length))) {
      apply(names, change);
    }
    return new Map([...names].map(([name, file]) => [name, file.left(manner, chance)]));
  }

  #file(inode: string): StoredFile {
    const file = this.#byInode.get(inode);
    if (file === undefined) throw new Error('the journal names a file that it has not seen opened');
    return file;
  }

  #called(name: string): StoredFile {
    const file = this.#seen.get(name);
    if (file === undefined) throw new Error(`the journal opens ${name}, which it has not seen made`);
    return file;
  }

  #name(change: NameChange): void {
    this.#names.push(change);
    apply(this.#seen, change);
  }
}

/**
 * What becomes of that which was not synced: nothing of it survives, all of it, what was written first, all but one, or
 * any part of it, some of it torn.
 */
export const manners = ['nothing', 'everything', 'beginning', 'all but one', 'some, torn'] as const;
export type Manner = (typeof manners)[number];

type FileChange = Extract<JournalRecord, { readonly what: 'write' | 'truncate' }>;

type NameChange =
  | { readonly what: 'put'; readonly name: string; readonly file: StoredFile }
  | { readonly what: 'remove'; readonly name: string }
  | { readonly what: 'rename'; readonly name: string; readonly to: string };

/** How many of so many changes of names have reached the disk. */
function howMany(manner: Manner, chance: Chance, changes: number): number {
  if (manner === 'nothing') return 0;
  return manner === 'everything' ? changes : chance.below(changes + 1);
}

function apply(names: Map<string, StoredFile>, change: NameChange): void {
  if (change.what === 'put') names.set(change.name, change.file);
  else {
    const file = names.get(change.name);
    names.delete(change.name);
    if (change.what === 'rename' && file !== undefined) names.set(change.to, file);
  }
}

class StoredFile {
  #synced: Contents;
  #changes: FileChange[] = [];

  constructor(bytes: Buffer) {
    this.#synced = new Contents(bytes);
  }

  change(change: FileChange): void {
    this.#changes.push(change);
  }

  sync(): void {
    for (const change of this.#changes) this.#synced.apply(change);
    this.#changes = [];
  }

  left(manner: Manner, chance: Chance): Buffer {
    const contents = new Contents(this.#synced.bytes());
    for (const change of survivors(this.#changes, manner, chance)) contents.apply(change);
    return contents.bytes();
  }
}

function survivors(changes: readonly FileChange[], manner: Manner, chance: Chance): readonly FileChange[] {
  switch (manner) {
    case 'nothing':
      return [];
    case 'everything':
      return changes;
    case 'beginning':
      return changes.slice(0, chance.below(changes.length + 1));
    case 'all but one':
      return changes.toSpliced(chance.below(Math.max(1, changes.length)), 1);
    case 'some, torn':
      return changes.filter(() => chance.happens(0.5)).flatMap((one) => torn(one, chance));
    default:
      return manner satisfies never;
  }
}

/** A third of the writes reaches the disk in part: some of its sectors of 512 bytes, or some of its pages. */
function torn(change: FileChange, chance: Chance): readonly FileChange[] {
  if (change.what === 'truncate' || !chance.happens(0.33)) return [change];
  const unit = chance.pick([512, 4096]);
  const parts: FileChange[] = [];
  let from = change.offset;
  const end = change.offset + change.bytes.length;
  while (from < end) {
    const to = Math.min(end, (Math.floor(from / unit) + 1) * unit);
    if (chance.happens(0.5)) {
      parts.push({
        ...change,
        offset: from,
        bytes: change.bytes.subarray(from - change.offset, to - change.offset),
      });
    }
    from = to;
  }
  return parts;
}

/** A file's bytes, growing as it is written; what was never written is zero. */
class Contents {
  #buffer: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#buffer = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  apply(change: FileChange): void {
    if (change.what === 'truncate') {
      this.#grow(change.size);
      if (change.size < this.#size) this.#buffer.fill(0, change.size, this.#size);
      this.#size = change.size;
      return;
    }
    const end = change.offset + change.bytes.length;
    this.#grow(end);
    change.bytes.copy(this.#buffer, change.offset);
    this.#size = Math.max(this.#size, end);
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }

  #grow(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = Buffer.alloc(Math.max(size, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#size);
    this.#buffer = larger;
  }
}
