/** The longest pause between two keys of a scanner, milliseconds; no clerk types a whole number that fast. */
export const scanPause = 50;

/** What a scanned text is, by its form alone. */
export type ScanKind = 'blank-serial' | 'document-number' | 'card-number' | 'service-number';

export interface Scan {
  readonly kind: ScanKind;
  readonly text: string;
}

export interface ScannedKey {
  /** One character, or 'Enter' or 'Tab'. */
  readonly key: string;
  readonly timeStamp: number;
}

/** Recognises what a scanner sends: 8 digits, an ID number, a card number, a service number; anything else is typing. */
export function classifyScan(text: string): Scan | null {
  const read = text.replace(/\s/g, '').toUpperCase();
  if (/^\d{8}$/.test(read)) return { kind: 'blank-serial', text: read };
  if (/^\d{17}[\dX]$/.test(read)) return { kind: 'document-number', text: read };
  if (/^[A-Z]\d{8}$/.test(read)) return { kind: 'card-number', text: read };
  if (/^\d{6}-\d{8}-\d{3}-\d{4,6}$/.test(read)) return { kind: 'service-number', text: read };
  return null;
}

/**
 * Tells scans from typing: characters at most `pause` milliseconds apart, closed by Enter or Tab as quickly. Answers
 * the scan at its closing key, 'begun' at the first character of what may become one, and null otherwise.
 */
export class ScanRecogniser {
  readonly #pause: number;
  #text = '';
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(pause = scanPause) {
    this.#pause = pause;
  }

  take(key: ScannedKey): Scan | 'begun' | null {
    const quick = key.timeStamp - this.#lastAt <= this.#pause;
    this.#lastAt = key.timeStamp;
    if (key.key === 'Enter' || key.key === 'Tab') {
      const text = quick ? this.#text : '';
      this.#text = '';
      return classifyScan(text);
    }
    if (key.key.length !== 1) return null;
    this.#text = quick ? this.#text + key.key : key.key;
    return quick && this.#text.length > 1 ? null : 'begun';
  }
}
