import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { registrationDays } from '../employer/late-registration.ts';
import { documentKindByForm, documentKindOfWords } from '../identity/document-kind-words.ts';
import {
  checkDocumentNumber,
  type DocumentNumberReading,
  type IdentityDocumentKind,
} from '../identity/identity-document.ts';
import { checkPersonName, sameName } from '../identity/person-name.ts';
import { maskResidentId, type ResidentIdWarning } from '../identity/resident-id.ts';
import { refuseNewCard } from '../issuance/accept-card-application.ts';
import type { Employer, InsuredPerson } from '../records/records.ts';
import { endsLikeCutNumber } from './cell-text.ts';
import type { CardRosterColumn } from './roster-columns.ts';
import type { RosterRow } from './roster-rows.ts';

/** One row of a card batch's roster as it is understood, before anybody looks into the records. */
export interface CardRosterEntry {
  readonly rowNumber: number;
  readonly name: string;
  /** Null where the roster names a kind that there is not. */
  readonly documentKind: IdentityDocumentKind | null;
  /** In the stored form where it is right, otherwise as in the roster. */
  readonly documentNumber: string;
  readonly numberIsRight: boolean;
  readonly warnings: readonly ResidentIdWarning[];
  readonly hiredOn: CivilDate | null;
  /** What is wrong with the row whatever the records say. */
  readonly refusals: readonly Refusal[];
  /** What is wrong with cells that a card does not need: told, and no reason to refuse. */
  readonly remarks: readonly Refusal[];
}

export interface CardRosterFacts {
  readonly employer: Employer;
  readonly today: CivilDate;
  /** The insured person with the row's document number. */
  readonly person: InsuredPerson | undefined;
  /** The answers to `cardRosterLookups` of that person; null where there is none. */
  readonly held: Facts | null;
  /** An earlier row with the same document number, or null. */
  readonly earlierRow: number | null;
}

export interface CardRosterVerdict {
  readonly rowNumber: number;
  /** Whose card it would be; null where the county does not know the person. */
  readonly personId: string | null;
  /** Empty: this person gets a card. */
  readonly refusals: readonly Refusal[];
  readonly remarks: readonly Refusal[];
}

/** Understands one row: which document, which number, which day, and everything that is wrong with them at once. */
export function readCardRosterRow(row: RosterRow<CardRosterColumn>): CardRosterEntry {
  const { cells } = row;
  const documentKind =
    cells.documentKind === ''
      ? documentKindByForm(cells.documentNumber)
      : documentKindOfWords(cells.documentKind);
  const isUnread = (column: CardRosterColumn) => row.problems.some(({ field }) => field === column);
  const reading =
    documentKind === null || isUnread('documentNumber')
      ? null
      : checkDocumentNumber(documentKind, cells.documentNumber);
  const refusals: Refusal[] = row.problems.filter(({ field }) => !isByTheWay(field));
  if (!isUnread('name')) refusals.push(...refuseName(cells.name));
  if (documentKind === null) refusals.push(refuse('document-kind-not-accepted', {}, 'documentKind'));
  if (reading !== null) refusals.push(...refuseNumber(reading, cells.documentNumber));
  return {
    rowNumber: row.rowNumber,
    name: cells.name,
    documentKind,
    documentNumber: reading?.ok === true ? reading.number : cells.documentNumber,
    numberIsRight: reading?.ok === true,
    warnings: reading?.ok === true ? reading.warnings : [],
    hiredOn: isUnread('hiredOn') || cells.hiredOn === '' ? null : cells.hiredOn,
    refusals,
    remarks: row.problems.filter(({ field }) => isByTheWay(field)),
  };
}

/** For every document number that is right the first row that has it. */
export function firstRowsByNumber(
  entries: readonly Pick<CardRosterEntry, 'rowNumber' | 'documentNumber' | 'numberIsRight'>[],
): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { documentNumber, numberIsRight, rowNumber } of entries) {
    if (numberIsRight && !rows.has(documentNumber)) rows.set(documentNumber, rowNumber);
  }
  return rows;
}

