import { connect, type DatabaseOptions } from '../../db/open-database.ts';

/** Somebody who has his card in hand and comes to a window with his document. */
export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly cardNumber: string;
}

/** Grown-up living people with a valid card and no service, spread over the county. */
export function findVisitors(database: DatabaseOptions): readonly Visitor[] {
  const reader = connect(database);
  try {
    return reader
      .prepare<[], Visitor>(
        `SELECT person.id, person.name, person.document_number AS documentNumber, card.id AS cardNumber
         FROM insured_person AS person JOIN card ON card.person_id = person.id
         WHERE person.deceased_on IS NULL AND person.birth_date < '2000-01-01' AND card.status = '1'
           AND person.document_kind = 'resident-id-card'
           AND NOT EXISTS (SELECT 1 FROM service_record WHERE service_record.person_id = person.id)
         ORDER BY substr(person.document_number, 13), card.id`,
      )
      .all();
  } finally {
    reader.close();
  }
}

/** Who he is, as every service at a window asks it. */
export function presentedBy({ name, documentNumber }: Visitor) {
  const document = {
    name,
    documentKind: 'resident-id-card',
    documentNumber,
    documentValidUntil: 'long-term',
  };
  return { channel: 'in-person', document, representative: null, photoCompared: true } as const;
}
