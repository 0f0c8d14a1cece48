/** A value that the database must have given as text. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('the database gave no text where text is kept');
  return value;
}

/** A value that the database must have given as bytes. */
export function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('the database gave no bytes where bytes are kept');
  return value;
}

/** A value that the database must have given as a whole number. */
export function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new Error('the database gave no number where a number is kept');
  return value;
}
