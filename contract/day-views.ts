import { z } from 'zod';
import { dayScopes } from '../domain/records/day-close.ts';
import { signer } from './approval-calls.ts';
import { closeDayRequest } from './day-close.ts';
import { dayReport } from './day-records.ts';
import {
  base64Of,
  civilDate,
  filePath,
  identifier,
  instant,
  pageLimit,
  pageSkip,
  sha256,
} from './primitives.ts';
import { serviceKind, serviceStage } from './records.ts';
import { commandKind } from './work-views.ts';

const scope = z.enum(dayScopes);
/** A page of a day is a few sheets. */
const mostPdfBytes = 20_000_000;

/** How a day was closed. */
const closing = z.object({
  closeId: identifier,
  closedAt: instant,
  closedBy: z.string(),
  /** Why a supervisor closed it over what was left; null where nothing was. */
  reason: z.string().nullable(),
  hash: sha256,
  /** Null for the first of its chain. */
  previousHash: sha256.nullable(),
  /** The central office has it. */
  confirmed: z.boolean(),
});

/** 日终单: the page of a day, closed or as it stands now; the same for screen, print and file. */
export const dayPage = z.object({
  scope,
  day: civilDate,
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  /** Whose day and at which window; null for an office's. */
  clerkName: z.string().nullable(),
  workstationNumber: z.int().nullable(),
  closing: closing.nullable(),
  report: dayReport,
  /** Services of the day that came to the records after it was closed 补记. */
  late: z.array(
    z.object({ serviceNumber: z.string(), kind: serviceKind, openedAt: instant, stage: serviceStage }),
  ),
  /** Who and what the page names by its id. */
  clerkNames: z.record(z.string(), z.string()),
  workstationNumbers: z.record(z.string(), z.int()),
  /** What was done by commands of this counter that are left over and belong to no service. */
  commands: z.record(z.string(), commandKind),
  /** Prints that are left over: which paper, and of what. */
  prints: z.record(z.string(), z.object({ paper: z.string(), subject: z.string() })),
  /** 0 for the first print, n for 补打 第n次. */
  reprint: z.int(),
  asOf: instant.nullable(),
  printedAt: instant,
});
export type DayPage = z.infer<typeof dayPage>;

export const dayCalls = {
  /** 日终: how a day stands, of the clerk at this workstation or of the whole office. */
  getDay: {
    who: 'clerk',
    /** Null: the earliest that is not closed. */
    input: z.object({ scope, day: civilDate.nullable() }),
    output: z.object({
      page: dayPage,
      /** Days of the last month on which something was done and that are not closed, in order; today is one of them. */
      openDays: z.array(civilDate),
    }),
  },
  /** Closes it; a supervisor signs where something is left. */
  closeDay: {
    who: 'clerk',
    input: closeDayRequest
      .pick({ scope: true, day: true, reason: true })
      .extend({ signer: z.object(signer).nullable() }),
    output: z.object({ closeId: identifier }),
  },
  /** The closed days of this office, newest first. */
  listClosedDays: {
    who: 'clerk',
    input: z.object({ skip: pageSkip, limit: pageLimit }),
    output: z.object({
      days: z.array(
        z.object({
          closeId: identifier,
          scope,
          day: civilDate,
          closedAt: instant,
          clerkName: z.string().nullable(),
          workstationNumber: z.int().nullable(),
          leftovers: z.int(),
          late: z.int(),
          confirmed: z.boolean(),
        }),
      ),
      total: z.int(),
      /** Whether each follows the one before it, and none was changed. */
      unbroken: z.boolean(),
    }),
  },
  getClosedDay: { who: 'clerk', input: z.object({ closeId: identifier }), output: dayPage },
  /**
   * For the office's archive, written where the system's dialogue said: the record as it was closed, with its hashes, or the
   * paper as the shell has drawn it.
   */
  saveClosedDay: {
    who: 'shell',
    input: z.object({ closeId: identifier, path: filePath, pdf: base64Of(mostPdfBytes).nullable() }),
    output: z.object({}),
  },
} as const;
