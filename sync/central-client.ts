import { z } from 'zod';
import { failure } from '../contract/envelope.ts';
import type { FailureCode } from '../contract/error-codes.ts';
import type { OutboxImportAnswer, SigningKeyAnswer } from '../contract/outbox-file.ts';
import {
  syncCalls,
  syncPrefix,
  type JsonCallName,
  type SyncAnswer,
  type SyncCallName,
  type SyncQuestion,
} from '../contract/sync-calls.ts';
import {
  protocolHeader,
  protocolVersion,
  type AttachmentChunkAnswer,
  type BatchAnswer,
  type CommandEnvelope,
  type EnrolmentAnswer,
  type FeedPage,
  type HelloAnswer,
  type LostCommandsAnswer,
  type MissingAttachmentsAnswer,
  type Position,
  type SnapshotFileOffer,
  type SnapshotPage,
  type SnapshotSize,
} from '../contract/sync-protocol.ts';
import type { TableName } from '../domain/records/record-tables.ts';
import { readCentralUrl } from './central-url.ts';

export type ClientOutcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: FailureCode };

const errorAnswer = z.object({ ok: z.literal(false), error: failure });

/** Knows nothing of the county's history yet. */
const beginning: Position = { head: 0, mark: '' };

interface AnyQuestion {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  /** JSON, or the bytes of a file. */
  readonly body?: unknown;
}

interface Limits {
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

const shortTimeout = 15_000;
const pageTimeout = 120_000;
/** A whole file of commands is decided before the answer comes. */
const importTimeout = 600_000;

/** The sync protocol v1 over HTTP, from the counter's side. Every answer is read with its schema; nothing throws. */
export class CentralClient {
  readonly #url: string;
  readonly #token: string | null;
  readonly #isLoopback: boolean;

  constructor(url: string, token: string | null) {
    this.#url = url;
    this.#token = token;
    const reading = readCentralUrl(url);
    this.#isLoopback = reading.ok && reading.loopback;
  }

  hello(signal?: AbortSignal): Promise<ClientOutcome<HelloAnswer>> {
    return this.#ask('hello', {}, { timeout: shortTimeout, signal });
  }

  enrol(
    code: string,
    officeId: string | null,
    workstationId: string | null,
  ): Promise<ClientOutcome<EnrolmentAnswer>> {
    return this.#ask('enrol', { body: { code, officeId, workstationId } }, { timeout: shortTimeout });
  }

  snapshotSize(signal: AbortSignal): Promise<ClientOutcome<SnapshotSize>> {
    return this.#ask('snapshotSize', {}, { timeout: pageTimeout, signal });
  }

