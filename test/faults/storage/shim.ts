import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workFolder } from '../../../build/setup/paths.mjs';

const source = fileURLToPath(new URL('shim.c', import.meta.url));

/** The library of shim.c, compiled where it is not there yet; needs gcc. */
function compiledShim(): string {
  const version = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const library = join(workFolder, `storage-shim-${version}.so`);
  if (existsSync(library)) return library;
  mkdirSync(workFolder, { recursive: true });
  const fresh = `${library}.${process.pid}`;
  const flags = ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC'];
  execFileSync('gcc', [...flags, '-o', fresh, source, '-ldl', '-lpthread'], { stdio: 'inherit' });
  // Two that compile at the same time both give it the same name, whole.
  renameSync(fresh, library);
  return library;
}

export interface ShimFiles {
  /** The folder that is watched; its own files only, no folder in it. */
  readonly folder: string;
  /** Only files whose names begin so; all of them without it. */
  readonly names?: string;
  readonly control: string;
  /** Null: no journal is kept. */
  readonly journal: string | null;
  readonly marks: string | null;
}

/** What a process must have in its environment for its files to be watched. */
export function shimEnvironment({
  folder,
  names,
  control,
  journal,
  marks,
}: ShimFiles): Record<string, string> {
  return {
    LD_PRELOAD: compiledShim(),
    SHIM_FOLDER: folder,
    SHIM_CONTROL: control,
    ...(names === undefined ? {} : { SHIM_NAMES: names }),
    ...(journal === null ? {} : { SHIM_JOURNAL: journal }),
    ...(marks === null ? {} : { SHIM_MARKS: marks }),
  };
}

/** Kinds of calls, as in shim.c. */
export const calls = { write: 1, truncate: 2, sync: 4, name: 8, read: 16, remove: 32 } as const;

/** Numbers of the operating system (Linux). */
export const errorNumbers = { EIO: 5, ENOSPC: 28 } as const;

export interface Fault {
  readonly kinds: number;
  readonly error: keyof typeof errorNumbers;
  /** The call that fails, counted from 0 from now on. */
  readonly at: number;
  /** Every later call fails too, until it is mended. */
  readonly lasting: boolean;
  /** A write that fails has written its beginning, about half of it, to a sector's end. */
  readonly torn: boolean;
}

/** `struct control` in shim.c: what is told to a watched process, and what it tells. */
export class ShimControl {
  readonly #handle: number;

  constructor(file: string) {
    if (!existsSync(file)) writeFileSync(file, Buffer.alloc(4096));
    this.#handle = openSync(file, 'r+');
  }

  fail({ kinds, error, at, lasting, torn }: Fault): void {
    this.#write(0, [kinds, errorNumbers[error], at, lasting ? 1 : 0, torn ? 1 : 0, 0, 0]);
  }

  /** Nothing fails any more. */
  mend(): void {
    this.#write(0, [0]);
  }

  /** How many calls have failed since `fail`. */
  failed(): number {
    return this.#read(6);
  }

  /** Ends the watched process before it adds this record to its journal; 0 is never. */
  endAt(record: number): void {
    this.#write(7, [record, 0]);
  }

  close(): void {
    closeSync(this.#handle);
  }

  #write(place: number, numbers: readonly number[]): void {
    const bytes = Buffer.alloc(numbers.length * 4);
    for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, index * 4);
    writeSync(this.#handle, bytes, 0, bytes.length, place * 4);
  }

  #read(place: number): number {
    const bytes = Buffer.alloc(4);
    readSync(this.#handle, bytes, 0, 4, place * 4);
    return bytes.readUInt32LE(0);
  }
}
