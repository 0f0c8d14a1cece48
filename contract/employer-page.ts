import { z } from 'zod';
import { contributionMarks, type MonthStatus } from './contribution-views.ts';
import { civilDate, identifier, instant, month, pageLimit, pageSkip } from './primitives.ts';
import { employerBatchStage } from './records.ts';

/** The page of an employer 参保单位: whom it insures, who was registered late, what is not paid, its batches. */

const employerHit = z.object({ employerId: identifier, name: z.string(), active: z.boolean() });
export type EmployerHit = z.infer<typeof employerHit>;

export const employerPage = z.object({
  employerId: identifier,
  name: z.string(),
  phone: z.string(),
  active: z.boolean(),
  insured: z.int(),
  late: z.int(),
  /** Of so many no day of hiring is recorded: whether they were registered in time is not known. */
  hiringUnknown: z.int(),
  arrears: z.int(),
  batches: z.array(
    z.object({
      batchId: identifier,
      letterNumber: z.string(),
      openedOn: civilDate,
      stage: employerBatchStage,
      rows: z.int(),
      officeName: z.string(),
    }),
  ),
  asOf: instant.nullable(),
});
export type EmployerPage = z.infer<typeof employerPage>;

/** Which of its people are listed. */
export const insuredFilter = z.enum(['insured', 'late', 'arrears']);
export type InsuredFilter = z.infer<typeof insuredFilter>;

const insuredPersonRow = z.object({
  personId: identifier,
  name: z.string(),
  maskedNumber: z.string(),
  /** What this month is for him; null where the record says nothing of it. */
  month: z.enum(Object.keys(contributionMarks) as [MonthStatus, ...MonthStatus[]]).nullable(),
  pooled: z.string(),
  arrears: z.object({ months: z.int(), first: month, last: month }).nullable(),
  /** His registration with this employer, where it was made at a counter. */
  registered: z
    .object({ on: civilDate, hiredOn: civilDate.nullable(), until: civilDate.nullable(), late: z.boolean() })
    .nullable(),
});
export type InsuredPersonRow = z.infer<typeof insuredPersonRow>;

export const employerCalls = {
  /** By name, pinyin, its initials, or the credit code. */
  searchEmployers: {
    who: 'clerk',
    input: z.object({ text: z.string().max(100), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ hits: z.array(employerHit), more: z.boolean() }),
  },
  getEmployerPage: {
    who: 'clerk',
    input: z.object({ employerId: identifier }),
    output: employerPage,
  },
  listInsured: {
    who: 'clerk',
    input: z.object({
      employerId: identifier,
      show: insuredFilter.default('insured'),
      skip: pageSkip,
      limit: pageLimit,
    }),
    output: z.object({ persons: z.array(insuredPersonRow), total: z.int() }),
  },
} as const;
