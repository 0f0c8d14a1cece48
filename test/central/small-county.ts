import { change, type Change } from '../../domain/records/change.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';

/** A county of a few people for tests of the central office: one centre with three counters, one service point. */
export const smallCounty = {
  county: '330122',
  countyName: '桐庐县',
  clerks: [],
  portrait: (person: InsuredPerson) => `<svg xmlns="http://www.w3.org/2000/svg" id="${person.id}"/>`,
  batches: () => batchesOf(records()),
};

export const centre = 'O01';
export const servicePoint = 'O02';
const workstations = ['W001', 'W002', 'W003'] as const;

/** The cards of P38, who has lost his, and of P39, who has his in hand. */
export function formerCard(person: 38 | 39): string {
  return `F900000${String(person)}`;
}

const heldCard = {
  blankSerial: '90000038',
  bankCardNumber: '6222020200112230',
  status: '1',
  making: '04',
  applicationType: '01',
  serviceId: null,
  officeId: centre,
  issuedOn: '2024-05-06',
  pinSet: true,
  lossExpiresOn: null,
  statusBeforeLoss: null,
  pinFailures: 0,
} as const;

/** Ids of insured persons: P01 … P40. All but P38 and P39 are without a card. */
export function personId(number: number): string {
  return `P${String(number).padStart(2, '0')}`;
}

/** The resident identity number of a person, with a true check character. */
export function documentNumberOf(number: number): string {
  const body = `33012219800101${String(number).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** Blank cards of a workstation (1 to 3): forty each. */
export function blankSerial(workstation: number, number: number): string {
  return `${String(workstation)}${String(number).padStart(7, '0')}`;
}

export function cardNumberOf(blank: string): string {
  return `G${blank}`;
}

const numbers = Array.from({ length: 40 }, (_unused, index) => index + 1);

function records(): readonly Change[] {
  return [
    row('poolingAreaParameter', {
      id: 'pinAttempts@2020-01-01',
      name: 'pinAttempts',
      value: '6',
      validFrom: '2020-01-01',
      source: 'test',
    }),
    row('poolingAreaParameter', {
      id: 'replacement-fee@2020-01-01',
      name: 'replacement-fee',
      value: '2000',
      validFrom: '2020-01-01',
      source: 'test',
    }),
    row('calendarYear', { id: '2026', off: ['2026-01-01'], working: ['2026-01-04'], source: 'test' }),
    row('office', { id: centre, kind: 'county-centre', name: '县医保中心', address: '', phone: '' }),
    row('office', { id: servicePoint, kind: 'service-point', name: '街道服务点', address: '', phone: '' }),
    ...workstations.map((id, index) =>
      row('workstation', { id, officeId: centre, number: index + 1, name: `${String(index + 1)}号窗口` }),
    ),
    row('workstation', { id: 'W101', officeId: servicePoint, number: 101, name: '服务点窗口' }),
    row('clerk', {
      id: 'C01',
      officeId: centre,
      loginName: 'li',
      name: '李经办',
      role: 'clerk',
      passwordHash: '',
      active: true,
    }),
    row('employer', { id: '91350100M000100Y43', name: '某单位', phone: '', active: true }),
    ...numbers.map((number) =>
      row('insuredPerson', {
        id: personId(number),
        documentKind: 'resident-id-card',
        documentNumber: documentNumberOf(number),
        name: `张${String.fromCodePoint(0x4e00 + number)}`,
        pinyin: 'zhang',
        pinyinInitials: 'z',
        sex: number % 2 === 1 ? 'male' : 'female',
        birthDate: '1980-01-01',
        address: '某某街道',
        phone: null,
        employerId: null,
        insuranceStatus: '1',
        retiredFrom: null,
        deceasedOn: null,
      }),
    ),
    row('card', {
      ...heldCard,
      id: formerCard(38),
      personId: personId(38),
      status: '2',
      making: '05',
      statusBeforeLoss: '1',
    }),
    row('card', { ...heldCard, id: formerCard(39), personId: personId(39), blankSerial: '90000039' }),
    row('contributionPeriod', {
      id: 'K01',
      personId: 'P01',
      employerId: null,
      insuranceKind: '310',
      fromMonth: '2020-01',
      toMonth: null,
      base: 500_000,
      paidOn: null,
      areaCode: '330122',
    }),
    row('personalAccount', {
      id: 'P01',
      status: 'open',
      openedOn: '2020-01-01',
      balance: 120_000,
      hold: null,
    }),
    row('financialAccount', {
      id: 'P01',
      bankName: '某银行',
      accountNumber: '6222020200112230',
      status: 'not-activated',
    }),
    row('ledgerEntry', {
      id: 'L01',
      personId: 'P01',
      serial: 1,
      postedOn: '2020-01-31',
      kind: 'allocation',
      insuranceKind: '310',
      groupId: 'L01',
      serviceId: null,
      institution: '医保中心',
      debitAccount: 'contributions-received',
      creditAccount: 'personal-account',
      amount: 120_000,
      reversesId: null,
    }),
    ...workstations.flatMap((workstationId, index) =>
      numbers.map((number) => {
        const id = blankSerial(index + 1, number);
        return row('blankCard', {
          id,
          cardNumber: cardNumberOf(id),
          bankCardNumber: `62${id}`,
          officeId: centre,
          workstationId,
          status: 'in-stock',
          serviceId: null,
          changedOn: '2026-01-01',
        });
      }),
    ),
  ];
}

function row<T extends TableName>(table: T, record: RecordTypes[T]): Change {
  return change(table, record);
}

function* batchesOf(changes: readonly Change[]): Iterable<readonly Change[]> {
  const tables = new Map<string, Change[]>();
  for (const one of changes) tables.set(one.table, [...(tables.get(one.table) ?? []), one]);
  yield* tables.values();
}
