import { z } from 'zod';
import { reasonCodes } from '../domain/contribution/rights-reason.ts';
import { bankOutcomes, bankPapers } from '../domain/records/bank-request.ts';
import { identifier, instant } from './primitives.ts';

export const financialAccountStatus = z.enum(['not-activated', 'active', 'frozen']);
export const bankRequestKind = z.enum(['activate', 'unfreeze']);
export const bankOutcome = z.enum(bankOutcomes);
export const bankRequestState = z.enum(['requested', 'sent', ...bankOutcomes]);
export const bankPaper = z.enum(bankPapers);

/** What a release of the seal says of its own. */
export const releaseDetails = z.object({
  of: z.literal('release-account'),
  account: z.boolean(),
  card: z.boolean(),
  reason: z.enum(reasonCodes),
});

/** What a request to the bank says of its own. */
export const bankServiceDetails = z.object({
  of: z.literal('request-bank-service'),
  request: bankRequestKind,
  bankName: z.string(),
  papers: z.array(bankPaper).readonly(),
});

/** The shared record of a request to the bank. */
export const bankRequestRecord = z.object({
  id: identifier,
  personId: identifier,
  kind: bankRequestKind,
  state: bankRequestState,
  bankName: z.string(),
  accountNumber: z.string(),
  requestedAt: instant,
  sentAt: instant.nullable(),
  answeredAt: instant.nullable(),
  accountStatus: financialAccountStatus.nullable(),
  reasonCode: z.string().nullable(),
  reasonText: z.string().nullable(),
  withdrawnAt: instant.nullable(),
  toldAt: instant.nullable(),
  toldBy: identifier.nullable(),
  toldOutcome: bankOutcome.nullable(),
});
