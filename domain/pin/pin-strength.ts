import type { CivilDate } from '../calendar/civil-date.ts';
import { isCivilDate } from '../calendar/civil-date.ts';

/** Why a PIN is too easily guessed, in the order in which the reasons are told. */
export type PinProblem = 'not-six-digits' | 'repeated-digit' | 'run' | 'birth-date' | 'number-tail';

/** What a stranger could know of the person. */
export interface PinKnowledge {
  /** 'YYYY-MM-DD' in Asia/Shanghai. */
  readonly birthDate?: CivilDate | undefined;
  /** Card, document, bank account and telephone numbers: the last six digits of each are refused. */
  readonly numbers: readonly string[];
}

const PIN_LENGTH = 6;
const DIGITS_UPWARDS = '0123456789012345';
const DIGITS_DOWNWARDS = '9876543210987654';

/**
 * Judges a social security PIN: six digits, not one digit repeated, no run, not the birth date, not the tail of one
 * of the person's numbers. All problems at once (一次性告知); none means that the PIN may be set. A text that is not
 * six ASCII digits is only told so, since nothing else can be said of it.
 *
 * A run goes up or down by one, and over the end of the row of digits as well: 890123 and 210987 are refused,
 * because on the pad they are typed as one stroke like 123456. The birth date is refused in every order of two-digit
 * or four-digit year, month and day that makes six digits, with and without leading zeros.
 * The PIN is never part of the answer.
 * @throws RangeError when `birthDate` is given and is no date: the check must not be skipped silently.
 */
export function judgePin(pin: string, about: PinKnowledge): readonly PinProblem[] {
  const birthDateForms = about.birthDate === undefined ? [] : sixDigitForms(about.birthDate);
  if (!/^[0-9]{6}$/.test(pin)) return ['not-six-digits'];
  const problems: PinProblem[] = [];
  if (/^([0-9])\1{5}$/.test(pin)) problems.push('repeated-digit');
  if (DIGITS_UPWARDS.includes(pin) || DIGITS_DOWNWARDS.includes(pin)) problems.push('run');
  if (birthDateForms.includes(pin)) problems.push('birth-date');
  if (about.numbers.some((number) => tailOf(number) === pin)) problems.push('number-tail');
  return problems;
}

/** The last six digits, the digits alone: a resident ID that ends in X gives the six before it. */
export function tailOf(number: string): string {
  return number.replace(/[^0-9]/g, '').slice(-PIN_LENGTH);
}

/** Everything six digits long that year, month and day, or year and month, or year and day can be written as. */
function sixDigitForms(birthDate: CivilDate): readonly string[] {
  if (!isCivilDate(birthDate)) throw new RangeError('not a date of the form YYYY-MM-DD');
  const fullYear = birthDate.slice(0, 4);
  const years = [fullYear, fullYear.slice(2)];
  const months = withAndWithoutZero(birthDate.slice(5, 7));
  const days = withAndWithoutZero(birthDate.slice(8, 10));
  const forms: string[] = [];
  for (const year of years) {
    for (const month of months) {
      forms.push(...orders([year, month]));
      for (const day of days) forms.push(...orders([year, month, day]));
    }
    for (const day of days) forms.push(...orders([year, day]));
  }
  return forms.filter((form) => form.length === PIN_LENGTH);
}

function withAndWithoutZero(twoDigits: string): readonly string[] {
  return twoDigits.startsWith('0') ? [twoDigits, twoDigits.slice(1)] : [twoDigits];
}

/** Every order of the parts, each joined to one text. */
function orders(parts: readonly string[]): readonly string[] {
  if (parts.length <= 1) return [parts.join('')];
  return parts.flatMap((part, index) =>
    orders(parts.filter((_, other) => other !== index)).map((rest) => part + rest),
  );
}
