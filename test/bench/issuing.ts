import { connect } from '../../db/open-database.ts';
import type { OpenCounterStorage } from '../../db/counter-storage.ts';
import { judgePin } from '../../domain/pin/pin-strength.ts';
import { recordTables } from '../../domain/records/record-tables.ts';
import type { BlankCard, InsuredPerson, Workstation } from '../../domain/records/records.ts';
import { typePinAtPad } from '../helpers/pin-at-pad.ts';
import type { Desk, RunningDesk } from './desk.ts';

/** The commands of one issuing, in their order; each is one commit. */
export const issuingSteps = [
  'accept',
  'chip-written',
  'printed',
  'verified',
  'set PIN',
  'hand-over',
] as const;
export type IssuingStep = (typeof issuingSteps)[number];

export interface Applicant {
  readonly person: InsuredPerson;
  readonly blankSerial: string;
}

/** Hands so many blanks of the bench's own to a workstation. Belongs into a transaction. */
export function handOutBlanks(storage: OpenCounterStorage, workstation: Workstation, wanted: number): void {
  const fields = Object.keys(recordTables.blankCard.fields);
  const rows = Array.from({ length: wanted }, (_, index) => {
    const values = new Map<string, unknown>(Object.entries(benchBlank(index, workstation)));
    return fields.map((field) => values.get(field));
  });
  storage.records.putRows('blankCard', rows, 0);
}

/** The blank with this number among the bench's own, in the hands of a workstation. */
export function benchBlank(index: number, workstation: Workstation): BlankCard {
  return {
    id: blankSerialOf(index),
    cardNumber: `Z${blankSerialOf(index)}`,
    bankCardNumber: `62${String(index).padStart(17, '0')}`,
    officeId: workstation.officeId,
    workstationId: workstation.id,
    status: 'in-stock',
    serviceId: null,
    changedOn: '2026-01-05',
  };
}

/** Grown-up living people without a card or an open service, spread over the county; each with a blank. */
export function findApplicants(desk: Pick<Desk, 'database'>, wanted: number): readonly Applicant[] {
  const reader = connect(desk.database);
  try {
    const persons = reader
      .prepare<[number], InsuredPerson>(
        `SELECT id, document_kind AS documentKind, document_number AS documentNumber, name,
           birth_date AS birthDate FROM insured_person AS person
         WHERE deceased_on IS NULL AND birth_date < '2008-01-01' AND document_kind <> 'passport'
           AND NOT EXISTS (SELECT 1 FROM card WHERE card.person_id = person.id)
           AND NOT EXISTS (SELECT 1 FROM service_record WHERE service_record.person_id = person.id)
         ORDER BY substr(document_number, 13) LIMIT ?`,
      )
      .all(wanted);
    if (persons.length < wanted) throw new Error(`only ${persons.length} of ${wanted} people may apply`);
    return persons.map((person, index) => ({ person, blankSerial: blankSerialOf(index) }));
  } finally {
    reader.close();
  }
}

/** One issuing from acceptance to hand-over, as a window asks for it. Tells how long each answer took. */
export async function issueCard(
  desk: Pick<RunningDesk, 'call'>,
  { person, blankSerial }: Applicant,
  answered: (step: IssuingStep, milliseconds: number) => void,
): Promise<void> {
  const timed = async <Answer>(step: IssuingStep, ask: () => Promise<Answer>): Promise<Answer> => {
    const begun = performance.now();
    const answer = await ask();
    answered(step, performance.now() - begun);
    // The windows are told in a turn of their own: it costs the next call, not this answer.
    await new Promise((resolve) => setImmediate(resolve));
    return answer;
  };
  const { serviceNumber } = await timed('accept', () =>
    desk.call('counter', 'acceptCardApplication', {
      personId: person.id,
      channel: 'in-person',
      documentKind: person.documentKind,
      documentNumber: person.documentNumber,
      documentName: person.name,
      documentValidUntil: 'long-term',
      photoCompared: true,
    }),
  );
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await timed(step, () =>
      desk.call('counter', 'recordCardProduction', { serviceNumber, blankSerial, step, note: null }),
    );
  }
  const pin = strongPin(person, blankSerial);
  await timed('set PIN', () =>
    typePinAtPad({ call: (name, input) => desk.call('pin-pad', name, input) }, { serviceNumber }, pin),
  );
  await timed('hand-over', () =>
    desk.call('counter', 'handOverCard', { serviceNumber, receiptSigned: true }),
  );
}

/** The serial of the blank with this number among the bench's own. */
export function blankSerialOf(index: number): string {
  return `98${String(index).padStart(6, '0')}`;
}

/** A password that this person may choose for the card of this blank. */
export function strongPin(
  { birthDate, documentNumber }: Pick<InsuredPerson, 'birthDate' | 'documentNumber'>,
  blankSerial: string,
): string {
  const numbers = [documentNumber, `Z${blankSerial}`];
  const pin = ['408162', '725093', '961347'].find(
    (one) => judgePin(one, { birthDate, numbers }).length === 0,
  );
  if (pin === undefined) throw new Error('every PIN of the bench is weak for somebody');
  return pin;
}
