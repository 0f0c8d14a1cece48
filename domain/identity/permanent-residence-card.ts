import type { CivilDate } from '../calendar/civil-date.ts';
import { isProvince } from './region-code.ts';
import type { Sex } from './resident-id.ts';
import { birthDateInNumber, residentIdCheckCharacter, sexOfSequence } from './resident-id.ts';
import { normaliseTypedNumber } from './typed-number.ts';

export type PermanentResidenceCardProblem = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit';

export type PermanentResidenceCardReading =
  | {
      readonly ok: true;
      readonly form: '2023';
      /** 18 characters, X in upper case. */
      readonly number: string;
      readonly birthDate: CivilDate;
      readonly sex: Sex;
      /** GB/T 2260, two digits: where the card was first applied for. */
      readonly provinceCode: string;
      /** Three digits as in ISO 3166-1 numeric; not looked up, states come and go. */
      readonly nationality: string;
      readonly warnings: readonly [];
    }
  | {
      readonly ok: true;
      readonly form: 'older';
      /** Three capital letters and twelve digits. */
      readonly number: string;
      /** Three letters as in ISO 3166-1 alpha-3; not looked up. */
      readonly nationality: string;
      readonly warnings: readonly [];
    }
  | { readonly ok: false; readonly problem: PermanentResidenceCardProblem };

/**
 * Reads the number of a foreigner's permanent residence ID card 外国人永久居留身份证. Both forms are in use: that of
 * 1 December 2023 (National Immigration Administration: 9, province, nationality, birth date, sequence with an odd
 * last digit for men, check character as in GB 11643) and the older one of three letters and twelve digits, whose
 * parts no public rule explains, so nothing is read from them.
 * Takes it as typed; refused with the first problem found, in the order characters, length, region (also where the
 * leading 9 is missing: a citizen's number), birth date, check digit.
 */
export function parsePermanentResidenceCard(text: string): PermanentResidenceCardReading {
  const typed = normaliseTypedNumber(text);
  if (/^[A-Z]{1,3}$|^[A-Z]{3}[0-9]*$/.test(typed)) return parseOlderForm(typed);
  if (!/^[0-9]*X?$/.test(typed)) return { ok: false, problem: 'characters' };
  if (typed.length !== 18) return { ok: false, problem: 'length' };
  const provinceCode = typed.slice(1, 3);
  if (!typed.startsWith('9') || !isProvince(provinceCode)) return { ok: false, problem: 'region' };
  const birthDate = birthDateInNumber(typed);
  if (birthDate === undefined) return { ok: false, problem: 'birth-date' };
  if (residentIdCheckCharacter(typed.slice(0, 17)) !== typed.charAt(17)) {
    return { ok: false, problem: 'check-digit' };
  }
  return {
    ok: true,
    form: '2023',
    number: typed,
    birthDate,
    sex: sexOfSequence(typed),
    provinceCode,
    nationality: typed.slice(3, 6),
    warnings: [],
  };
}

function parseOlderForm(typed: string): PermanentResidenceCardReading {
  if (typed.length !== 15) return { ok: false, problem: 'length' };
  return { ok: true, form: 'older', number: typed, nationality: typed.slice(0, 3), warnings: [] };
}
