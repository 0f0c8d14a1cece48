import type Database from 'better-sqlite3';
import type { EmployerQueries, InsuredRow, PaidRow, RegistrationRow } from '../counter/ports/employers.ts';

type EmployerRow = { readonly id: string; readonly name: string; readonly active: number };
type PaidValues = readonly [
  id: string,
  retiredFrom: string | null,
  deceasedOn: string | null,
  employerId: string | null,
  fromMonth: string,
  toMonth: string | null,
];

/** The people of an employer, along the index by employer and pinyin. */
export function createEmployerQueries(database: Database.Database): EmployerQueries {
  const row = `person.id AS id, person.name AS name, person.document_number AS documentNumber,
    person.insurance_status AS insuranceStatus, person.retired_from AS retiredFrom,
    person.deceased_on AS deceasedOn`;
  const employers = database.prepare<[], EmployerRow>('SELECT id, name, active FROM employer ORDER BY id');
  const count = database
    .prepare<[string], number>('SELECT count(*) FROM insured_person WHERE employer_id = ?')
    .pluck();
  const page = database.prepare<[string, number, number], InsuredRow>(
    `SELECT ${row} FROM insured_person AS person
     WHERE employer_id = ? ORDER BY pinyin, id LIMIT ? OFFSET ?`,
  );
  const among = database.prepare<[string, number, number], InsuredRow>(
    `SELECT ${row} FROM insured_person AS person
     WHERE id IN (SELECT value FROM json_each(?)) ORDER BY pinyin, id LIMIT ? OFFSET ?`,
  );
  // Some ten thousand rows of a large employer: as arrays, which cost half of what objects do.
  const paid = database
    .prepare<[string], PaidValues>(
      `SELECT person.id, person.retired_from, person.deceased_on, period.employer_id, period.from_month,
         period.to_month
       FROM insured_person AS person JOIN contribution_period AS period ON period.person_id = person.id
       WHERE person.employer_id = ? ORDER BY person.id`,
    )
    .raw();
  const registrations = database.prepare<[string, string], RegistrationRow>(
    `SELECT service.person_id AS personId, service.opened_on AS registeredOn,
       json_extract(service.details, '$.hiredOn') AS hiredOn
     FROM service_record AS service JOIN insured_person AS person ON person.id = service.person_id
     WHERE service.kind = 'resume-insurance' AND json_extract(service.details, '$.employerId') = ?
       AND person.employer_id = ?`,
  );

  return {
    employers: () => employers.all().map(({ id, name, active }) => ({ id, name, active: active === 1 })),
    countInsured: (employerId) => count.get(employerId) ?? 0,
    insuredOf: (employerId, skip, limit) => page.all(employerId, limit, skip),
    insuredAmong: (personIds, skip, limit) =>
      personIds.length === 0 ? [] : among.all(JSON.stringify(personIds), limit, skip),
    paidOf: (employerId) =>
      paid.all(employerId).map(([id, retiredFrom, deceasedOn, paidBy, fromMonth, toMonth]): PaidRow => ({
        ...{ id, retiredFrom, deceasedOn },
        ...{ employerId: paidBy, fromMonth, toMonth },
      })),
    registrationsOf: (employerId) => registrations.all(employerId, employerId),
  };
}
