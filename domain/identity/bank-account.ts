import { keepEnds, maskNumber } from './masking.ts';
import { normaliseTypedNumber } from './typed-number.ts';

export type BankAccountProblem = 'length' | 'characters' | 'check-digit';

export type BankAccountReading =
  | { readonly ok: true; readonly number: string }
  | { readonly ok: false; readonly problem: BankAccountProblem };

/** Reads a bank account number as typed: 16 to 19 digits, the last one the Luhn check digit (ISO/IEC 7812-1, annex B). */
export function parseBankAccount(text: string): BankAccountReading {
  const number = normaliseTypedNumber(text);
  if (!/^[0-9]*$/.test(number)) return { ok: false, problem: 'characters' };
  if (number.length < 16 || number.length > 19) return { ok: false, problem: 'length' };
  if (luhnCheckDigit(number.slice(0, -1)) !== number.slice(-1)) return { ok: false, problem: 'check-digit' };
  return { ok: true, number };
}

/**
 * The Luhn check digit for the digits before it. It finds every single wrong digit and every exchange of neighbours,
 * except of 0 and 9.
 * @throws RangeError when it is not given digits.
 */
export function luhnCheckDigit(first: string): string {
  if (!/^[0-9]+$/.test(first)) throw new RangeError('the check digit is made from digits');
  let sum = 0;
  for (let fromRight = 0; fromRight < first.length; fromRight += 1) {
    const figure = Number(first.charAt(first.length - 1 - fromRight));
    const weighted = fromRight % 2 === 0 ? figure * 2 : figure;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Masks an account number: the first four and the last four digits stay, a shorter number hides more. */
export function maskBankAccount(number: string): string {
  return Array.from(number).length >= 16 ? keepEnds(number, 4, 4) : maskNumber(number);
}
