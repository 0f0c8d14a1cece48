import pg from 'pg';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { Desk } from '../central/desk.ts';
import { blankSerialOf, strongPin } from './issuing.ts';

/** Whoever may apply for a card, as far as the commands of his issuing name him. */
export interface PushApplicant {
  readonly id: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly name: string;
  readonly birthDate: string;
}

/** One window of the county centre as the central office knows it, with as many blanks as are wanted. */
export interface PushDesk {
  readonly desk: Desk;
  readonly applicants: readonly PushApplicant[];
  readonly clerkId: string;
  readonly workstationNumber: number;
}

const applicantsSql = `
select id, document_kind as "documentKind", document_number as "documentNumber", name, birth_date as "birthDate"
from insured_person as person
where deceased_on is null and birth_date < '2008-01-01' and document_kind <> 'passport'
  and not exists (select 1 from card where card.county = person.county and card.person_id = person.id)
  and not exists (
    select 1 from service_record where service_record.county = person.county and service_record.person_id = person.id)
order by substr(document_number, 13) limit $1`;

const blanksSql = `
insert into blank_card (county, version, id, card_number, bank_card_number, office_id, workstation_id, status,
  service_id, changed_on)
select $1, 0, serial, 'Z' || serial, '62' || lpad(serial, 17, '0'), $2, $3, 'in-stock', null, '2026-01-05'
from unnest($4::text[]) as serial`;

/**
 * Enrols a window and hands blanks of the bench's own out to it, past the feed, as if they had always been there.
 * @param superuser the central office's database, as somebody whom row-level security does not hold
 */
export async function openPushDesk(url: string, superuser: string, wanted: number): Promise<PushDesk> {
  const desk = await Desk.enrol(url);
  const { county, officeId, workstationId } = desk.enrolled;
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    const serials = Array.from({ length: wanted }, (_unused, index) => blankSerialOf(index));
    await client.query(blanksSql, [county, officeId, workstationId, serials]);
    const { rows: applicants } = await client.query<PushApplicant>(applicantsSql, [wanted]);
    if (applicants.length < wanted)
      throw new Error(`only ${applicants.length} of ${wanted} people may apply`);
    const { rows: clerks } = await client.query<{ id: string; number: string }>(
      `select clerk.id, workstation.number from clerk, workstation
       where clerk.office_id = $1 and clerk.role = 'clerk' and clerk.active and workstation.id = $2
       order by clerk.id limit 1`,
      [officeId, workstationId],
    );
    const [clerk] = clerks;
    if (clerk === undefined) throw new Error('the county has no clerk');
    // What counters and central office do by themselves after a while, done now so that every run finds the same.
    await client.query('vacuum analyze');
    return { desk, applicants, clerkId: clerk.id, workstationNumber: Number(clerk.number) };
  } finally {
    await client.end();
  }
}

/** The six commands of the issuing to one applicant, as a counter makes them; the index gives blank and service number. */
export function issuingCommands(pushDesk: PushDesk, index: number): readonly CommandEnvelope[] {
  const { desk, applicants, clerkId, workstationNumber } = pushDesk;
  const person = applicants[index];
  if (person === undefined) throw new Error('there are not so many applicants');
  const { county, officeId, workstationId } = desk.enrolled;
  const { today, now } = desk.hello;
  const origin = { officeId, workstationId, clerkId, today, at: now };
  const make = (kind: string, request: unknown) => desk.command(kind, request, { origin });
  const running = String(index + 1).padStart(4, '0');
  const position = String(workstationNumber).padStart(3, '0');
  const serviceNumber = `${county}-${today.replaceAll('-', '')}-${position}-9${running}`;
  const step = { serviceNumber, personId: person.id };
  const blankSerial = blankSerialOf(index);
  const cardNumber = `Z${blankSerial}`;
  const production = (name: string) =>
    make('record-card-production', { ...step, blankSerial, step: name, note: null });
  const sealedPin = desk.seal(cardNumber, strongPin(person, blankSerial));
  return [
    make('accept-card-application', {
      ...step,
      channel: 'in-person',
      documentKind: person.documentKind,
      documentNumber: person.documentNumber,
      documentName: person.name,
      documentValidUntil: 'long-term',
      photoCompared: true,
    }),
    production('chip-written'),
    production('printed'),
    production('verified'),
    make('set-card-pin', { ...step, cardNumber, sealedPin }),
    make('hand-over-card', { ...step, cardNumber, blankSerial, receiptSigned: true }),
  ];
}
