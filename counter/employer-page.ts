import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { EmployerPage, InsuredPersonRow } from '../contract/employer-page.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { arrearsOf, type Arrears } from '../domain/employer/arrears.ts';
import { isRegisteredLate, lastRegistrationDay } from '../domain/employer/late-registration.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { rightsOf } from './contributions.ts';
import type { CounterRoom } from './counter-ports.ts';
import { searchNames } from './employer-names.ts';
import { noteListing } from './note-look.ts';
import type { InsuredRow, PaidRow, RegistrationRow } from './ports/employers.ts';

/** 查找单位: by name, wherever the typed part stands in it, by pinyin or its initials, or by the credit code. */
export async function searchEmployers(
  room: CounterRoom,
  input: CallRequest<'searchEmployers'>,
): Promise<Outcome<CallOutput<'searchEmployers'>>> {
  const found = await searchNames(room.storage.queries.employers(), input.text);
  const hits = found
    .slice(0, input.limit)
    .map(({ id: employerId, name, active }) => ({ employerId, name, active }));
  return succeed({ hits, more: found.length > input.limit });
}

/** 参保单位: the employer and how many of its people there is something to say of. */
export function getEmployerPage(
  room: CounterRoom,
  input: CallRequest<'getEmployerPage'>,
): Outcome<EmployerPage> {
  const { records, queries, memory } = room.storage;
  const employer = records.get('employer', input.employerId)?.record;
  if (employer === undefined) return fail('not-found');
  const insured = queries.countInsured(employer.id);
  const registrations = latestRegistrations(room, employer.id);
  const known = [...registrations.values()].filter(({ hiredOn }) => hiredOn !== null);
  return succeed({
    employerId: employer.id,
    name: employer.name,
    phone: employer.phone,
    active: employer.active,
    insured,
    late: known.filter(isLate).length,
    hiringUnknown: insured - known.length,
    arrears: arrearsByPerson(room, employer.id).size,
    batches: records
      .find('employerBatch', 'employerId', employer.id)
      .toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))
      .map(({ id: batchId, letterNumber, openedOn, stage, rows, officeId }) => ({
        ...{ batchId, letterNumber, openedOn, stage, rows },
        officeName: records.get('office', officeId)?.record.name ?? officeId,
      })),
    asOf: memory.get('as-of'),
  });
}

/** A page of its people. That they were listed is a look at them, and is in the audit trail. */
export function listInsured(
  room: CounterRoom,
  input: CallRequest<'listInsured'>,
): Outcome<CallOutput<'listInsured'>> {
  const { employerId, show, skip, limit } = input;
  const { records } = room.storage;
  if (records.get('employer', employerId) === undefined) return fail('not-found');
  const registrations = latestRegistrations(room, employerId);
  const { rows, total } = choose(room, input, registrations);
  const today = room.clock.today();
  noteListing(
    room,
    { employerId, show, skip },
    rows.map(({ id }) => id),
  );
  const present = today.slice(0, 7);
  const persons = rows.slice(0, limit).flatMap((row): readonly InsuredPersonRow[] => {
    const person = records.get('insuredPerson', row.id)?.record;
    if (person === undefined) return [];
    const rights = rightsOf(room, person);
    const periods = records.find('contributionPeriod', 'personId', row.id);
    return [
      {
        personId: row.id,
        name: row.name,
        maskedNumber: maskResidentId(row.documentNumber),
        month: rights.months.find(({ month }) => month === present)?.status ?? null,
        pooled: rights.today.pooled.answer,
        arrears: arrearsOf(employerId, periods, row, today),
        registered: viewRegistration(registrations.get(row.id)),
      },
    ];
  });
  return succeed({ persons, total });
}

function choose(
  room: CounterRoom,
  { employerId, show, skip, limit }: CallRequest<'listInsured'>,
  registrations: ReadonlyMap<string, RegistrationRow>,
): { readonly rows: readonly InsuredRow[]; readonly total: number } {
  const { queries } = room.storage;
  const among = (ids: readonly string[]) => ({
    rows: queries.insuredAmong(ids, skip, limit),
    total: ids.length,
  });
  switch (show) {
    case 'insured':
      return {
        rows: queries.insuredOf(employerId, skip, limit),
        total: queries.countInsured(employerId),
      };
    case 'late':
      return among([...registrations.values()].filter(isLate).map(({ personId }) => personId));
    case 'arrears':
      return among([...arrearsByPerson(room, employerId).keys()]);
    default:
      return show satisfies never;
  }
}

/** Of everybody who is with the employer his last registration with it. */
function latestRegistrations(room: CounterRoom, employerId: string): ReadonlyMap<string, RegistrationRow> {
  const latest = new Map<string, RegistrationRow>();
  for (const one of room.storage.queries.registrationsOf(employerId)) {
    const before = latest.get(one.personId);
    if (before === undefined || before.registeredOn < one.registeredOn) latest.set(one.personId, one);
  }
  return latest;
}

function arrearsByPerson(room: CounterRoom, employerId: string): ReadonlyMap<string, Arrears> {
  const today = room.clock.today();
  const periods = Map.groupBy(room.storage.queries.paidOf(employerId), ({ id }: PaidRow) => id);
  const found = new Map<string, Arrears>();
  for (const [personId, paid] of periods) {
    const [person] = paid;
    const arrears = person === undefined ? null : arrearsOf(employerId, paid, person, today);
    if (arrears !== null) found.set(personId, arrears);
  }
  return found;
}

function isLate({ hiredOn, registeredOn }: RegistrationRow): boolean {
  return hiredOn !== null && isRegisteredLate(hiredOn, registeredOn);
}

function viewRegistration(row: RegistrationRow | undefined): InsuredPersonRow['registered'] {
  if (row === undefined) return null;
  const { registeredOn: on, hiredOn } = row;
  return { on, hiredOn, until: hiredOn === null ? null : lastRegistrationDay(hiredOn), late: isLate(row) };
}
