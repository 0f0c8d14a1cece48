import { z } from 'zod';
import { ledgerEntryKind } from './ledger-records.ts';
import {
  civilDate,
  fen,
  filePath,
  instant,
  serviceNumber,
  spreadsheetFormat,
  spreadsheetLanguage,
} from './primitives.ts';
import { serviceKind } from './records.ts';
import { serviceView } from './service-views.ts';
import { statementFigures, statementScope } from './statement-records.ts';
import { statementRequest } from './statements.ts';

const moved = { credit: fen.min(0), debit: fen.min(0), balance: fen };

const statementLine = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('entry'),
    serial: z.int(),
    postedOn: civilDate,
    kind: ledgerEntryKind,
    institution: z.string(),
    ...moved,
    reverses: z.int().nullable(),
    reversedBy: z.int().nullable(),
  }),
  z.object({ of: z.literal('others'), count: z.int().min(1), ...moved }),
]);

const curve = z.array(z.tuple([civilDate, fen]).readonly()).readonly();

/** What a statement says, as the paper prints it; asked for again it says the same. */
export const statementView = z.object({
  from: civilDate,
  to: civilDate,
  scope: statementScope,
  figures: statementFigures,
  /** How far the records went from which it was made. */
  askedAsOf: instant.nullable(),
  lines: z.array(statementLine).readonly(),
  curve,
  /** What would move the balance and is not posted yet: in nothing of the above, and said so. */
  unposted: z.array(z.object({ serviceNumber, kind: serviceKind, openedOn: civilDate })).readonly(),
});
export type StatementView = z.infer<typeof statementView>;

export const statementCalls = {
  /** 打印交易明细: takes down who asks for what; the paper is asked for afterwards. */
  issueStatement: { who: 'clerk', input: statementRequest, output: serviceView },
  /** What a statement that was taken down says. */
  getStatement: { who: 'clerk', input: z.object({ serviceNumber }), output: statementView },
  /** The same as a spreadsheet for the person, written where the system's dialogue said. */
  saveStatement: {
    who: 'shell',
    input: z.object({
      serviceNumber,
      path: filePath,
      format: spreadsheetFormat,
      language: spreadsheetLanguage,
    }),
    output: z.object({}),
  },
  /** What it would come to, before it is asked for. */
  getStatementPreview: {
    who: 'clerk',
    input: statementRequest.pick({ personId: true, from: true, to: true, scope: true }),
    output: z.object({ figures: statementFigures, lines: z.int().min(0), curve }),
  },
} as const;
