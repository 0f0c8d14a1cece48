import type { CivilDate } from '../calendar/civil-date.ts';
import { parsePermanentResidenceCard } from './permanent-residence-card.ts';
import type { ResidentIdWarning, Sex } from './resident-id.ts';
import { parseResidentId } from './resident-id.ts';
import { normaliseTypedNumber } from './typed-number.ts';

export const identityDocumentKinds = [
  'resident-id-card',
  'household-booklet',
  'temporary-id-card',
  'residence-permit-hmt',
  'permanent-residence-card',
  'passport',
] as const;
export type IdentityDocumentKind = (typeof identityDocumentKinds)[number];

export type DocumentNumberProblem = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit';

export type DocumentNumberReading =
  | {
      readonly ok: true;
      /** The form that is stored: ASCII, upper case, without blanks. */
      readonly number: string;
      /** Only where the number carries it. */
      readonly birthDate?: CivilDate;
      readonly sex?: Sex;
      readonly warnings: readonly ResidentIdWarning[];
    }
  | { readonly ok: false; readonly problem: DocumentNumberProblem };

/**
 * Checks the number of an identity document by the rule of its kind, as typed. ID card, temporary ID card and
 * household booklet carry a resident ID number; a residence permit carries one of its own regions, and each of the
 * two in the other's place is the problem 'region': the clerk has chosen the wrong kind of document.
 */
export function checkDocumentNumber(kind: IdentityDocumentKind, text: string): DocumentNumberReading {
  switch (kind) {
    case 'resident-id-card':
    case 'household-booklet':
    case 'temporary-id-card':
      return checkResidentNumber(text, false);
    case 'residence-permit-hmt':
      return checkResidentNumber(text, true);
    case 'permanent-residence-card':
      return checkPermanentResidenceCard(text);
    case 'passport':
      return checkPassport(text);
    default: {
      const unknownKind: never = kind;
      throw new RangeError(`no rule for the document kind ${String(unknownKind)}`);
    }
  }
}

function checkResidentNumber(text: string, permit: boolean): DocumentNumberReading {
  const reading = parseResidentId(text);
  if (!reading.ok) return reading;
  if (reading.permit !== permit) return { ok: false, problem: 'region' };
  const { number, birthDate, sex, warnings } = reading;
  return { ok: true, number, birthDate, sex, warnings };
}

function checkPermanentResidenceCard(text: string): DocumentNumberReading {
  const reading = parsePermanentResidenceCard(text);
  if (!reading.ok) return reading;
  const { number, warnings } = reading;
  return reading.form === '2023'
    ? { ok: true, number, birthDate: reading.birthDate, sex: reading.sex, warnings }
    : { ok: true, number, warnings };
}

/** 5 to 17 letters and digits, nothing more: every state numbers its passports in its own way. */
function checkPassport(text: string): DocumentNumberReading {
  const number = normaliseTypedNumber(text);
  if (!/^[A-Z0-9]*$/.test(number)) return { ok: false, problem: 'characters' };
  if (number.length < 5 || number.length > 17) return { ok: false, problem: 'length' };
  return { ok: true, number, warnings: [] };
}
