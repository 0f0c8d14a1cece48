import type { CommandContext } from '../command/command-rule.ts';
import type { AcceptCardApplicationRequest } from '../issuance/issue-card-requests.ts';
import { change, type Change } from '../records/change.ts';
import { plainService } from '../records/service-record.ts';
import type {
  BlankCard,
  Card,
  Clerk,
  InsuredPerson,
  Office,
  PoolingAreaParameter,
  Representative,
  ServiceRecord,
  Workstation,
} from '../records/records.ts';

/** A county small enough to read: a centre, a service point, their people, one insured person, a few blanks. */

export const county = '330122';
export const today = '2026-11-22';

export const centre: Office = {
  id: 'office-centre',
  kind: 'county-centre',
  name: '桐溪县医疗保障服务中心',
  address: '桐溪县迎春南路 1 号',
  phone: '0571-12345678',
};

export const servicePoint: Office = {
  ...centre,
  id: 'office-point',
  kind: 'service-point',
  name: '城南街道服务点',
};

export const workstation: Workstation = {
  id: 'workstation-3',
  officeId: centre.id,
  number: 3,
  name: '3号窗口',
};
export const otherWorkstation: Workstation = {
  ...workstation,
  id: 'workstation-4',
  number: 4,
  name: '4号窗口',
};
export const pointWorkstation: Workstation = {
  ...workstation,
  id: 'workstation-9',
  officeId: servicePoint.id,
  number: 9,
};

export const clerk: Clerk = {
  id: 'clerk-wang',
  officeId: centre.id,
  loginName: 'wang',
  name: '王芳',
  role: 'clerk',
  passwordHash: '',
  active: true,
};

export const person: InsuredPerson = {
  id: 'person-1',
  documentKind: 'resident-id-card',
  documentNumber: '11010519491231002X',
  name: '阿依古丽·买买提',
  pinyin: 'ayigulimaimaiti',
  pinyinInitials: 'ayglmmt',
  sex: 'female',
  birthDate: '1949-12-31',
  address: '桐溪县城南街道 8 号',
  phone: '13800138000',
  employerId: null,
  insuranceStatus: '1',
  retiredFrom: null,
  deceasedOn: null,
};

/** A blank of the stock of workstation 3; `number` makes its serial and its card and bank numbers. */
export function blankCard(number: number, fields: Partial<BlankCard> = {}): BlankCard {
  return {
    id: String(60_000_000 + number),
    cardNumber: `B${String(70_000_000 + number)}`,
    bankCardNumber: `6217${String(100_000_000_000 + number)}`,
    officeId: centre.id,
    workstationId: workstation.id,
    status: 'in-stock',
    serviceId: null,
    changedOn: '2026-11-01',
    ...fields,
  };
}

/** A card that stands as handed over last year; a lost one was normal before. */
export function card(fields: Partial<Card> = {}): Card {
  return {
    id: 'A12345678',
    personId: person.id,
    blankSerial: '10000001',
    bankCardNumber: '6217000000000000001',
    status: '1',
    making: '04',
    applicationType: '01',
    serviceId: null,
    officeId: centre.id,
    issuedOn: '2025-03-04',
    pinSet: true,
    lossExpiresOn: null,
    statusBeforeLoss: fields.status === '2' || fields.status === '4' ? '1' : null,
    pinFailures: 0,
    ...fields,
  };
}

export const serviceNumber = '330122-20261122-003-0001';

export function service(fields: Partial<ServiceRecord> = {}): ServiceRecord {
  return {
    id: serviceNumber,
    kind: 'issue-card',
    channel: 'in-person',
    personId: person.id,
    officeId: centre.id,
    workstationId: workstation.id,
    clerkId: clerk.id,
    stage: 'accepted',
    openedOn: today,
    openedAt: `${today}T09:00:00.000+08:00`,
    closedAt: null,
    documentKind: 'resident-id-card',
    documentNumber: person.documentNumber,
    documentValidUntil: 'long-term',
    blankSerial: null,
    cardNumber: null,
    steps: [{ step: 'accepted', at: `${today}T09:00:00.000+08:00`, clerkId: clerk.id, note: null }],
    ...plainService,
    ...fields,
  };
}

/** What the counter knows before anybody comes: who acts, the person, five blanks. */
export const beginning: readonly Change[] = [
  change('office', centre),
  change('office', servicePoint),
  change('workstation', workstation),
  change('workstation', otherWorkstation),
  change('workstation', pointWorkstation),
  change('clerk', clerk),
  change('insuredPerson', person),
  ...[1, 2, 3, 4, 5].map((number) => change('blankCard', blankCard(number))),
];

export const context: CommandContext = {
  commandId: '01938f5e-0000-7000-8000-000000000001',
  county,
  officeId: centre.id,
  workstationId: workstation.id,
  clerkId: clerk.id,
  today,
  decidedOn: today,
  at: `${today}T09:30:00.000+08:00`,
};

/** Of full age, with a written authorisation. */
export const agent: Representative = {
  name: '王秀兰',
  documentKind: 'resident-id-card',
  documentNumber: '11010119900307803X',
  documentValidUntil: 'long-term',
  relation: 'spouse',
  authorisation: 'written-authorisation',
  phone: '13900139000',
};

export const guardian: Representative = { ...agent, relation: 'parent', authorisation: 'household-booklet' };

/** 工本费 20 yuan, as the pooling area has published it. */
export const replacementFee: PoolingAreaParameter = {
  id: 'replacement-fee@2025-01-01',
  name: 'replacement-fee',
  value: '2000',
  validFrom: '2025-01-01',
  source: '示范参数',
};

/** The request of a person who brings everything. */
export const application: AcceptCardApplicationRequest = {
  serviceNumber,
  personId: person.id,
  channel: 'in-person',
  documentKind: 'resident-id-card',
  documentNumber: person.documentNumber,
  documentName: person.name,
  documentValidUntil: 'long-term',
  photoCompared: true,
};
