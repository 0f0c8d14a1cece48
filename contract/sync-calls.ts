import { z } from 'zod';
import { outboxImportAnswer, signingKeyAnswer, signingKeyRegistration } from './outbox-file.ts';
import { identifier } from './primitives.ts';
import {
  attachmentChunkAnswer,
  attachmentChunkQuery,
  batchAnswer,
  commandBatch,
  enrolmentAnswer,
  enrolmentRequest,
  feedPage,
  feedQuery,
  healthAnswer,
  helloAnswer,
  lostCommandsAnswer,
  lostCommandsQuestion,
  missingAttachmentsAnswer,
  missingAttachmentsQuestion,
  snapshotFileOffer,
  snapshotPage,
  snapshotPartQuery,
  snapshotQuery,
  snapshotSize,
} from './sync-protocol.ts';

/** Before the path of every call. */
export const syncPrefix = '/v1';

/** One row of `syncCalls`. */
export interface SyncCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** After `syncPrefix`; `:name` stands for the parameter of that name. */
  readonly path: `/${string}`;
  /** Anybody, or a workstation that proves itself with its credential, which also says the county. */
  readonly who: 'anybody' | 'workstation';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is no JSON but bytes of this type. */
  readonly bytes?: string;
  /** The shape of the answer 200; with `media` the answer is no JSON but bytes of one of these types. */
  readonly answer?: z.ZodType;
  readonly media?: readonly string[];
  /** The shape of the answer 503, where that is not a failure's. */
  readonly unavailable?: z.ZodType;
}

/**
 * Every call that a counter makes to the central office. The central office's routes, and so its OpenAPI description,
 * and the counter's client are both made from this table: neither can ask or answer what the other does not know.
 */
export const syncCalls = {
  hello: { method: 'GET', path: '/hello', who: 'anybody', answer: helloAnswer },
  health: {
    method: 'GET',
    path: '/health',
    who: 'anybody',
    answer: healthAnswer,
    unavailable: healthAnswer,
  },
  enrol: {
    method: 'POST',
    path: '/enrolments',
    who: 'anybody',
    body: enrolmentRequest,
    answer: enrolmentAnswer,
  },
  snapshotSize: { method: 'GET', path: '/snapshot/size', who: 'workstation', answer: snapshotSize },
  snapshotPage: {
    method: 'GET',
    path: '/snapshot',
    who: 'workstation',
    query: snapshotQuery,
    answer: snapshotPage,
  },
  snapshotFile: { method: 'GET', path: '/snapshot/file', who: 'workstation', answer: snapshotFileOffer },
  snapshotFilePart: {
    method: 'GET',
    path: '/snapshot/file/content',
    who: 'workstation',
    query: snapshotPartQuery,
    media: ['application/octet-stream'],
  },
  feed: { method: 'GET', path: '/feed', who: 'workstation', query: feedQuery, answer: feedPage },
  pushCommands: {
    method: 'POST',
    path: '/commands',
    who: 'workstation',
    body: commandBatch,
    answer: batchAnswer,
  },
  lostCommands: {
    method: 'POST',
    path: '/commands/lost',
    who: 'workstation',
    body: lostCommandsQuestion,
    answer: lostCommandsAnswer,
  },
  registerSigningKey: {
    method: 'POST',
    path: '/signing-keys',
    who: 'workstation',
    body: signingKeyRegistration,
    answer: signingKeyAnswer,
  },
  importOutbox: {
    method: 'POST',
    path: '/outbox-imports',
    who: 'workstation',
    bytes: 'application/octet-stream',
    answer: outboxImportAnswer,
  },
  personPhoto: {
    method: 'GET',
    path: '/persons/:id/photo',
    who: 'workstation',
    params: z.object({ id: identifier }),
    media: ['image/svg+xml', 'image/png', 'image/jpeg'],
  },
  missingAttachments: {
    method: 'POST',
    path: '/attachments/missing',
    who: 'workstation',
    body: missingAttachmentsQuestion,
    answer: missingAttachmentsAnswer,
  },
  sendAttachment: {
    method: 'PUT',
    path: '/attachments/:id/content',
    who: 'workstation',
    params: z.object({ id: z.uuid() }),
    query: attachmentChunkQuery,
    bytes: 'application/octet-stream',
    answer: attachmentChunkAnswer,
  },
  attachment: {
    method: 'GET',
    path: '/attachments/:id/content',
    who: 'workstation',
    params: z.object({ id: z.uuid() }),
    media: ['application/octet-stream'],
  },
} as const satisfies Record<string, SyncCall>;

export type SyncCalls = typeof syncCalls;
export type SyncCallName = keyof SyncCalls;

/** The calls that are answered with JSON. */
export type JsonCallName = {
  [Name in SyncCallName]: SyncCalls[Name] extends { readonly answer: z.ZodType } ? Name : never;
}[SyncCallName];

export type SyncAnswer<Name extends JsonCallName> = z.output<SyncCalls[Name]['answer']>;

/** What is said with a call: its parameters, its query and its body, where it has them, and nothing else. */
export type SyncQuestion<Name extends SyncCallName> = Written<SyncCalls[Name], 'params'> &
  Written<SyncCalls[Name], 'query'> &
  (SyncCalls[Name] extends { readonly body: infer Body extends z.ZodType }
    ? { readonly body: z.input<Body> }
    : SyncCalls[Name] extends { readonly bytes: string }
      ? { readonly body: Uint8Array }
      : { readonly body?: undefined });

/** What is written into an address becomes text; here it is still what the other side reads from it. */
type Written<Call, Part extends 'params' | 'query'> =
  Call extends Readonly<Record<Part, infer Shape extends z.ZodObject>>
    ? Readonly<Record<Part, Readonly<z.output<Shape>>>>
    : Readonly<Partial<Record<Part, undefined>>>;
