import type { CentralOffice, DocumentReader } from '../../counter/ports.ts';

/**
 * The reader of a demonstration: it reads the document of the person whose page is open, as if he had laid it on the
 * reader. A production counter has a device or none. `today` is the counter's day in Shanghai.
 */
export function demonstrationReader(
  central: Pick<CentralOffice, 'photo'>,
  today: () => string,
): DocumentReader {
  return {
    async read(expected) {
      return {
        documentKind: expected.documentKind,
        documentNumber: expected.documentNumber,
        name: expected.name,
        validUntil: validUntil(expected.birthDate, today()),
        photo: await central.photo(expected.id),
        reader: 'demonstration',
      };
    },
  };
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
