import { z } from 'zod';
import { tableNames, type TableName } from '../domain/records/record-tables.ts';
import { commandOrigin } from './commands.ts';
import { refusal } from './envelope.ts';
import { failureCodes, type FailureCode } from './error-codes.ts';
import { civilDate, identifier, instant } from './primitives.ts';
import { recordChange } from './records.ts';
import { snapshotPart } from './snapshot-file.ts';

/** The shapes of protocol v1 between counter and central office; which call has which is in `sync-calls.ts`. */
export const protocolVersion = 1;

/** The oldest version that this program still speaks, on either side. */
export const oldestProtocolVersion = 1;

/** Every request says with this header which version its counter speaks; one without it speaks version 1. */
export const protocolHeader = 'guitai-protocol';

/** The most commands that one batch may carry. */
export const largestBatch = 500;

/** The most commands that one question for lost ones may name. */
export const largestQuestion = 10_000;

/** Bytes of a scanned document's content that travel in one request, so that none occupies a slow line for long. */
export const attachmentChunk = 256 * 1024;

/** The most attachments that one question for missing contents may name. */
export const largestAttachmentQuestion = 1_000;

const tableName = z.enum(tableNames as readonly [TableName, ...TableName[]]);

export const helloAnswer = z.object({
  product: z.literal('guitai-central'),
  /** The newest version that the central office speaks, and the oldest: a counter below that must be updated. */
  protocol: z.int(),
  oldestProtocol: z.int(),
  mode: z.enum(['production', 'demonstration']),
  /** Changes when the central office begins anew: every counter then pulls its county again. */
  epoch: identifier,
  /** PEM (SPKI) of the RSA key with which passwords are sealed. */
  pinPublicKey: z.string(),
  today: civilDate,
  now: instant,
  /** Whom one may sign in as in a demonstration, with the passwords that the login page shows; empty otherwise. */
  demonstrationClerks: z.array(z.object({ loginName: z.string(), password: z.string() })),
});
export type HelloAnswer = z.infer<typeof helloAnswer>;

export const enrolmentRequest = z.object({
  /** The code that the central office gave for one workstation; a demonstration takes 'demonstration'. */
  code: z.string().min(1).max(200),
  /** In a demonstration: which office; null is the county centre. */
  officeId: identifier.nullable(),
  /** Of a workstation that is enrolled again: which one it is. A code for another is then refused, and not used up. */
  workstationId: identifier.nullable().default(null),
});
export const enrolmentAnswer = z.object({
  county: z.string().regex(/^\d{6}$/),
  countyName: z.string(),
  officeId: identifier,
  workstationId: identifier,
  token: z.string().min(20),
});
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>;

/**
 * Which history of a county is meant: its feed number and the mark of the transaction that wrote this number. Marks
 * are random, so that a restored central office that has counted on has other ones. 0 and '' are its beginning.
 */
const position = { head: z.int().min(0), mark: z.string().max(64) };
export interface Position {
  readonly head: number;
  readonly mark: string;
}

/** A page of the county's records. Rows are arrays in the order of the table's fields (domain/records/record-tables.ts). */
export const snapshotQuery = z.object({
  table: tableName,
  /** The last id already held, '' at the start; pages go by id. */
  after: z.string().max(64),
  limit: z.coerce.number().int().min(1).max(20_000),
});
export const snapshotPage = z.object({
  epoch: identifier,
  /** The head of the feed when the page was read: pulling from the first page's head makes the replica whole. */
  head: z.int(),
  table: tableName,
  rows: z.array(z.array(z.unknown())),
  /** Where the next page begins, or null at the end of the table. */
  next: z.string().nullable(),
});
export type SnapshotPage = z.infer<typeof snapshotPage>;

/** How many records each table has, so that the first synchronisation shows its progress with numbers. */
export const snapshotSize = z.object({
  epoch: identifier,
  ...position,
  tables: z.array(z.object({ table: tableName, count: z.int() })),
});
export type SnapshotSize = z.infer<typeof snapshotSize>;

/**
 * The county as one encrypted SQLite file that was prepared beforehand; 404 where there is none, and pages are pulled.
 * The feed from its position on makes it whole.
 */
export const snapshotFileOffer = z.object({
  epoch: identifier,
  ...position,
  id: identifier,
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The key of this file alone, 32 bytes in hex; told to workstations of the county. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** The file's schema (contract/snapshot-file.ts), so that a counter of another version does not fetch it in vain. */
  layout: z.string(),
});
export type SnapshotFileOffer = z.infer<typeof snapshotFileOffer>;

