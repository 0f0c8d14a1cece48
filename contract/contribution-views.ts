import { z } from 'zod';
import { legalBases } from '../domain/command/legal-basis.ts';
import { reasonCodes } from '../domain/contribution/rights-reason.ts';
import { civilDate, fen, month } from './primitives.ts';

/** What a person's months give him: the pooled fund and the personal account answer apart, never with one word. */

/** Why an answer is what it is; its sentence is composed where it is shown. */
const reason = z.object({
  code: z.enum(reasonCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  basis: z.enum(legalBases),
});

const pooledAnswer = z.object({
  answer: z.enum([
    'covered',
    'covered-retroactively',
    'retired-benefits',
    'waiting-period',
    'not-covered',
    'undecided',
  ]),
  reason,
});

const makeGood = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('nothing-open') }),
  z.object({
    answer: z.literal('possible'),
    months: z.array(month),
    /** The present month, which is to be paid as well; null where it is. */
    dueNow: month.nullable(),
    /** The last day on which it counts; null where payment goes on again: then no day ends it. */
    until: civilDate.nullable(),
  }),
  z.object({ answer: z.literal('too-late'), months: z.array(month), until: civilDate }),
  z.object({ answer: z.literal('undecided'), reason }),
]);

/** One mark a month, January first: see `contributionMarks`. */
export const contributionYear = z.object({ year: z.string(), months: z.string().length(12) });

export const contributionsView = z.object({
  /** Newest year first. */
  years: z.array(contributionYear),
  today: z.object({
    pooled: pooledAnswer,
    balance: z.object({ spendable: z.boolean(), reason }),
    lastCoveredMonth: month.nullable(),
    sealedSince: month.nullable(),
    coveredAgainFrom: month.nullable(),
    makeGood,
    paidMonths: z.int(),
    years: z.int(),
    monthsBeyond: z.int(),
  }),
});
export type ContributionsView = z.infer<typeof contributionsView>;

/** The mark of each status in a year's twelve letters. */
export const contributionMarks = {
  paid: 'p',
  waiting: 'w',
  'made-good-in-time': 'b',
  'made-good-late': 'l',
  'made-good': 'm',
  gap: 'g',
  retired: 'r',
  'after-death': 'd',
  'not-due': 'n',
} as const;
export type MonthStatus = keyof typeof contributionMarks;

/** One month when asked; null where the record says nothing of it. */
export const monthExplained = z.object({
  month,
  explained: z
    .object({
      status: z.enum(Object.keys(contributionMarks) as [MonthStatus, ...MonthStatus[]]),
      paidOn: civilDate.nullable(),
      pooled: pooledAnswer,
      personal: z.object({
        answer: z.enum(['allocation', 'no-allocation']),
        amount: fen.nullable(),
        reason,
      }),
    })
    .nullable(),
});
export type MonthExplained = z.infer<typeof monthExplained>;
