import { z } from 'zod';
import { followUpWays } from '../domain/transfer/transfer-requests.ts';
import { presentedDocument, presentedRepresentative } from './presented.ts';
import { fen, identifier, serviceNumber, typedText } from './primitives.ts';
import { areaCode } from './transfer-records.ts';

/** A signature sealed for the central office. */
const signature = z.base64().max(2000);

const presented = {
  personId: identifier,
  channel: z.enum(['in-person', 'agent', 'guardian']),
  document: presentedDocument,
  representative: presentedRepresentative.nullable(),
  photoCompared: z.boolean(),
};

/** The other area as a clerk types it; what is missing is refused by the rule, all at once. */
const typedOtherArea = z.object({
  areaCode,
  areaName: typedText.max(60),
  officeName: typedText.max(100),
  contact: typedText.max(60),
  phone: typedText.max(40),
  bankName: typedText.max(100),
  accountName: typedText.max(100),
  accountNumber: typedText.max(40),
});

const typedCertificate = z.object({
  number: typedText.min(1).max(40),
  checkCode: typedText.max(20),
});

const step = { serviceNumber, personId: identifier };
const reason = typedText.max(200);

/** Every command of a transfer. */
export const transferRequests = {
  'accept-transfer-out': z.object({
    ...presented,
    serviceNumber,
    otherArea: typedOtherArea,
    amount: fen.min(0),
    signature,
  }),
  'accept-transfer-in': z.object({
    ...presented,
    serviceNumber,
    otherArea: typedOtherArea,
    broughtCertificate: typedCertificate.nullable(),
  }),
  'withdraw-transfer': z.object({ ...step, reason }),
  'follow-up-transfer': z.object({ ...step, way: z.enum(followUpWays), text: reason }),
  'match-remittance': z.object({ ...step, remittanceId: identifier, note: reason }),
  'credit-transfer': z.object({ ...step, amount: fen.min(0), signature }),
  'return-remittance': z.object({
    ...step,
    remittanceId: identifier,
    amount: fen.min(0),
    reason,
    signature,
  }),
} as const;
