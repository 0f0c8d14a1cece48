import { z } from 'zod';
import { batchRowView, batchRunResult, batchView, rosterRowView, rosterView } from './batch-views.ts';
import { commandRequests } from './commands.ts';
import { refusalCode } from './envelope.ts';
import { movementRosterView } from './movement-views.ts';
import {
  filePath,
  identifier,
  pageLimit,
  pageSkip,
  serviceNumber,
  typedText,
  spreadsheetFormat,
  spreadsheetLanguage,
} from './primitives.ts';

const nothing = z.object({});

/** The largest roster that is read, bytes: a page asks the file for its size before it reads it. */
export const mostRosterBytes = 20 * 1024 * 1024;
/** Base64 of twice as much: what is a little too large gets its own sentence from the reader. */
const rosterContent = z.string().max(mostRosterBytes * 3);

const employerCode = typedText.min(1).max(40);
const letter = commandRequests['open-employer-batch'].pick({
  letterNumber: true,
  letterDate: true,
  agent: true,
}).shape;
const employer = z.object({ id: z.string(), name: z.string() });
/** `content` is base64; `encoding` is null where the format has its own. */
const resultFile = z.object({
  fileName: z.string(),
  content: z.string(),
  encoding: z.enum(['gb18030', 'utf-8']).nullable(),
});

/** The calls about employers' rosters and batches (counter-calls.ts). */
export const batchCalls = {
  /** The employer that a letter names, or why it cannot be served. */
  getEmployer: { who: 'clerk', input: z.object({ employerCode }), output: employer },
  /** Everything about the letter that would be refused, before there is a roster. */
  checkBatchLetter: {
    who: 'clerk',
    input: z.object({ ...letter, employerCode }),
    output: employer,
  },
  readRoster: {
    who: 'clerk',
    input: z.object({
      employerCode,
      fileName: typedText.min(1).max(255),
      /** base64 of the file. */
      content: rosterContent,
    }),
    output: rosterView,
  },
  listRosterRows: {
    who: 'clerk',
    input: z.object({
      rosterId: identifier,
      show: z.enum(['all', 'valid', 'refused']).default('all'),
      /** Only rows that have this reason against them. */
      reason: refusalCode.nullable().default(null),
      /** The `next` of the page before: so many rows are left out. */
      after: z.int().min(0).nullable().default(null),
      skip: pageSkip,
      limit: pageLimit,
    }),
    output: z.object({
      rows: z.array(rosterRowView),
      /** How many there are to be shown, on all pages. */
      total: z.int(),
      next: z.int().nullable(),
    }),
  },
  writeRosterResult: {
    who: 'clerk',
    input: z.object({ rosterId: identifier, format: spreadsheetFormat, language: spreadsheetLanguage }),
    output: resultFile,
  },
  /** An employer's list of leavers and joiners: read and judged, then done row by row. */
  readMovementRoster: {
    who: 'clerk',
    input: z.object({
      ...letter,
      employerCode,
      fileName: typedText.min(1).max(255),
      content: rosterContent,
    }),
    output: movementRosterView,
  },
  runMovementRoster: { who: 'clerk', input: z.object({ rosterId: identifier }), output: movementRosterView },
  closeRoster: { who: 'clerk', input: z.object({ rosterId: identifier }), output: nothing },

  /** Opens a batch of what is valid in a roster that was read; its cards are made by `runBatch`. */
  openBatch: { who: 'clerk', input: z.object({ ...letter, rosterId: identifier }), output: batchView },
  /** Answers when the run has ended; its progress is told by events. */
  runBatch: { who: 'clerk', input: z.object({ batchId: serviceNumber }), output: batchRunResult },
  stopBatch: { who: 'clerk', input: z.object({ batchId: serviceNumber }), output: nothing },
  endBatch: {
    who: 'clerk',
    input: z.object({ batchId: serviceNumber, reason: typedText.min(1).max(200) }),
    output: batchView,
  },
  handOverBatch: {
    who: 'clerk',
    input: commandRequests['hand-over-batch'].omit({ cards: true, agent: true }).extend({
      /** Whoever takes the cards for the employer; null: the agent of the letter, by the document that he showed then. */
      agent: commandRequests['hand-over-batch'].shape.agent.nullable(),
      /** Services whose cards stay here: their holders died, or have another card by now. */
      leaveOut: z.array(serviceNumber).max(500).default([]),
    }),
    output: batchView,
  },
  listBatches: { who: 'clerk', input: nothing, output: z.object({ batches: z.array(batchView) }) },
  listBatchRows: {
    who: 'clerk',
    input: z.object({
      batchId: serviceNumber,
      show: batchRowView.shape.state.or(z.literal('all')).default('all'),
      /** The `next` of the page before: its last row number. */
      after: z.int().min(0).nullable().default(null),
      skip: pageSkip,
      limit: pageLimit,
    }),
    output: z.object({ rows: z.array(batchRowView), total: z.int(), next: z.int().nullable() }),
  },
  writeBatchResult: {
    who: 'clerk',
    input: z.object({ batchId: serviceNumber, format: spreadsheetFormat, language: spreadsheetLanguage }),
    output: resultFile,
  },
  /** The same written where the system's dialogue said. */
  saveBatchResult: {
    who: 'shell',
    input: z.object({
      batchId: serviceNumber,
      path: filePath,
      format: spreadsheetFormat,
      language: spreadsheetLanguage,
    }),
    output: nothing,
  },
  saveRosterResult: {
    who: 'shell',
    input: z.object({
      rosterId: identifier,
      path: filePath,
      format: spreadsheetFormat,
      language: spreadsheetLanguage,
    }),
    output: nothing,
  },
} as const satisfies Record<
  string,
  {
    readonly who: 'anybody' | 'clerk' | 'pin-pad' | 'shell';
    readonly input: z.ZodType;
    readonly output: z.ZodType;
  }
>;
