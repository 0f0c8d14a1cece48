import { z } from 'zod';
import type { Change } from '../domain/records/change.ts';
import type { RecordTypes, TableName } from '../domain/records/record-tables.ts';
import { civilDate, fen, identifier, instant, month, sha256 } from './primitives.ts';

export const identityDocumentKind = z.enum([
  'resident-id-card',
  'household-booklet',
  'temporary-id-card',
  'residence-permit-hmt',
  'permanent-residence-card',
  'passport',
]);

export const cardStatus = z.enum(['0', '1', '2', '3', '4', '9']);
export const serviceStage = z.enum(['accepted', 'in-production', 'produced', 'completed', 'withdrawn']);
export const officeKind = z.enum(['county-centre', 'service-point']);
export const clerkRole = z.enum(['clerk', 'supervisor']);
export const personalAccountStatus = z.enum(['open', 'sealed', 'closed']);
export const financialAccountStatus = z.enum(['not-activated', 'active', 'frozen']);
export const ledgerEntryKind = z.enum(['carry-over', 'allocation', 'spending', 'interest', 'reversal']);
export const attachmentKind = z.enum([
  'identity-document',
  'household-booklet',
  'authorisation',
  'letter-of-introduction',
  'application-form',
  'other',
]);
export const attachmentMediaType = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
const ledgerAccount = z.enum([
  'personal-account',
  'contributions-received',
  'designated-institutions',
  'interest-expense',
  'carried-forward',
]);

export const serviceStep = z.object({
  step: z.string(),
  at: instant,
  clerkId: identifier,
  note: z.string().nullable(),
});

/** The shape of every shared record as it crosses a border. */
export const recordSchemas = {
  poolingAreaParameter: z.object({
    id: identifier,
    name: identifier,
    value: z.string(),
    validFrom: civilDate,
    source: z.string(),
  }),
  calendarYear: z.object({
    id: z.string().regex(/^\d{4}$/),
    off: z.array(civilDate),
    working: z.array(civilDate),
    source: z.string(),
  }),
  office: z.object({
    id: identifier,
    kind: officeKind,
    name: z.string(),
    address: z.string(),
    phone: z.string(),
  }),
  workstation: z.object({
    id: identifier,
    officeId: identifier,
    number: z.int().min(1).max(999),
    name: z.string(),
  }),
  clerk: z.object({
    id: identifier,
    officeId: identifier,
    loginName: identifier,
    name: z.string(),
    role: clerkRole,
    passwordHash: z.string(),
    active: z.boolean(),
  }),
  employer: z.object({ id: identifier, name: z.string(), phone: z.string(), active: z.boolean() }),
  insuredPerson: z.object({
    id: identifier,
    documentKind: identityDocumentKind,
    documentNumber: z.string(),
    name: z.string(),
    pinyin: z.string(),
    pinyinInitials: z.string(),
    sex: z.enum(['male', 'female']),
    birthDate: civilDate,
    address: z.string(),
    phone: z.string().nullable(),
    employerId: identifier.nullable(),
    insuranceStatus: z.enum(['1', '2', '3']),
    retiredFrom: month.nullable(),
    deceasedOn: civilDate.nullable(),
  }),
  contributionPeriod: z.object({
    id: identifier,
    personId: identifier,
    employerId: identifier.nullable(),
    insuranceKind: z.literal('310'),
    fromMonth: month,
    toMonth: month.nullable(),
    base: fen,
    paidOn: civilDate.nullable(),
    areaCode: z.string().regex(/^\d{6}$/),
  }),
  personalAccount: z.object({
    id: identifier,
    status: personalAccountStatus,
    openedOn: civilDate,
    balance: fen,
  }),
  financialAccount: z.object({
    id: identifier,
    bankName: z.string(),
    accountNumber: z.string(),
    status: financialAccountStatus,
  }),
  ledgerEntry: z.object({
    id: identifier,
    personId: identifier,
    serial: z.int(),
    postedOn: civilDate,
    kind: ledgerEntryKind,
    institution: z.string(),
    debitAccount: ledgerAccount,
    creditAccount: ledgerAccount,
    amount: fen.positive(),
    reversesId: identifier.nullable(),
  }),
  blankCard: z.object({
    id: identifier,
    cardNumber: identifier,
    bankCardNumber: z.string(),
    officeId: identifier,
    workstationId: identifier.nullable(),
    status: z.enum(['in-stock', 'in-production', 'issued', 'spoiled', 'returned', 'destroyed']),
    serviceId: identifier.nullable(),
    changedOn: civilDate,
  }),
  card: z.object({
    id: identifier,
    personId: identifier,
    blankSerial: identifier,
    bankCardNumber: z.string(),
    status: cardStatus.nullable(),
    making: z.enum(['00', '01', '02', '03', '04', '05', '06', '07', '08', '09']),
    applicationType: z.enum(['01', '05', '06', '07']),
    serviceId: identifier.nullable(),
    officeId: identifier,
    issuedOn: civilDate.nullable(),
    pinSet: z.boolean(),
  }),
  serviceRecord: z.object({
    id: identifier,
    kind: z.literal('issue-card'),
    channel: z.literal('in-person'),
    personId: identifier,
    officeId: identifier,
    workstationId: identifier,
    clerkId: identifier,
    stage: serviceStage,
    openedOn: civilDate,
    openedAt: instant,
    closedAt: instant.nullable(),
    documentKind: identityDocumentKind,
    documentNumber: z.string(),
    documentValidUntil: z.union([civilDate, z.literal('long-term')]),
    blankSerial: identifier.nullable(),
    cardNumber: identifier.nullable(),
    steps: z.array(serviceStep),
  }),
  attachment: z.object({
    id: identifier,
    serviceId: identifier,
    personId: identifier,
    kind: attachmentKind,
    mediaType: attachmentMediaType,
    size: z.int().min(1),
    sha256,
    addedOn: civilDate,
    clerkId: identifier,
    receivedAt: instant.nullable(),
  }),
} as const satisfies { readonly [T in TableName]: z.ZodType<RecordTypes[T]> };

/** A record together with its table, as the feed carries it. */
export const recordChange = z.discriminatedUnion('table', [
  changeOf('poolingAreaParameter'),
  changeOf('calendarYear'),
  changeOf('office'),
  changeOf('workstation'),
  changeOf('clerk'),
  changeOf('employer'),
  changeOf('insuredPerson'),
  changeOf('contributionPeriod'),
  changeOf('personalAccount'),
  changeOf('financialAccount'),
  changeOf('ledgerEntry'),
  changeOf('blankCard'),
  changeOf('card'),
  changeOf('serviceRecord'),
  changeOf('attachment'),
]) satisfies z.ZodType<Change>;

function changeOf<T extends TableName>(table: T) {
  return z.object({ table: z.literal(table), record: recordSchemas[table] });
}
