/** Why the encrypted file cannot be used. None of these ever changes the file. */
export type DatabaseErrorCode =
  /** The key does not open the file (or its very first page is damaged: from outside both look the same). */
  | 'database-key-wrong'
  /** A SQLite file, but not encrypted: not one that this program wrote. */
  | 'database-not-encrypted'
  /** Written by a later version of the program. */
  | 'database-newer'
  /** Cut off, empty or otherwise not whole. */
  | 'database-damaged'
  /** The file is gone while its write-ahead log is still there: something took it away. */
  | 'database-missing'
  /** The operating system or another program does not let us open it. */
  | 'database-unavailable'
  /** The disk does not read or write what the file has there. */
  | 'database-disk-failing'
  /** A setting that the promises rest on did not take effect on this connection. */
  | 'database-setting-refused'
  /** The disk is full. */
  | 'storage-full';

/** An error of the storage with its code. The message carries codes and numbers only, nothing personal. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    code: DatabaseErrorCode,
    params: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}

/** The code that SQLite ('SQLITE_NOTADB' …) or the file system ('EACCES' …) gave an error, or null. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return /^(?:SQLITE_[A-Z_]+|E[A-Z0-9]+)$/.test(error.code) ? error.code : null;
}
