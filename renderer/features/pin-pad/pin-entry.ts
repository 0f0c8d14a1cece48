/** What is being entered, one after the other: nothing of it outlives its sending. */
export interface PinEntry {
  /** Never empty; the last one is the one that is being typed. */
  readonly typed: readonly [string, ...string[]];
}

export type PinKey =
  { readonly kind: 'digit'; readonly digit: string } | { readonly kind: 'erase' | 'clear' };

export const pinLength = 6;
export const emptyEntry: PinEntry = { typed: [''] };

/** What is typed at the moment. */
export function digitsOf({ typed }: PinEntry): string {
  return typed.at(-1) ?? '';
}

/** The entry after a key. A seventh digit is not taken; erasing an empty entry begins the one before it anew. */
export function pressPinKey(entry: PinEntry, key: PinKey): PinEntry {
  const digits = digitsOf(entry);
  switch (key.kind) {
    case 'digit':
      return digits.length === pinLength ? entry : withDigits(entry, digits + key.digit);
    case 'erase':
      return digits === '' ? beforeThis(entry) : withDigits(entry, digits.slice(0, -1));
    case 'clear':
      return emptyEntry;
    default:
      return key satisfies never;
  }
}

/**
 * What Enter does: go on to the next entry, send all, or nothing while digits are missing.
 * @param entries how many are asked for
 */
export function enterPin(entry: PinEntry, entries: number): PinEntry | { readonly send: readonly string[] } {
  if (digitsOf(entry).length < pinLength) return entry;
  return entry.typed.length < entries ? { typed: [...entry.typed, ''] } : { send: entry.typed };
}

function withDigits({ typed: [first, ...others] }: PinEntry, digits: string): PinEntry {
  return { typed: others.length === 0 ? [digits] : [first, ...others.slice(0, -1), digits] };
}

function beforeThis({ typed: [first, ...others] }: PinEntry): PinEntry {
  return others.length < 2 ? emptyEntry : { typed: [first, ...others.slice(0, -2), ''] };
}
