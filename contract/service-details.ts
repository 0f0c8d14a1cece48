import { z } from 'zod';
import { inquirySubjects, reversalWays } from '../domain/records/service-details.ts';
import { payoutGrounds } from '../domain/records/payout.ts';
import { bankServiceDetails, releaseDetails } from './bank-records.ts';
import { statementDetails } from './statement-records.ts';
import { civilDate, fen, identifier, instant, month } from './primitives.ts';

export const suspensionGround = z.enum(['left-employer', 'moved-away', 'deceased']);
/** What a service says of its own, by its kind. */
export const serviceDetails = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('suspend-insurance'),
    ground: suspensionGround,
    lastMonth: month.nullable(),
    letterNumber: z.string().nullable(),
    deceasedOn: civilDate.nullable(),
    deathCertificate: z.string().nullable(),
  }),
  z.object({
    of: z.literal('resume-insurance'),
    employerId: identifier.nullable(),
    hiredOn: civilDate.nullable(),
    fromMonth: month,
    base: fen.min(0),
    letterNumber: z.string().nullable(),
  }),
  z.object({
    of: z.literal('register-back-payment'),
    employerId: identifier.nullable(),
    fromMonth: month,
    toMonth: month,
    base: fen.min(0),
    amount: fen.min(0),
    employerShare: fen.min(0),
    letterNumber: z.string().nullable(),
  }),
  z.object({
    of: z.literal('answer-inquiry'),
    asked: z.array(z.enum(inquirySubjects)).readonly(),
    asOf: instant.nullable(),
  }),
  statementDetails,
  releaseDetails,
  bankServiceDetails,
  z.object({ of: z.literal('change-card-pin'), triesLeft: z.int().min(0) }),
  z.object({
    of: z.literal('request-reversal'),
    groupId: identifier,
    // Written before there were claims: reversed.
    way: z.enum(reversalWays).default('reverse'),
    reason: z.string(),
    amount: fen.min(0),
    sameDay: z.boolean(),
    // Written before repayments were recorded: none.
    claim: z
      .object({
        reopened: z.boolean(),
        repayments: z
          .array(
            z.object({
              payerName: z.string(),
              bankReference: z.string(),
              amount: fen.positive(),
              receivedOn: civilDate,
              groupId: identifier,
            }),
          )
          .readonly(),
      })
      .nullable()
      .default(null),
  }),
  z.object({ of: z.enum(['transfer-out', 'transfer-in']), areaCode: z.string(), areaName: z.string() }),
  z.object({ of: z.literal('payout'), ground: z.enum(payoutGrounds), amount: fen.min(0) }),
]);