/** Of the persons with a document number the one whom a row means: two states may give two passports one number. */
export function personOfRow(
  entry: Pick<CardRosterEntry, 'name' | 'documentKind' | 'numberIsRight'>,
  persons: readonly InsuredPerson[],
): InsuredPerson | undefined {
  if (!entry.numberIsRight) return undefined;
  const candidates = persons.filter(
    ({ documentKind }) => (documentKind === 'passport') === (entry.documentKind === 'passport'),
  );
  return candidates.find(({ name }) => sameName(name, entry.name)) ?? candidates[0];
}

/** What must be known of the person of a row before the row is judged. */
export function cardRosterLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'card', by: 'personId', value: personId },
    { table: 'serviceRecord', by: 'personId', value: personId },
  ];
}

/**
 * Judges one row: a card can be made, or every reason why not at once. The sentences go to the employer, so none of
 * them tells what the county's records hold of a person beyond what stands in the way.
 */
export function judgeCardRosterRow(entry: CardRosterEntry, facts: CardRosterFacts): CardRosterVerdict {
  const { person, held, today, earlierRow, employer } = facts;
  const refusals: Refusal[] = [...entry.refusals];
  if (earlierRow !== null)
    refusals.push(refuse('roster-person-twice', { row: earlierRow }, 'documentNumber'));
  if (entry.hiredOn !== null && entry.hiredOn > today) {
    refusals.push(refuse('hired-in-future', { date: entry.hiredOn }, 'hiredOn'));
  }
  if (person === undefined) {
    if (entry.numberIsRight) refusals.push(refuse('person-unknown'), ...refuseLateRegistration(entry, today));
  } else {
    if (!sameName(entry.name, person.name)) refusals.push(refuse('roster-name-differs', {}, 'name'));
    if (person.employerId !== employer.id || person.insuranceStatus !== '1') {
      refusals.push(refuse('not-insured-with-employer', { employer: employer.name }));
      refusals.push(...refuseLateRegistration(entry, today));
    }
    if (held !== null) refusals.push(...refuseNewCard(held, person, today));
  }
  return {
    rowNumber: entry.rowNumber,
    personId: person?.id ?? null,
    refusals,
    remarks: entry.remarks,
  };
}

/** A card is made without knowing how to reach its holder: a slip there does not cost him his card. */
function isByTheWay(field: string | null): boolean {
  return field === 'phone' || field === 'remark';
}

function refuseName(text: string): readonly Refusal[] {
  const name = checkPersonName(text);
  if (name.ok) return [];
  switch (name.problem) {
    case 'characters': {
      const character = `U+${name.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
      return [refuse('roster-name-characters', { character }, 'name')];
    }
    case 'too-long':
    case 'empty':
      return [refuse('roster-name-length', {}, 'name')];
    default:
      return name satisfies never;
  }
}

function refuseNumber(reading: DocumentNumberReading, written: string): readonly Refusal[] {
  if (reading.ok) return [];
  // A spreadsheet that took the number for a quantity kept 15 digits of it and wrote zeros for the rest.
  if (endsLikeCutNumber(written)) {
    return [refuse('roster-number-damaged', { column: '', text: maskResidentId(written) }, 'documentNumber')];
  }
  return [refuse('document-number-invalid', { problem: reading.problem }, 'documentNumber')];
}

/** Hired more than 30 days ago, and not insured with this employer today. */
function refuseLateRegistration(entry: CardRosterEntry, today: CivilDate): readonly Refusal[] {
  if (entry.hiredOn === null) return [];
  const days = daysBetween(entry.hiredOn, today);
  return days > registrationDays
    ? [refuse('registration-overdue', { date: entry.hiredOn, days, limit: registrationDays }, 'hiredOn')]
    : [];
}
