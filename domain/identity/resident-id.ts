import type { CivilDate } from '../calendar/civil-date.ts';
import { isCivilDate } from '../calendar/civil-date.ts';
import { keepEnds, maskNumber } from './masking.ts';
import { judgeRegion } from './region-code.ts';
import { normaliseTypedNumber } from './typed-number.ts';

export type ResidentIdWarning = 'converted-from-15' | 'region-withdrawn' | 'region-unknown';
export type ResidentIdProblem = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit';
export type Sex = 'male' | 'female';

export type ResidentIdReading =
  | {
      readonly ok: true;
      /** 18 characters, X in upper case: the form that is stored. */
      readonly number: string;
      readonly birthDate: CivilDate;
      readonly sex: Sex;
      readonly regionCode: string;
      /** The number of a residence permit for Hong Kong, Macau or Taiwan people. */
      readonly permit: boolean;
      readonly warnings: readonly ResidentIdWarning[];
    }
  | { readonly ok: false; readonly problem: ResidentIdProblem };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** No bearer of a number was born earlier: numbers were first given in 1984. */
const EARLIEST_BIRTH = '1800-01-01';

/** Sequence numbers of GB 11643-1989 for people who were a hundred already, born in the century before. */
const CENTENARIAN_SEQUENCES: ReadonlySet<string> = new Set(['996', '997', '998', '999']);

/**
 * Reads a resident ID number 公民身份号码 (GB 11643-1999) or the number of a residence permit, which has the same form
 * (国办发〔2018〕81号). Takes it as typed: full-width, lower-case x, with blanks. A number of 15 digits is converted to 18
 * and warned of, since it has no check digit that could have shown a slip.
 *
 * Refused with the first problem found, in the order characters, length, region, birth date, check digit. A birth
 * date in the future is not refused here, because a rule knows no clock: the caller compares it with its day.
 */
export function parseResidentId(text: string): ResidentIdReading {
  const typed = normaliseTypedNumber(text);
  if (!/^[0-9]*X?$/.test(typed)) return { ok: false, problem: 'characters' };
  if (typed.length === 15) return parseFifteenDigits(typed);
  if (typed.length !== 18) return { ok: false, problem: 'length' };
  return parseEighteen(typed, []);
}

/**
 * The check character of ISO 7064 MOD 11-2 for the first 17 digits. It finds every single wrong character and every
 * exchange of two characters, except of two that stand ten places apart (the weights repeat after ten).
 * @throws RangeError when it is not given 17 digits.
 */
export function residentIdCheckCharacter(first17: string): string {
  if (!/^[0-9]{17}$/.test(first17)) throw new RangeError('the check character is made from 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Masks a number of 18 characters as 110105********002X; a number of another length like any other number. */
export function maskResidentId(number: string): string {
  return Array.from(number).length === 18 ? keepEnds(number, 6, 4) : maskNumber(number);
}

/** The sex that a 17th digit stands for: odd male, even female. */
export function sexOfSequence(number: string): Sex {
  return Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
}

/** The date in places 7 to 14 as a civil date, or undefined where no bearer can have been born on it. */
export function birthDateInNumber(number: string): CivilDate | undefined {
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isCivilDate(date) && date >= EARLIEST_BIRTH ? date : undefined;
}

function parseFifteenDigits(typed: string): ResidentIdReading {
  if (typed.endsWith('X')) return { ok: false, problem: 'characters' };
  // Permits were introduced in 2018, long after the last number of 15 digits.
  if (judgeRegion(typed.slice(0, 6)) === 'permit') return { ok: false, problem: 'region' };
  const century = CENTENARIAN_SEQUENCES.has(typed.slice(12)) ? '18' : '19';
  const first17 = typed.slice(0, 6) + century + typed.slice(6);
  return parseEighteen(first17 + residentIdCheckCharacter(first17), ['converted-from-15']);
}

function parseEighteen(number: string, warnings: readonly ResidentIdWarning[]): ResidentIdReading {
  const regionCode = number.slice(0, 6);
  const region = judgeRegion(regionCode);
  if (region === 'refused') return { ok: false, problem: 'region' };
  const birthDate = birthDateInNumber(number);
  if (birthDate === undefined) return { ok: false, problem: 'birth-date' };
  if (residentIdCheckCharacter(number.slice(0, 17)) !== number.charAt(17)) {
    return { ok: false, problem: 'check-digit' };
  }
  return {
    ok: true,
    number,
    birthDate,
    sex: sexOfSequence(number),
    regionCode,
    permit: region === 'permit',
    warnings: [
      ...warnings,
      ...(region === 'withdrawn' ? (['region-withdrawn'] as const) : []),
      ...(region === 'unknown' ? (['region-unknown'] as const) : []),
    ],
  };
}
