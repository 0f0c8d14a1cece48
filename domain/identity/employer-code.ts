import { normaliseTypedNumber } from './typed-number.ts';

export type EmployerCodeProblem = 'length' | 'characters' | 'check-digit';

export type EmployerCodeReading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: EmployerCodeProblem };

/** Digits and capital letters without I, O, S, V, Z, which are too easily misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Reads an employer's unified social credit code 统一社会信用代码 (GB 32100-2015) as typed. A code of the early pilots may
 * fail the check: it is refused here with 'check-digit', and a supervisor may accept it with a reason.
 */
export function parseEmployerCode(text: string): EmployerCodeReading {
  const code = normaliseTypedNumber(text);
  if (!Array.from(code).every((character) => ALPHABET.includes(character)))
    return { ok: false, problem: 'characters' };
  if (code.length !== 18) return { ok: false, problem: 'length' };
  if (employerCodeCheckCharacter(code.slice(0, 17)) !== code.charAt(17)) {
    return { ok: false, problem: 'check-digit' };
  }
  return { ok: true, code };
}

/**
 * The check character (31 - S mod 31) mod 31, S weighted with 3^(i-1) mod 31; remainder 0 gives '0'. 31 is prime and
 * the 17 weights are all different, so every single wrong character is found and every exchange of two of the 17;
 * only an exchange of the first character with the check character itself goes unseen, both weighing 1.
 * @throws RangeError when it is not given 17 characters of the code's alphabet.
 */
export function employerCodeCheckCharacter(first17: string): string {
  const values = Array.from(first17).map((character) => ALPHABET.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) {
    throw new RangeError('the check character is made from 17 characters of the alphabet');
  }
  let weight = 1;
  let sum = 0;
  for (const value of values) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}
