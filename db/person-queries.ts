import type Database from 'better-sqlite3';
import type { CounterQueries, PersonSearchRow } from '../counter/ports.ts';

type PersonQueries = Pick<
  CounterQueries,
  | 'personsByDocumentNumber'
  | 'personsByCardNumber'
  | 'personsByName'
  | 'personsByPinyin'
  | 'personsByInitials'
  | 'personById'
>;

/**
 * One person for a list of hits: with the employer's name and the status, with what a report of its loss says, of the
 * newest card that was handed over and not cancelled in its making (09).
 */
const personRow = `SELECT person.id AS personId, person.name AS name, person.document_number AS documentNumber,
    person.sex AS sex, person.birth_date AS birthDate, employer.name AS employerName,
    newest.status AS cardStatus, newest.loss_expires_on AS lossExpiresOn,
    newest.status_before_loss AS statusBeforeLoss
  FROM insured_person AS person
    LEFT JOIN employer ON employer.id = person.employer_id
    LEFT JOIN card AS newest ON newest.id = (SELECT card.id FROM card
       WHERE card.person_id = person.id AND card.status IS NOT NULL AND card.making <> '09'
       ORDER BY card.issued_on DESC, card.id DESC LIMIT 1)`;

/** No text that begins with a prefix comes after the prefix with this behind it (the last code point, no character). */
const afterAll = '\u{10FFFF}';

/** Finding persons: prefixes as ranges of an index, in its order, each search one statement. */
export function createPersonQueries(database: Database.Database): PersonQueries {
  const byDocumentNumber = prefixSearch('document_number');
  const byName = prefixSearch('name');
  const byPinyin = prefixSearch('pinyin');
  const byInitials = prefixSearch('pinyin_initials');
  const byId = database.prepare<[string], PersonSearchRow>(`${personRow} WHERE person.id = ?`);
  const byCardNumber = database.prepare<[string], PersonSearchRow>(
    `${personRow} WHERE person.id = (SELECT held.person_id FROM card AS held WHERE held.id = ?)`,
  );

  function prefixSearch(column: string): (prefix: string, limit: number) => readonly PersonSearchRow[] {
    const statement = database.prepare<[string, string, number], PersonSearchRow>(
      `${personRow} WHERE person.${column} >= ? AND person.${column} < ?
       ORDER BY person.${column}, person.id LIMIT ?`,
    );
    return (prefix, limit) => (prefix === '' ? [] : statement.all(prefix, prefix + afterAll, limit));
  }

  return {
    personsByDocumentNumber: byDocumentNumber,
    personsByName: byName,
    personsByPinyin: byPinyin,
    personsByInitials: byInitials,
    personsByCardNumber(cardNumber) {
      return byCardNumber.all(cardNumber);
    },
    personById(id) {
      return byId.get(id);
    },
  };
}
