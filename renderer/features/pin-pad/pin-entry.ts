/** What is being entered: nothing of it outlives its sending. */
export interface PinEntry {
  readonly first: string;
  /** Null until the first entry was confirmed with Enter. */
  readonly second: string | null;
}

export type PinKey =
  { readonly kind: 'digit'; readonly digit: string } | { readonly kind: 'erase' | 'clear' };

export const pinLength = 6;
export const emptyEntry: PinEntry = { first: '', second: null };

/** The entry after a key. A seventh digit is not taken; erasing an empty second entry goes back to the first. */
export function pressPinKey(entry: PinEntry, key: PinKey): PinEntry {
  const digits = entry.second ?? entry.first;
  switch (key.kind) {
    case 'digit':
      return digits.length === pinLength ? entry : withDigits(entry, digits + key.digit);
    case 'erase':
      return digits === '' ? emptyEntry : withDigits(entry, digits.slice(0, -1));
    case 'clear':
      return emptyEntry;
    default:
      return key satisfies never;
  }
}

/** What Enter does: go on to the second entry, send both, or nothing while digits are missing. */
export function enterPin(entry: PinEntry): PinEntry | { readonly send: { first: string; second: string } } {
  if (entry.second === null) return entry.first.length === pinLength ? { ...entry, second: '' } : entry;
  return entry.second.length === pinLength ? { send: { first: entry.first, second: entry.second } } : entry;
}

function withDigits(entry: PinEntry, digits: string): PinEntry {
  return entry.second === null ? { first: digits, second: null } : { ...entry, second: digits };
}
