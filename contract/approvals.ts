import { z } from 'zod';
import { reversalWays } from '../domain/records/service-details.ts';
import { approvalKind } from './ledger-records.ts';
import { civilDate, fen, identifier, serviceNumber, typedText } from './primitives.ts';

/** A signature sealed for the central office. */
const sealedSignature = z.base64().max(2000);

const decision = {
  serviceNumber,
  personId: identifier,
  approvalId: identifier,
  kind: approvalKind,
  signature: sealedSignature,
};

/** What needs a second person, what he says, and what comes back of a claim that he has approved. */
export const approvalRequests = {
  'request-reversal': z.object({
    serviceNumber,
    personId: identifier,
    groupId: identifier,
    // Waiting at a counter since before there were claims: to be reversed.
    way: z.enum(reversalWays).default('reverse'),
    reason: typedText.max(200),
    amount: fen.min(0),
    signature: sealedSignature,
  }),
  'record-claim-repayment': z.object({
    serviceNumber,
    personId: identifier,
    payerName: typedText.max(200),
    bankReference: typedText.max(40),
    amount: fen,
    receivedOn: civilDate,
  }),
  'approve-service': z.object({ ...decision, amount: fen.min(0) }),
  'refuse-approval': z.object({ ...decision, reason: typedText.max(200) }),
} as const;
