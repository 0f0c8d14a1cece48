import { z } from 'zod';
import { confirmation } from './service-views.ts';
import { refusal, refusalCode } from './envelope.ts';
import { civilDate, identifier, instant, serviceNumber } from './primitives.ts';
import { employerBatchStage, identityDocumentKind } from './records.ts';

/** What the screens see of an employer's roster and of the batch that is made of it. */

const rosterColumn = z.enum(['name', 'documentNumber', 'documentKind', 'hiredOn', 'phone', 'remark']);

/** An employer's roster as it was read, and how its rows were judged. */
export const rosterView = z.object({
  rosterId: identifier,
  fileName: z.string(),
  employer: z.object({ id: identifier, name: z.string() }),
  sheetName: z.string(),
  /** As the employer sees it beside his rows. */
  headerRow: z.int(),
  columns: z.array(z.object({ name: rosterColumn, heading: z.string() })),
  /** Rows below the header that were taken for totals or signatures, and not for persons. */
  skippedRows: z.array(z.int()),
  /** Further sheets with such a header, which were not read. */
  otherSheets: z.array(z.string()),
  rows: z.int(),
  valid: z.int(),
  refused: z.int(),
  /** Rows by reason; one row may have several. */
  reasons: z.array(z.object({ code: refusalCode, count: z.int() })),
  asOf: instant.nullable(),
});
export type RosterView = z.infer<typeof rosterView>;

export const rosterRowView = z.object({
  rowNumber: z.int(),
  /** Null where the county does not know the person. */
  personId: identifier.nullable(),
  name: z.string(),
  maskedNumber: z.string(),
  /** Null where the roster names a kind of document that there is not. */
  documentKind: identityDocumentKind.nullable(),
  hiredOn: civilDate.nullable(),
  /** Empty: a card can be made. */
  refusals: z.array(refusal),
  /** What is wrong with cells that a card does not need. */
  remarks: z.array(refusal),
  warnings: z.array(z.enum(['converted-from-15', 'region-withdrawn', 'region-unknown'])),
});
export type RosterRowView = z.infer<typeof rosterRowView>;

/** An employer's batch, and how far the making of its cards has come. */
export const batchView = z.object({
  batchId: serviceNumber,
  employer: z.object({ id: z.string(), name: z.string() }),
  letterNumber: z.string(),
  letterDate: civilDate.nullable(),
  agentName: z.string(),
  maskedAgentNumber: z.string(),
  /** Null where the central office refused to open it. */
  stage: employerBatchStage.nullable(),
  fileName: z.string(),
  openedAt: instant.nullable(),
  /** Rows of the roster; those of them that were found valid; and what has become of these. */
  rows: z.int(),
  valid: z.int(),
  made: z.int(),
  refused: z.int(),
  waiting: z.int(),
  handedOver: z.int(),
  /** Cards that lie here and are to go with the batch; 0: it is at its end, each card has one of its own. */
  lying: z.int(),
  /** Cards that did not go with it, by what has become of them. */
  kept: z.int(),
  collected: z.int(),
  withdrawn: z.int(),
  /** Services of it that the central office has not confirmed yet. */
  unconfirmed: z.int(),
  /** How many times its list was printed. */
  listPrints: z.int(),
  running: z.boolean(),
});
export type BatchView = z.infer<typeof batchView>;

export const batchRowView = z.object({
  rowNumber: z.int(),
  state: z.enum([
    'not-valid',
    'waiting',
    'made',
    'stuck',
    'refused',
    'handed-over',
    'kept',
    'collected',
    'withdrawn',
  ]),
  serviceNumber: serviceNumber.nullable(),
  personId: identifier.nullable(),
  name: z.string(),
  maskedNumber: z.string(),
  blankSerial: z.string().nullable(),
  cardNumber: z.string().nullable(),
  /** How far the central office is with the row's service; null where there is none. */
  confirmation: confirmation.nullable(),
  /** Why no card was made, or why the central office refused the one that was. */
  refusals: z.array(refusal),
});
export type BatchRowView = z.infer<typeof batchRowView>;

export const batchRunResult = z.object({
  batch: batchView,
  ended: z.enum(['done', 'stopped', 'no-blank-in-stock', 'clerk-left']),
});
export type BatchRunResult = z.infer<typeof batchRunResult>;
