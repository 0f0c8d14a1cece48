import type { CentralOffice, CounterQueries, PersonSearchRow } from '../../counter/ports.ts';
import type { DocumentReader } from '../../counter/ports/platform.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';

/**
 * The reader of a demonstration: it reads the document of the person whose page is open, as if he had laid it on the
 * reader, or of a grown-up of the same surname who acts for him, or of any who acts for an employer. A production
 * counter has a device or none. `today` is the counter's day in Shanghai.
 */
export function demonstrationReader(
  central: Pick<CentralOffice, 'photo'>,
  queries: CounterQueries,
  today: () => string,
): DocumentReader {
  return {
    async read({ person, whose }) {
      if (person === null || whose === 'representative') {
        const relative = relativeOf(queries, person);
        if (relative === undefined) return null;
        const { documentNumber, name, birthDate } = relative;
        return {
          documentKind: 'resident-id-card',
          documentNumber,
          name,
          validUntil: validUntil(birthDate, today()),
          photo: await central.photo(relative.personId),
          reader: 'demonstration',
        };
      }
      return {
        documentKind: person.documentKind,
        documentNumber: person.documentNumber,
        name: person.name,
        validUntil: validUntil(person.birthDate, today()),
        photo: await central.photo(person.id),
        reader: 'demonstration',
      };
    },
  };
}

/** Somebody of working age with an ID card, of the same surname where there is one. */
function relativeOf(queries: CounterQueries, person: InsuredPerson | null): PersonSearchRow | undefined {
  const surname = Array.from(person?.name ?? '')
    .slice(0, 1)
    .join('');
  const namesakes = surname === '' ? [] : queries.personsByName(surname, 50);
  return [...namesakes, ...queries.personsByDocumentNumber('3', 50)].find(
    ({ personId, documentNumber, birthDate }) =>
      personId !== person?.id &&
      /^[1-7]\d{16}[\dX]$/.test(documentNumber) &&
      birthDate > '1960' &&
      birthDate < '2000',
  );
}

/** No reader is connected. */
export const noReader: DocumentReader = { read: () => Promise.resolve(null) };

/**
 * Long-term from 46 on, otherwise the next term of ten or twenty years (Resident Identity Card Law art. 5), as if
 * each card were renewed on the birthday.
 */
function validUntil(birthDate: string, today: string): string {
  const born = Number(birthDate.slice(0, 4));
  const day = birthDate.slice(4) === '-02-29' ? '-02-28' : birthDate.slice(4);
  const terms = [16, 26, 46];
  const next = terms.map((age) => `${born + age}${day}`).find((date) => date >= today);
  return next ?? 'long-term';
}
