/** Money in whole fen (1/100 yuan): an integer no further from 0 than 9,007,199,254,740,991 (90 trillion yuan). */
export type Fen = number;

export type ParseYuanProblem = 'empty' | 'characters' | 'decimals' | 'range';

export type YuanReading =
  { readonly ok: true; readonly fen: Fen } | { readonly ok: false; readonly problem: ParseYuanProblem };

/** Says whether a number is an amount in whole fen. */
export function isFen(amount: number): boolean {
  return Number.isSafeInteger(amount);
}

/**
 * Returns the amount it was given, and never the negative zero.
 * @throws RangeError when it is not whole or outside the range; the amount stays out of the message.
 */
export function requireFen(amount: number): Fen {
  if (!isFen(amount)) throw new RangeError('an amount must be whole fen');
  return amount + 0;
}

/**
 * The sum of amounts in fen; 0 for none.
 * @throws RangeError when an amount is no whole fen, or a partial sum leaves the range in which integers are exact.
 */
export function addFen(...amounts: readonly Fen[]): Fen {
  return amounts.reduce<Fen>((sum, amount) => requireFen(sum + requireFen(amount)), 0);
}

/**
 * Yuan with thousands separators and always two decimals, '1,234.50'; negative amounts with the ASCII hyphen,
 * '-1,234.50', so that every program reads them.
 * @throws RangeError when `fen` is not whole fen.
 */
export function formatYuan(fen: Fen): string {
  return `${requireFen(fen) < 0 ? '-' : ''}${formatMagnitude(fen)}`;
}

/**
 * Yuan with its sign for statements and receipts: '+1,234.50', '−1,234.50' (U+2212, as wide as the plus), '0.00'.
 * @throws RangeError when `fen` is not whole fen.
 */
export function formatSignedYuan(fen: Fen): string {
  const amount = requireFen(fen);
  const sign = amount > 0 ? '+' : amount < 0 ? '\u2212' : '';
  return `${sign}${formatMagnitude(amount)}`;
}

/**
 * Reads an amount in yuan as a clerk types or pastes it: blanks around it, full-width digits and signs of a Chinese
 * input method, one leading sign ('-', '−' or '+'), thousands separators when they stand at the thousands, at most
 * two decimals. Never rounds: a third decimal is the problem 'decimals'. '.5', '1.', '12,34' are the problem
 * 'characters', because what was meant is not certain.
 */
export function parseYuan(text: string): YuanReading {
  const typed = text
    .trim()
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  if (typed === '') return { ok: false, problem: 'empty' };
  const match = /^([-+\u2212]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?$/.exec(typed);
  if (match === null) return { ok: false, problem: 'characters' };
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length > 2) return { ok: false, problem: 'decimals' };
  // Every whole number above the range reads as 2^53 or more, so the comparison is exact before rounding could matter.
  const fen = Number(whole.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (!isFen(fen)) return { ok: false, problem: 'range' };
  return { ok: true, fen: sign === '-' || sign === '\u2212' ? 0 - fen : fen };
}

function formatMagnitude(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return `${yuan}.${digits.slice(-2)}`;
}