/** Bytes of a file that was offered; answered as they are, fewer at the end of the file. */
export const snapshotPartQuery = z.object({
  id: identifier,
  offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  length: z.coerce.number().int().min(1).max(snapshotPart),
});

export const feedQuery = z.object({
  epoch: identifier,
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(5_000),
  /** How long the central office may hold an empty answer back, milliseconds: a change arrives at once. */
  wait: z.coerce.number().int().min(0).max(30_000),
  /** The last position that the counter was told: answered 409 `epoch-changed` where it is not in this history. */
  knownHead: z.coerce.number().int().min(0).default(0),
  knownMark: z.string().max(64).default(''),
});
export const feedPage = z.object({
  epoch: identifier,
  ...position,
  /** Up to this feed number the central office knows its data to be on the disk: a power cut does not take it. */
  durable: z.int().min(0),
  changes: z.array(z.object({ sequence: z.int(), change: recordChange })),
  today: civilDate,
  now: instant,
});
export type FeedPage = z.infer<typeof feedPage>;

/** One command on its way. `body` and `origin` are read one by one at the central office, so that one bad command blocks no other. */
export const commandEnvelope = z.object({
  id: z.uuid(),
  kind: z.string(),
  request: z.unknown(),
  origin: commandOrigin,
  /** SHA-256, hex, of the canonical JSON of kind, request and origin. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type CommandEnvelope = z.infer<typeof commandEnvelope>;

export const commandBatch = z.object({
  epoch: identifier,
  /** As in the question for the feed: nothing is decided for a counter that knows another history. */
  knownHead: z.int().min(0).default(0),
  knownMark: z.string().max(64).default(''),
  commands: z.array(z.unknown()).max(largestBatch),
});

/** After a new epoch or a position that is not known: which of the answered commands are no longer there? */
export const lostCommandsQuestion = z.object({
  epoch: identifier,
  ids: z.array(z.string().max(64)).max(largestQuestion),
});
export const lostCommandsAnswer = z.object({ epoch: identifier, lost: z.array(z.string()) });
export type LostCommandsAnswer = z.infer<typeof lostCommandsAnswer>;

/** Of which of these attachments has the central office not the whole content? */
export const missingAttachmentsQuestion = z.object({
  ids: z.array(z.uuid()).max(largestAttachmentQuestion),
});
/** Those that it knows and has not whole, each with the bytes that are there; unknown and whole ones are left out. */
export const missingAttachmentsAnswer = z.object({
  missing: z.array(z.object({ id: z.uuid(), received: z.int().min(0) })),
});
export type MissingAttachmentsAnswer = z.infer<typeof missingAttachmentsAnswer>;

export const attachmentChunkQuery = z.object({ offset: z.coerce.number().int().min(0) });
/** How many bytes are there now: where the next chunk begins, also when another offset was sent. */
export const attachmentChunkAnswer = z.object({ received: z.int().min(0), whole: z.boolean() });
export type AttachmentChunkAnswer = z.infer<typeof attachmentChunkAnswer>;

/** The verdict on one command. Kept for ever with its id; asked again, the same comes back with `duplicate`. */
export const commandAnswer = z.discriminatedUnion('outcome', [
  z.object({
    id: z.string(),
    outcome: z.literal('applied'),
    /** The last feed number that the command made. */
    sequence: z.int(),
    duplicate: z.boolean(),
  }),
  z.object({
    id: z.string(),
    outcome: z.literal('refused'),
    refusals: z.array(refusal),
    /** The records as they stand at the central office, to be shown beside what the counter did. */
    standing: z.array(recordChange),
    duplicate: z.boolean(),
  }),
  z.object({
    id: z.string(),
    /** Never decided: malformed, of an unknown kind, or its id used for something else. Set aside for a person. */
    outcome: z.literal('rejected'),
    code: z.enum(failureCodes as readonly [FailureCode, ...FailureCode[]]),
  }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;

export const batchAnswer = z.object({ epoch: identifier, ...position, answers: z.array(commandAnswer) });
export type BatchAnswer = z.infer<typeof batchAnswer>;

export const healthAnswer = z.object({
  status: z.enum(['ready', 'failing']),
  storage: z.enum(['pglite', 'postgresql']),
  mode: z.enum(['production', 'demonstration']),
  epoch: identifier,
  counties: z.array(z.object({ county: z.string(), head: z.int() })),
  commands: z.object({ applied: z.int(), refused: z.int() }),
  uptimeSeconds: z.number(),
});
