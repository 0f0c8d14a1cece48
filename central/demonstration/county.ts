import { change, type Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import { isCivilDate } from '../../domain/calendar/civil-date.ts';
import { BirthDates, LARGEST_COUNTY } from './birth-dates.ts';
import { cardsOf, financialAccountOf } from './cards.ts';
import { hashText } from './chance.ts';
import { contributionPeriodsOf } from './contributions.ts';
import { employerCount, employerOf } from './employers.ts';
import { insuredPersonOf } from './insured-persons.ts';
import { ledgerEntriesOf, personalAccountOf } from './ledger.ts';
import {
  clerkRecords,
  demonstrationClerks,
  offices,
  workstations,
  type DemonstrationClerk,
} from './offices.ts';
import { medicalBillsOf } from './medical-bills.ts';
import { calendarYears, poolingAreaParameters } from './parameters.ts';
import { countyCode, countyName } from './places.ts';
import type { PersonPlan, Plan } from './plan.ts';
import { profileOf, type Profile } from './profile.ts';
import { blankCards, planServices, serviceRecordOf } from './services.ts';
import { Timeline } from './timeline.ts';

export { demonstrationClerks } from './offices.ts';

const BATCH_SIZE = 5_000;

export interface DemonstrationCountySettings {
  /** 1 to 1,000,000. */
  readonly persons: number;
  readonly seed: string | number;
  /** The day on which everything stands, 'YYYY-MM-DD' in Asia/Shanghai. */
  readonly today: string;
}

export interface DemonstrationCounty {
  /** The six-digit code. */
  readonly county: string;
  readonly countyName: string;
  /** Who may sign in; there is one clerk more among the records, who may not any more. */
  readonly clerks: readonly DemonstrationClerk[];
  /** All records, table by table in the order of recordTables, at most 5,000 of one table at a time. */
  batches(): Iterable<readonly Change[]>;
}

/**
 * A county that never was, for demonstrations and tests. The same settings make the same bytes; person i is made from
 * the seed and i alone, so that nothing grows with the county but the time it takes.
 * @throws RangeError when `persons` is out of range or `today` is no date
 */
export function demonstrationCounty(settings: DemonstrationCountySettings): DemonstrationCounty {
  const { persons, today } = settings;
  if (!Number.isSafeInteger(persons) || persons < 1 || persons > LARGEST_COUNTY) {
    throw new RangeError(`a demonstration county has 1 to ${LARGEST_COUNTY} persons`);
  }
  if (!isCivilDate(today)) throw new RangeError('today is not a date of the form YYYY-MM-DD');
  const plan = planCounty(settings);
  return {
    county: countyCode,
    countyName,
    clerks: demonstrationClerks,
    *batches() {
      for (const table of tableNames) yield* inBatches(table, recordsOf(plan, settings.seed, table));
    },
  };
}

function planCounty({ persons, seed: givenSeed, today }: DemonstrationCountySettings): Plan {
  const seed = hashText(String(givenSeed));
  const timeline = new Timeline(today);
  const births = new BirthDates(timeline, seed);
  const plan: PersonPlan = { seed, persons, employers: employerCount(persons), timeline, births };
  return { ...plan, services: planServices(plan) };
}

function* inBatches<T extends TableName>(
  table: T,
  records: Iterable<RecordTypes[T]>,
): Generator<readonly Change[]> {
  let batch: Change[] = [];
  for (const record of records) {
    batch.push(change(table, record));
    if (batch.length === BATCH_SIZE) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

type Records = { readonly [T in TableName]: (plan: Plan, seed: string | number) => Iterable<RecordTypes[T]> };

const records: Records = {
  poolingAreaParameter: () => poolingAreaParameters,
  calendarYear: () => calendarYears,
  office: () => offices,
  workstation: () => workstations,
  clerk: (_plan, seed) => clerkRecords(seed),
  employer: (plan) => employers(plan),
  insuredPerson: (plan) => ofEveryPerson(plan, (profile) => [insuredPersonOf(plan, profile)]),
  contributionPeriod: (plan) => ofEveryPerson(plan, (profile) => contributionPeriodsOf(plan, profile)),
  personalAccount: (plan) => ofEveryPerson(plan, (profile) => [personalAccountOf(plan, profile)]),
  financialAccount: (plan) => ofEveryPerson(plan, (profile) => financialAccountOf(plan, profile) ?? []),
  ledgerEntry: (plan) => ofEveryPerson(plan, (profile) => ledgerEntriesOf(plan, profile)),
  blankCard: (plan) => blankCards(plan),
  card: (plan) => ofEveryPerson(plan, (profile) => cardsOf(plan, profile)),
  serviceRecord: (plan) => serviceRecords(plan),
  // Nobody has scanned anything yet.
  attachment: () => [],
  parcel: () => [],
  employerBatch: () => [],
  stockCount: () => [],
  bankRequest: () => [],
  approval: () => [],
  payment: () => [],
  medicalBill: (plan) => ofEveryPerson(plan, (profile) => medicalBillsOf(plan, profile)),
  relationshipTransfer: () => [],
  incomingRemittance: () => [],
  payout: () => [],
  registeredPaper: () => [],
  paperPrint: () => [],
  stockMovement: () => [],
  dayClose: () => [],
};

function recordsOf<T extends TableName>(
  plan: Plan,
  seed: string | number,
  table: T,
): Iterable<RecordTypes[T]> {
  return records[table](plan, seed);
}

function* ofEveryPerson<R extends object>(
  plan: Plan,
  make: (profile: Profile) => readonly R[] | R,
): Generator<R> {
  for (let index = 0; index < plan.persons; index += 1) {
    const made = make(profileOf(plan, index));
    if (isList(made)) yield* made;
    else yield made;
  }
}

function isList<R extends object>(made: readonly R[] | R): made is readonly R[] {
  return Array.isArray(made);
}

function* employers(plan: Plan) {
  for (let index = 0; index < plan.employers; index += 1) yield employerOf(plan, index);
}

function* serviceRecords(plan: Plan) {
  for (const [index, service] of plan.services) yield serviceRecordOf(plan, index, service);
}
