import { z } from 'zod';
import {
  letterKinds,
  remittanceStates,
  transferDirections,
  transferStates,
} from '../domain/records/relationship-transfer.ts';
import { civilDate, fen, identifier, instant, month } from './primitives.ts';

const documentKind = z.enum([
  'resident-id-card',
  'household-booklet',
  'temporary-id-card',
  'residence-permit-hmt',
  'permanent-residence-card',
  'passport',
]);
export const transferDirection = z.enum(transferDirections);
export const transferState = z.enum(transferStates);
const remittanceState = z.enum(remittanceStates);
export const areaCode = z.string().regex(/^\d{6}$/);

/** The pooling area at the other end as the records keep it. */
const otherArea = z.object({
  areaCode,
  areaName: z.string(),
  officeName: z.string(),
  contact: z.string(),
  phone: z.string(),
  bankName: z.string(),
  accountName: z.string(),
  accountNumber: z.string(),
});

const informationSheet = z.object({
  name: z.string(),
  documentKind,
  documentNumber: z.string(),
  insuranceKind: z.literal('310'),
  months: z.array(z.object({ areaCode, fromMonth: month, toMonth: month, base: fen.min(0) })),
  paidMonths: z.int().min(0),
  paidMonthsHere: z.int().min(0),
  benefitsFrom: month.nullable(),
  benefitsUntil: month.nullable(),
  balance: fen.min(0),
  balanceInCapitals: z.string(),
  arrears: z.literal('none'),
  issuedOn: civilDate,
});

const insuranceCertificate = z.object({
  number: z.string(),
  checkCode: z.string().nullable(),
  name: z.string(),
  documentKind,
  documentNumber: z.string(),
  insuranceKind: z.literal('310'),
  areaCode,
  fromMonth: month,
  toMonth: month,
  benefitsFrom: month.nullable(),
  benefitsUntil: month.nullable(),
  balance: fen.min(0),
  balanceInCapitals: z.string(),
  officeName: z.string(),
  contact: z.string(),
  phone: z.string(),
  issuedOn: civilDate,
});

const broughtCertificate = z.object({ number: z.string(), checkCode: z.string() });

const transferLetter = z.object({
  id: identifier,
  kind: z.enum(letterKinds),
  text: z.string().nullable(),
  writtenAt: instant,
  sentAt: instant.nullable(),
});

/** The shared records of a transfer and of the money that comes by one. */
export const relationshipTransferRecord = z.object({
  id: identifier,
  personId: identifier,
  direction: transferDirection,
  state: transferState,
  otherArea,
  certificate: insuranceCertificate.nullable(),
  broughtCertificate: broughtCertificate.nullable(),
  sheet: informationSheet.nullable(),
  amount: fen.min(0),
  acceptedOn: civilDate,
  receivedOn: civilDate.nullable(),
  dueOn: civilDate,
  dueProvisional: z.boolean(),
  letters: z.array(transferLetter),
  heard: z.array(identifier),
  awaits: z.boolean(),
  listensUntil: civilDate.nullable(),
  reasonCode: z.string().nullable(),
  reasonText: z.string().nullable(),
  closedAt: instant.nullable(),
});

/** What a receipt says of a transfer: how far it is, and by when this office has done its part. */
export const transferOnReceipt = z.object({
  state: transferState,
  amount: fen.min(0),
  dueOn: civilDate,
  dueProvisional: z.boolean(),
  reasonText: z.string().nullable(),
});

export const incomingRemittanceRecord = z.object({
  id: identifier,
  transferId: identifier,
  amount: fen.positive(),
  payerAreaCode: areaCode,
  payerName: z.string(),
  payeeName: z.string(),
  payeeNumber: z.string(),
  reference: z.string(),
  receivedOn: civilDate,
  state: remittanceState,
  credited: fen.min(0),
  returned: fen.min(0),
  returnAsked: z
    .object({
      approvalId: identifier,
      amount: fen.positive(),
      reason: z.string(),
      paymentId: identifier.nullable(),
    })
    .nullable(),
  note: z.string().nullable(),
  payerBankName: z.string(),
  payerAccountNumber: z.string(),
});
