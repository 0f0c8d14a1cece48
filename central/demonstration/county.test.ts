import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { recordChange } from '../../contract/records.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import type { TableName } from '../../domain/records/record-tables.ts';
import { byPerson, countyInMemory } from './county-in-memory.ts';
import { demonstrationCounty } from './county.ts';

const settings = { persons: 2_000, seed: 1, today: '2026-11-22' };

function fingerprint(given: Parameters<typeof demonstrationCounty>[0]): string {
  const hash = createHash('sha256');
  for (const batch of demonstrationCounty(given).batches()) {
    for (const one of batch) hash.update(`${canonicalJson(one)}\n`);
  }
  return hash.digest('hex');
}

describe('the demonstration county', () => {
  it('is the same to the last byte on every machine and in every run', () => {
    expect(fingerprint(settings)).toBe('ef62b9a089fcd3ab06f3220dd3353245f12cd948d83f0050e7ee962915f625e6');
  });

  it('is another one with another seed or on another day', () => {
    const small = { ...settings, persons: 50 };
    const prints = [small, { ...small, seed: 2 }, { ...small, today: '2026-11-23' }].map(fingerprint);
    expect(new Set(prints).size).toBe(3);
  });

  it('makes the same persons whatever the size of the county', () => {
    const name = (persons: number) => countyInMemory({ ...settings, persons }).insuredPerson.slice(0, 200);
    const identity = ({ employerId: _employer, ...person }: ReturnType<typeof name>[number]) => person;
    expect(name(3_000).map(identity)).toEqual(name(200).map(identity));
  });

  it('comes table by table in the order of the tables, at most 5,000 records at a time', () => {
    const order: TableName[] = [];
    for (const batch of demonstrationCounty({ ...settings, persons: 3_000 }).batches()) {
      expect(batch.length).toBeGreaterThan(0);
      expect(batch.length).toBeLessThanOrEqual(5_000);
      const tables = new Set(batch.map((one) => one.table));
      expect(tables.size).toBe(1);
      order.push(...tables);
    }
    // When a county begins nothing is scanned, on its way between offices, on a roster or counted, and nothing is paid out, transferred,
    // printed or closed.
    const empty: readonly TableName[] = [
      'attachment',
      'parcel',
      'employerBatch',
      'stockCount',
      'bankRequest',
      'approval',
      'payment',
      'relationshipTransfer',
      'incomingRemittance',
      'payout',
      'registeredPaper',
      'paperPrint',
      'stockMovement',
      'dayClose',
    ];
    expect(order.filter((table, index) => table !== order[index - 1])).toEqual(
      tableNames.filter((table) => !empty.includes(table)),
    );
  });

  it.each(['2025-01-01', '2026-01-05', '2026-11-22', '2026-12-31', '2027-07-25', '2028-02-29'])(
    'crosses every border and holds nothing of tomorrow on %s',
    (today) => {
      for (const batch of demonstrationCounty({ persons: 600, seed: 'border', today }).batches()) {
        for (const one of batch) {
          expect(recordChange.parse(one)).toEqual(one);
          for (const field of [
            'birthDate',
            'deceasedOn',
            'paidOn',
            'openedOn',
            'postedOn',
            'changedOn',
            'issuedOn',
            'billedOn',
          ]) {
            const day = new Map<string, unknown>(Object.entries(one.record)).get(field);
            if (typeof day === 'string' && day > today) expect.fail(`${one.table}.${field} is ${day}`);
          }
        }
      }
    },
  );

  it('has every id once, and every number that must be unique once', () => {
    const county = countyInMemory({ ...settings, persons: 10_000 });
    const once = (values: readonly (string | number)[]) => {
      expect(new Set(values).size).toBe(values.length);
    };
    for (const table of tableNames) once(county[table].map((record) => record.id));
    once(county.insuredPerson.map((person) => person.documentNumber));
    once(county.insuredPerson.flatMap((person) => person.phone ?? []));
    once(county.ledgerEntry.map((entry) => entry.serial));
    once(county.workstation.map((workstation) => workstation.number));
    once(county.clerk.map((clerk) => clerk.loginName));
    once(county.employer.map((employer) => employer.name));
    // A card that was made from a blank of the stock has the blank's numbers; no other card has them.
    const blanks = new Map(county.blankCard.map((blank) => [blank.id, blank]));
    const cards = county.card.filter((card) => !blanks.has(card.blankSerial));
    once([...cards.map((card) => card.id), ...county.blankCard.map((blank) => blank.cardNumber)]);
    once([...cards, ...county.blankCard].map((one) => one.bankCardNumber));
    once(county.card.map((card) => card.blankSerial));
  });

  it('names nobody and nothing that is not there', () => {
    const county = countyInMemory(settings);
    const known = (table: TableName) => {
      const ids = new Set(county[table].map((record) => record.id));
      return (id: string | null) => id === null || ids.has(id);
    };
    const [person, employer, office] = [known('insuredPerson'), known('employer'), known('office')];
    const [workstation, service, clerk] = [known('workstation'), known('serviceRecord'), known('clerk')];
    const holds = (results: readonly boolean[]) => {
      expect(results.filter((result) => !result)).toEqual([]);
    };
    holds(county.workstation.map((one) => office(one.officeId)));
    holds(county.clerk.map((one) => office(one.officeId)));
    holds(county.insuredPerson.map((one) => employer(one.employerId)));
    holds(county.contributionPeriod.map((one) => person(one.personId) && employer(one.employerId)));
    holds([...county.personalAccount, ...county.financialAccount].map((one) => person(one.id)));
    holds(county.ledgerEntry.map((one) => person(one.personId)));
    holds(county.medicalBill.map((one) => person(one.personId)));
    holds(
      county.blankCard.map(
        (one) => office(one.officeId) && workstation(one.workstationId) && service(one.serviceId),
      ),
    );
    holds(county.card.map((one) => person(one.personId) && office(one.officeId) && service(one.serviceId)));
    holds(
      county.serviceRecord.map(
        (one) =>
          person(one.personId) &&
          office(one.officeId) &&
          workstation(one.workstationId) &&
          clerk(one.clerkId) &&
          one.steps.every((step) => clerk(step.clerkId)),
      ),
    );
    expect(county.personalAccount.length).toBe(county.insuredPerson.length);
  });

  it('holds the people whom a demonstration needs among any two thousand', () => {
    const county = countyInMemory(settings);
    const cards = byPerson(county.card);
    const adult = '2008-11-22';
    const canApply = county.insuredPerson.filter(
      (person) => person.deceasedOn === null && person.birthDate <= adult && !cards.has(person.id),
    );
    expect(canApply.length).toBeGreaterThanOrEqual(160);
    const cases = {
      'under sixteen': county.insuredPerson.filter((person) => person.birthDate > '2010-11-22'),
      dead: county.insuredPerson.filter((person) => person.deceasedOn !== null),
      'dead and not settled': county.insuredPerson.filter(
        (person) =>
          person.deceasedOn !== null &&
          county.personalAccount.some((account) => account.id === person.id && account.status === 'sealed'),
      ),
      'sealed account': county.personalAccount.filter((account) => account.status === 'sealed'),
      'closed account': county.personalAccount.filter((account) => account.status === 'closed'),
      frozen: county.financialAccount.filter((account) => account.status === 'frozen'),
      'open bill': county.medicalBill.filter((bill) => bill.state === 'open'),
      reversal: county.ledgerEntry.filter((entry) => entry.kind === 'reversal'),
      ...Object.fromEntries(
        (['0', '1', '2', '3', '4', '9'] as const).map((status) => [
          `card ${status}`,
          county.card.filter((card) => card.status === status),
        ]),
      ),
    };
    for (const [name, found] of Object.entries(cases)) expect(found.length, name).toBeGreaterThanOrEqual(2);
  });

  it('refuses a size or a day that cannot be', () => {
    for (const persons of [0, -1, 1.5, 1_000_001]) {
      expect(() => demonstrationCounty({ ...settings, persons })).toThrow(RangeError);
    }
    expect(() => demonstrationCounty({ ...settings, today: '2026-02-30' })).toThrow(RangeError);
  });

  it('can be as small as one person', () => {
    const county = countyInMemory({ ...settings, persons: 1 });
    expect(county.insuredPerson.length).toBe(1);
    expect(county.employer.length).toBe(5);
    expect(county.serviceRecord).toEqual([]);
  });
});