  snapshotPage(
    table: TableName,
    after: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<ClientOutcome<SnapshotPage>> {
    return this.#ask('snapshotPage', { query: { table, after, limit } }, { timeout: pageTimeout, signal });
  }

  snapshotFile(signal: AbortSignal): Promise<ClientOutcome<SnapshotFileOffer>> {
    return this.#ask('snapshotFile', {}, { timeout: shortTimeout, signal });
  }

  /** So many bytes of a snapshot file as they are, none less; the first ones soon, since a slow line has pages. */
  async snapshotFilePart(
    id: string,
    offset: number,
    length: number,
    signal: AbortSignal,
  ): Promise<ClientOutcome<Uint8Array>> {
    const question = { query: { id, offset, length } };
    const timeout = offset === 0 ? shortTimeout : pageTimeout;
    const answer = await this.#send('snapshotFilePart', question, { timeout, signal });
    const bytes = answer === null ? null : await readBytes(answer);
    if (answer === null || bytes === null) return { ok: false, code: 'central-unreachable' };
    if (!answer.ok) return { ok: false, code: failureOf(answer.status, new TextDecoder().decode(bytes)) };
    const type = answer.headers.get('content-type') ?? '';
    const isPart = syncCalls.snapshotFilePart.media.some((known) => known === type);
    if (!isPart || bytes.length !== length) return { ok: false, code: 'central-not-guitai' };
    return { ok: true, value: bytes };
  }

  feed(
    epoch: string,
    after: number,
    limit: number,
    wait: number,
    signal: AbortSignal,
    known: Position = beginning,
  ): Promise<ClientOutcome<FeedPage>> {
    const query = { epoch, after, limit, wait, knownHead: known.head, knownMark: known.mark };
    return this.#ask('feed', { query }, { timeout: wait + shortTimeout, signal });
  }

  push(
    epoch: string,
    commands: readonly CommandEnvelope[],
    signal: AbortSignal,
    { head: knownHead, mark: knownMark }: Position = beginning,
  ): Promise<ClientOutcome<BatchAnswer>> {
    const body = { epoch, knownHead, knownMark, commands: [...commands] };
    return this.#ask('pushCommands', { body }, { timeout: pageTimeout, signal });
  }

  /** Which of these commands the central office does not know as applied. */
  lostCommands(
    epoch: string,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ClientOutcome<LostCommandsAnswer>> {
    return this.#ask('lostCommands', { body: { epoch, ids: [...ids] } }, { timeout: pageTimeout, signal });
  }

  /** Of which of these attachments the central office has not the whole content. */
  missingAttachments(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ClientOutcome<MissingAttachmentsAnswer>> {
    return this.#ask('missingAttachments', { body: { ids: [...ids] } }, { timeout: pageTimeout, signal });
  }

  /** Some bytes of a content, to be put at this offset. */
  sendAttachment(
    id: string,
    offset: number,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<ClientOutcome<AttachmentChunkAnswer>> {
    const question = { params: { id }, query: { offset }, body: bytes };
    return this.#ask('sendAttachment', question, { timeout: pageTimeout, signal });
  }

  /** The content of a scanned document; null where the central office has none, or none can be had now. */
  async attachment(id: string): Promise<Uint8Array | null> {
    const answer = await this.#send('attachment', { params: { id } }, { timeout: pageTimeout });
    if (answer?.ok !== true) return null;
    try {
      return new Uint8Array(await answer.arrayBuffer());
    } catch {
      // The line broke in the middle of it.
      return null;
    }
  }

  /** @param publicKey SPKI, DER, base64 */
  registerSigningKey(publicKey: string, signal: AbortSignal): Promise<ClientOutcome<SigningKeyAnswer>> {
    return this.#ask('registerSigningKey', { body: { publicKey } }, { timeout: shortTimeout, signal });
  }

  /** Another window's file, as it is. */
  importOutbox(file: Uint8Array<ArrayBuffer>): Promise<ClientOutcome<OutboxImportAnswer>> {
    return this.#ask('importOutbox', { body: file }, { timeout: importTimeout });
  }

  /** The registered photo as a data: URL; null where there is none, or none can be had now. */
  async photo(personId: string): Promise<string | null> {
    // Such an id is nobody's, and no address can carry it.
    if (!personId.isWellFormed()) return null;
    const question = { params: { id: personId } };
    const answer = await this.#send('personPhoto', question, { timeout: shortTimeout });
    if (answer?.ok !== true) return null;
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    if (!syncCalls.personPhoto.media.some((known) => known === type)) return null;
    try {
      const bytes = Buffer.from(await answer.arrayBuffer());
      return `data:${type};base64,${bytes.toString('base64')}`;
    } catch {
      // The line broke in the middle of the picture.
      return null;
    }
  }

  async #ask<Name extends JsonCallName>(
    name: Name,
    question: SyncQuestion<Name> & AnyQuestion,
    limits: Limits,
  ): Promise<ClientOutcome<SyncAnswer<Name>>> {
    const answer = await this.#send(name, question, limits);
    if (answer === null) return { ok: false, code: 'central-unreachable' };
    let text: string;
    try {
      text = await answer.text();
    } catch {
      // A body that breaks off is a line that broke; a body that is no JSON comes from something else.
      return { ok: false, code: 'central-unreachable' };
    }
    if (!answer.ok) return { ok: false, code: failureOf(answer.status, text) };
    const read = syncCalls[name].answer.safeParse(parseJson(text));
    // The schema of this very call read it.
    return read.success
      ? { ok: true, value: read.data as SyncAnswer<Name> }
      : { ok: false, code: 'central-not-guitai' };
  }

  async #send<Name extends SyncCallName>(
    name: Name,
    question: SyncQuestion<Name> & AnyQuestion,
    limits: Limits,
  ): Promise<Response | null> {
    const { params, query, body } = question;
    const timeout = AbortSignal.timeout(limits.timeout);
    const signal = limits.signal === undefined ? timeout : AbortSignal.any([limits.signal, timeout]);
    const headers: Record<string, string> = {
      accept: 'application/json',
      // On the same machine compression costs more than it saves.
      'accept-encoding': this.#isLoopback ? 'identity' : 'br, gzip',
      [protocolHeader]: String(protocolVersion),
    };
    if (this.#token !== null) headers['authorization'] = `Bearer ${this.#token}`;
    const isContent = body instanceof Uint8Array;
    if (body !== undefined) {
      headers['content-type'] = isContent ? syncCalls.sendAttachment.bytes : 'application/json';
    }
    try {
      return await fetch(this.#url + addressOf(name, params, query), {
        method: syncCalls[name].method,
        headers,
        signal,
        redirect: 'error',
        ...(body === undefined ? {} : { body: isContent ? new Uint8Array(body) : JSON.stringify(body) }),
      });
    } catch {
      // fetch throws for every kind of broken line alike; which kind makes no difference to what is done.
      return null;
    }
  }
}

/** Null where the line broke before all of it was here. */
async function readBytes(answer: Response): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch {
    // As with every answer: where it broke makes no difference to what is done.
    return null;
  }
}

/** What an answer that is no success says. */
function failureOf(status: number, text: string): FailureCode {
  const read = errorAnswer.safeParse(parseJson(text));
  if (read.success) return failureCode(read.data.error.code);
  return fromGateway.has(status) ? 'central-unreachable' : 'central-not-guitai';
}

/** With these a gateway on the way says in its own words that it does not reach the central office. */
const fromGateway: ReadonlySet<number> = new Set([502, 503, 504]);

/** The call's path with its parameters written into it. */
function addressOf(name: SyncCallName, params: AnyQuestion['params'], query: AnyQuestion['query']): string {
  const path = syncCalls[name].path.replace(/:(\w+)/g, (_whole, parameter: string) =>
    encodeURIComponent(params?.[parameter] ?? ''),
  );
  if (query === undefined) return syncPrefix + path;
  const said = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
  return `${syncPrefix}${path}?${new URLSearchParams(said).toString()}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureCode(code: FailureCode | 'refused'): FailureCode {
  return code === 'refused' ? 'central-not-guitai' : code;
}
