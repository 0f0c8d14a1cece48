import { connect, type DatabaseOptions } from '../../db/open-database.ts';

/** Bare prepared statements, each answered as the rows of a list of hits. */
export interface RawLookups {
  readonly byId: (documentNumber: string) => readonly RawRow[];
  readonly byNamePrefix: (prefix: string) => readonly RawRow[];
  readonly close: () => void;
}

export interface RawRow {
  readonly personId: string;
}

const row = `SELECT person.id AS personId, person.name AS name, person.document_number AS documentNumber,
    person.sex AS sex, person.birth_date AS birthDate, employer.name AS employerName,
    (SELECT card.status FROM card WHERE card.person_id = person.id AND card.status IS NOT NULL
       AND card.making <> '09' ORDER BY card.issued_on DESC, card.id DESC LIMIT 1) AS cardStatus
  FROM insured_person AS person LEFT JOIN employer ON employer.id = person.employer_id`;

/** Opens a connection of its own on the file, with the program's settings; a list has at most so many rows. */
export function rawLookups(options: DatabaseOptions, limit: number): RawLookups {
  const database = connect(options);
  const byId = database.prepare<[string, number], RawRow>(
    `${row} WHERE person.document_number = ? ORDER BY person.id LIMIT ?`,
  );
  const byNamePrefix = database.prepare<[string, string, number], RawRow>(
    `${row} WHERE person.name >= ? AND person.name < ? ORDER BY person.name, person.id LIMIT ?`,
  );
  return {
    byId: (documentNumber) => byId.all(documentNumber, limit),
    byNamePrefix: (prefix) => byNamePrefix.all(prefix, `${prefix}\u{10FFFF}`, limit),
    close: () => database.close(),
  };
}

/** What is looked for. */
export interface LookupKeys {
  readonly ids: readonly string[];
  readonly namePrefixes: readonly string[];
}

/** So many ID numbers and beginnings of names (two characters), of people spread over the whole county. */
export function drawKeys(options: DatabaseOptions, wanted: number): LookupKeys {
  const database = connect(options);
  try {
    const persons = database
      .prepare<{ wanted: number }, { documentNumber: string; name: string }>(
        `SELECT document_number AS documentNumber, name FROM (
           SELECT document_number, name, row_number() OVER (ORDER BY id) AS place,
             max(count(*) OVER () / @wanted, 1) AS stride FROM insured_person
           WHERE document_kind = 'resident-id-card' AND name >= '\u{4e00}')
         WHERE place % stride = 0 LIMIT @wanted`,
      )
      .all({ wanted });
    const mixed = shuffled(persons);
    return {
      ids: mixed.map((person) => person.documentNumber),
      namePrefixes: mixed.map((person) => Array.from(person.name).slice(0, 2).join('')),
    };
  } finally {
    database.close();
  }
}

/** Always in the same disorder: by a multiplicative hash of the place (Knuth). */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item, index) => ({ item, order: Math.imul(index + 1, 0x9e37_79b1) >>> 0 }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
