import { ageOn } from '../calendar/civil-date.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { checkDocumentNumber } from '../identity/identity-document.ts';
import { checkPersonName } from '../identity/person-name.ts';
import type { Authorisation, InsuredPerson, PresentedDocument, Representative } from '../records/records.ts';
import type { ApplicationChannel } from './issue-card-requests.ts';

/** An applicant below this age comes with a guardian (domain rules section 3). */
const guardianAge = 16;
/** Who acts for another is of full age (Civil Code art. 17 and 18). */
const fullAge = 18;

/** What shows that somebody may act for the insured person, by how he comes. */
export const authorisationsOf = {
  agent: ['written-authorisation', 'household-booklet'],
  guardian: ['household-booklet', 'guardianship-proof'],
} as const satisfies Readonly<Record<Exclude<ApplicationChannel, 'in-person'>, readonly Authorisation[]>>;

/** How whoever acts for him may be related to the insured person, as the clerk chooses it. */
export const relations = {
  agent: ['spouse', 'parent', 'child', 'sibling', 'other-relative', 'colleague', 'community-worker', 'other'],
  guardian: ['parent', 'grandparent', 'sibling', 'spouse', 'child', 'other-relative', 'civil-affairs'],
} as const satisfies Readonly<Record<Exclude<ApplicationChannel, 'in-person'>, readonly string[]>>;

/** Below the age of 16 nobody applies or collects but with his guardian. */
export function refuseWithoutGuardian(
  person: InsuredPerson,
  comesAs: 'in-person' | 'holder' | 'agent' | 'guardian' | 'employer',
  today: string,
): readonly Refusal[] {
  const age = ageOn(person.birthDate, today);
  return age < guardianAge && comesAs !== 'guardian'
    ? [refuse('guardian-required', { age, limit: guardianAge })]
    : [];
}

/** Whether the person applies and collects only with his guardian. */
export function needsGuardian(person: Pick<InsuredPerson, 'birthDate'>, today: string): boolean {
  return ageOn(person.birthDate, today) < guardianAge;
}

/** Every reason why this one may not act for the person, each beside its field. */
export function refuseRepresentative(
  channel: ApplicationChannel,
  representative: Representative | null,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if (channel === 'in-person' || representative === null) {
    const fits = channel === 'in-person' && representative === null;
    return fits ? [] : [refuse('representative-mismatch', { channel }, 'channel')];
  }
  const fitting: readonly Authorisation[] = authorisationsOf[channel];
  return [
    ...refuseActingFor(representative, person, today, 'representative'),
    ...(fitting.includes(representative.authorisation)
      ? []
      : [
          refuse(
            'authorisation-unfit',
            { channel, authorisation: representative.authorisation },
            'representative.authorisation',
          ),
        ]),
  ];
}

/**
 * Somebody else's document: nothing on record to hold it against, so its form, its term, and that he is of full age
 * and not the insured person himself. A passport carries no birth date: there the clerk's eye must do.
 */
export function refuseActingFor(
  document: PresentedDocument,
  person: InsuredPerson,
  today: string,
  field: 'representative' | 'collector',
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const numberField = `${field}.documentNumber`;
  const reading = checkDocumentNumber(document.documentKind, document.documentNumber);
  if (!reading.ok) {
    refusals.push(refuse('document-number-invalid', { problem: reading.problem }, numberField));
  } else {
    if (reading.number === person.documentNumber) {
      refusals.push(refuse('representative-is-holder', {}, numberField));
    } else if (reading.birthDate !== undefined && ageOn(reading.birthDate, today) < fullAge) {
      refusals.push(
        refuse(
          'representative-under-age',
          { age: ageOn(reading.birthDate, today), limit: fullAge },
          numberField,
        ),
      );
    }
  }
  if (!checkPersonName(document.name).ok) refusals.push(refuse('document-name-invalid', {}, `${field}.name`));
  return [...refusals, ...refuseExpired(document, today, `${field}.documentValidUntil`)];
}

/** A document holds until its last day (Resident Identity Card Law art. 5). */
export function refuseExpired(
  { documentValidUntil }: Pick<PresentedDocument, 'documentValidUntil'>,
  today: string,
  field: string,
): readonly Refusal[] {
  return documentValidUntil !== 'long-term' && documentValidUntil < today
    ? [refuse('document-expired', { date: documentValidUntil }, field)]
    : [];
}

/** The document with its number in the form that is stored. */
export function stored<Presented extends PresentedDocument>(document: Presented): Presented {
  const reading = checkDocumentNumber(document.documentKind, document.documentNumber);
  return { ...document, documentNumber: reading.ok ? reading.number : document.documentNumber };
}
