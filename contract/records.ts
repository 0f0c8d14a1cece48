import { z } from 'zod';
import type { Change } from '../domain/records/change.ts';
import { identityDocumentKinds } from '../domain/identity/identity-document.ts';
import type { RecordTypes, TableName } from '../domain/records/record-tables.ts';
import { accountHolds } from '../domain/records/records.ts';
import { bankRequestRecord, financialAccountStatus } from './bank-records.ts';
import {
  dayCloseRecord,
  paperPrintRecord,
  registeredPaperRecord,
  stockMovementRecord,
} from './day-records.ts';
import { approvalRecord, ledgerEntryRecord, medicalBillRecord, paymentRecord } from './ledger-records.ts';
import { civilDate, fen, identifier, instant, month, sha256 } from './primitives.ts';
import { payoutRecord } from './payout-records.ts';
import { serviceDetails } from './service-details.ts';
import { serviceKind } from './service-kind.ts';
import { incomingRemittanceRecord, relationshipTransferRecord } from './transfer-records.ts';

export { serviceKind } from './service-kind.ts';

export const identityDocumentKind = z.enum(identityDocumentKinds);

export const cardStatus = z.enum(['0', '1', '2', '3', '4', '9']);
export const statusBeforeLoss = z.enum(['0', '1', '3']);
export const cardApplicationType = z.enum(['01', '05', '06', '07']);
export const serviceChannel = z.enum(['in-person', 'agent', 'guardian', 'employer', 'telephone', 'internal']);
export const serviceStage = z.enum([
  'accepted',
  'in-production',
  'produced',
  'dispatched',
  'arrived',
  'completed',
  'withdrawn',
]);
export const documentValidUntil = z.union([civilDate, z.literal('long-term')]);
export const employerBatchStage = z.enum(['open', 'made', 'handed-over', 'cancelled']);
export const officeKind = z.enum(['county-centre', 'service-point']);
export const clerkRole = z.enum(['clerk', 'supervisor']);
export const personalAccountStatus = z.enum(['open', 'sealed', 'closed']);
export const attachmentKind = z.enum([
  'identity-document',
  'household-booklet',
  'authorisation',
  'letter-of-introduction',
  'application-form',
  'other',
]);
export const attachmentMediaType = z.enum(['image/jpeg', 'image/png', 'application/pdf']);

export const serviceStep = z.object({
  step: z.string(),
  at: instant,
  clerkId: identifier,
  note: z.string().nullable(),
});

const presentedDocument = {
  name: z.string(),
  documentKind: identityDocumentKind,
  documentNumber: z.string(),
  documentValidUntil,
};
export const authorisation = z.enum([
  'written-authorisation',
  'household-booklet',
  'guardianship-proof',
  'letter-of-introduction',
  'death-certificate',
]);
export const collectorRole = z.enum(['holder', 'agent', 'guardian', 'employer']);
const representative = z.object({
  ...presentedDocument,
  relation: z.string(),
  authorisation,
  phone: z.string(),
});
const collector = z.object({ ...presentedDocument, role: collectorRole });
const parcelCard = { serviceNumber: identifier, cardNumber: identifier };

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
    hold: z.enum(accountHolds).nullable(),
  }),
  financialAccount: z.object({
    id: identifier,
    bankName: z.string(),
    accountNumber: z.string(),
    status: financialAccountStatus,
  }),
  ledgerEntry: ledgerEntryRecord,
  blankCard: z.object({
    id: identifier,
    cardNumber: identifier,
    bankCardNumber: z.string(),
    officeId: identifier,
    workstationId: identifier.nullable(),
    status: z.enum([
      'announced',
      'in-stock',
      'in-transit',
      'in-production',
      'issued',
      'spoiled',
      'returned',
      'destroyed',
      'missing',
    ]),
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
    applicationType: cardApplicationType,
    serviceId: identifier.nullable(),
    officeId: identifier,
    issuedOn: civilDate.nullable(),
    pinSet: z.boolean(),
    lossExpiresOn: civilDate.nullable(),
    statusBeforeLoss: statusBeforeLoss.nullable(),
    pinFailures: z.number().int().min(0),
  }),
  serviceRecord: z.object({
    id: identifier,
    kind: serviceKind,
    channel: serviceChannel,
    personId: identifier,
    officeId: identifier,
    workstationId: identifier,
    clerkId: identifier,
    stage: serviceStage,
    openedOn: civilDate,
    openedAt: instant,
    closedAt: instant.nullable(),
    documentKind: identityDocumentKind.nullable(),
    documentNumber: z.string().nullable(),
    documentValidUntil: documentValidUntil.nullable(),
    blankSerial: identifier.nullable(),
    cardNumber: identifier.nullable(),
    steps: z.array(serviceStep),
    applicationType: cardApplicationType,
    formerCardNumber: identifier.nullable(),
    representative: representative.nullable(),
    collector: collector.nullable(),
    dueOn: civilDate.nullable(),
    dueProvisional: z.boolean(),
    parcelId: identifier.nullable(),
    batchId: identifier.nullable(),
    fee: fen.min(0),
    parameters: z.record(z.string(), z.string()),
    details: serviceDetails.nullable(),
  }),
  parcel: z.object({
    id: identifier,
    fromOfficeId: identifier,
    toOfficeId: identifier,
    status: z.enum(['sent', 'received', 'recalled']),
    cards: z.array(z.object(parcelCard)),
    differences: z.array(z.object({ ...parcelCard, difference: z.enum(['missing', 'surplus']) })),
    sentAt: instant,
    sentBy: identifier,
    receivedAt: instant.nullable(),
    receivedBy: identifier.nullable(),
  }),
  employerBatch: z.object({
    id: identifier,
    employerId: identifier,
    letterNumber: z.string(),
    letterDate: civilDate,
    representative,
    officeId: identifier,
    workstationId: identifier,
    clerkId: identifier,
    stage: employerBatchStage,
    openedOn: civilDate,
    openedAt: instant,
    closedAt: instant.nullable(),
    rows: z.int().min(0),
    collector: collector.nullable(),
  }),
  stockCount: z.object({
    id: identifier,
    officeId: identifier,
    workstationId: identifier.nullable(),
    countedOn: civilDate,
    countedAt: instant,
    clerkId: identifier,
    book: z.int().min(0),
    counted: z.int().min(0),
    missing: z.array(identifier),
    surplus: z.array(identifier),
    explanation: z.string().nullable(),
    supervisorId: identifier.nullable(),
  }),
  bankRequest: bankRequestRecord,
  approval: approvalRecord,
  payment: paymentRecord,
  medicalBill: medicalBillRecord,
  relationshipTransfer: relationshipTransferRecord,
  incomingRemittance: incomingRemittanceRecord,
  payout: payoutRecord,
  registeredPaper: registeredPaperRecord,
  paperPrint: paperPrintRecord,
  stockMovement: stockMovementRecord,
  dayClose: dayCloseRecord,
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
  changeOf('parcel'),
  changeOf('employerBatch'),
  changeOf('stockCount'),
  changeOf('bankRequest'),
  changeOf('approval'),
  changeOf('payment'),
  changeOf('medicalBill'),
  changeOf('relationshipTransfer'),
  changeOf('incomingRemittance'),
  changeOf('payout'),
  changeOf('registeredPaper'),
  changeOf('paperPrint'),
  changeOf('stockMovement'),
  changeOf('dayClose'),
]) satisfies z.ZodType<Change>;

function changeOf<T extends TableName>(table: T) {
  return z.object({ table: z.literal(table), record: recordSchemas[table] });
}
