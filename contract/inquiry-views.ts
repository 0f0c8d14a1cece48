import { z } from 'zod';
import { inquirySubjects } from '../domain/records/service-details.ts';
import { rightsParameterNames } from '../domain/parameters/pooling-area-parameter.ts';
import { contributionsView, monthExplained } from './contribution-views.ts';
import { civilDate, fen, instant, month } from './primitives.ts';
import {
  cardApplicationType,
  cardStatus,
  personalAccountStatus,
  serviceKind,
  serviceStage,
  statusBeforeLoss,
} from './records.ts';
import { serviceDetails } from './service-details.ts';

/** What an inquiry is answered with: what was asked for and nothing else, as the records stand now. */
export const inquiryAnswers = z.object({
  asked: z.array(z.enum(inquirySubjects)),
  /** How far the records went when it was asked; what stands here goes as far as the paper says. */
  askedAsOf: instant.nullable(),
  /** Something of this person waits for the central office. */
  waiting: z.boolean(),
  /** Null: not asked for, or there is no account. */
  balance: z.object({ status: personalAccountStatus, amount: fen }).nullable(),
  months: z
    .object({
      years: contributionsView.shape.years,
      paidMonths: z.int(),
      inYears: z.int(),
      monthsBeyond: z.int(),
    })
    .nullable(),
  rights: contributionsView.shape.today.nullable(),
  cards: z
    .array(
      z.object({
        cardNumber: z.string(),
        status: cardStatus.nullable(),
        statusBeforeLoss: statusBeforeLoss.nullable(),
        lossExpiresOn: civilDate.nullable(),
        issuedOn: civilDate.nullable(),
      }),
    )
    .nullable(),
  services: z
    .object({
      total: z.int(),
      /** The latest ones. */
      latest: z.array(
        z.object({
          serviceNumber: z.string(),
          kind: serviceKind,
          applicationType: cardApplicationType,
          openedOn: civilDate,
          stage: serviceStage,
          details: serviceDetails.nullable(),
        }),
      ),
    })
    .nullable(),
});
export type InquiryAnswers = z.infer<typeof inquiryAnswers>;

/** 答复单: what the citizen is told of a month or of today, on paper. */
export const answerSlip = z.object({
  personName: z.string(),
  maskedNumber: z.string(),
  countyName: z.string(),
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  workstationNumber: z.int(),
  clerkName: z.string(),
  /** The month that was asked about; null: today. */
  month: month.nullable(),
  explained: monthExplained.shape.explained,
  on: civilDate,
  today: contributionsView.shape.today,
  /** The pooling area's values that held on the day that is asked about. */
  parameters: z.array(
    z.object({
      name: z.enum(rightsParameterNames),
      value: z.string(),
      validFrom: civilDate,
      source: z.string(),
    }),
  ),
  waiting: z.boolean(),
  reprint: z.int(),
  asOf: instant.nullable(),
  printedAt: instant,
});
export type AnswerSlip = z.infer<typeof answerSlip>;
