/** Why the encrypted file could not be opened, as a code that the shell has a sentence for. */
export interface StartFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Reads a failure of starting; what has no code of its own is an internal error. Paths and contents stay out of it. */
export function startFailure(error: unknown): StartFailure {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: error.code, params: {} };
  }
  return { code: 'internal-error', params: {} };
}
