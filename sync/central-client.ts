import { z } from 'zod';
import { failure } from '../contract/envelope.ts';
import type { FailureCode } from '../contract/error-codes.ts';
import {
  batchAnswer,
  enrolmentAnswer,
  feedPage,
  helloAnswer,
  lostCommandsAnswer,
  protocolHeader,
  protocolVersion,
  snapshotPage,
  snapshotSize,
  type BatchAnswer,
  type CommandEnvelope,
  type EnrolmentAnswer,
  type FeedPage,
  type HelloAnswer,
  type LostCommandsAnswer,
  type Position,
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

const shortTimeout = 15_000;
const pageTimeout = 120_000;

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
    return this.#ask('GET', '/v1/hello', undefined, helloAnswer, shortTimeout, signal);
  }

  enrol(code: string, officeId: string | null): Promise<ClientOutcome<EnrolmentAnswer>> {
    return this.#ask('POST', '/v1/enrolments', { code, officeId }, enrolmentAnswer, shortTimeout);
  }

  snapshotSize(signal: AbortSignal): Promise<ClientOutcome<SnapshotSize>> {
    return this.#ask('GET', '/v1/snapshot/size', undefined, snapshotSize, pageTimeout, signal);
  }

  snapshotPage(
    table: TableName,
    after: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<ClientOutcome<SnapshotPage>> {
    const query = new URLSearchParams({ table, after, limit: String(limit) });
    return this.#ask('GET', `/v1/snapshot?${query.toString()}`, undefined, snapshotPage, pageTimeout, signal);
  }

  feed(
    epoch: string,
    after: number,
    limit: number,
    wait: number,
    signal: AbortSignal,
    known: Position = beginning,
  ): Promise<ClientOutcome<FeedPage>> {
    const query = new URLSearchParams({
      epoch,
      after: String(after),
      limit: String(limit),
      wait: String(wait),
      knownHead: String(known.head),
      knownMark: known.mark,
    });
    return this.#ask('GET', `/v1/feed?${query.toString()}`, undefined, feedPage, wait + shortTimeout, signal);
  }

  push(
    epoch: string,
    commands: readonly CommandEnvelope[],
    signal: AbortSignal,
    { head: knownHead, mark: knownMark }: Position = beginning,
  ): Promise<ClientOutcome<BatchAnswer>> {
    const body = { epoch, knownHead, knownMark, commands };
    return this.#ask('POST', '/v1/commands', body, batchAnswer, pageTimeout, signal);
  }

  /** Which of these commands the central office does not know as applied. */
  lostCommands(
    epoch: string,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ClientOutcome<LostCommandsAnswer>> {
    return this.#ask('POST', '/v1/commands/lost', { epoch, ids }, lostCommandsAnswer, pageTimeout, signal);
  }

  /** The registered photo as a data: URL; null where there is none, or none can be had now. */
  async photo(personId: string): Promise<string | null> {
    // Such an id is nobody's, and no address can carry it.
    if (!personId.isWellFormed()) return null;
    const answer = await this.#send('GET', `/v1/persons/${encodeURIComponent(personId)}/photo`, undefined, {
      timeout: shortTimeout,
    });
    if (answer?.ok !== true) return null;
    const type = answer.headers.get('content-type') ?? '';
    if (!/^image\/(png|jpeg|svg\+xml)\b/.test(type)) return null;
    try {
      const bytes = Buffer.from(await answer.arrayBuffer());
      return `data:${type.split(';')[0] ?? type};base64,${bytes.toString('base64')}`;
    } catch {
      // The line broke in the middle of the picture.
      return null;
    }
  }

  async #ask<Value>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    shape: z.ZodType<Value>,
    timeout: number,
    signal?: AbortSignal,
  ): Promise<ClientOutcome<Value>> {
    const answer = await this.#send(
      method,
      path,
      body,
      signal === undefined ? { timeout } : { timeout, signal },
    );
    if (answer === null) return { ok: false, code: 'central-unreachable' };
    let text: string;
    try {
      text = await answer.text();
    } catch {
      // A body that breaks off is a line that broke; a body that is no JSON comes from something else.
      return { ok: false, code: 'central-unreachable' };
    }
    const json = parseJson(text);
    if (!answer.ok) {
      const read = errorAnswer.safeParse(json);
      if (read.success) return { ok: false, code: failureCode(read.data.error.code) };
      return {
        ok: false,
        code: fromGateway.has(answer.status) ? 'central-unreachable' : 'central-not-guitai',
      };
    }
    const read = shape.safeParse(json);
    return read.success ? { ok: true, value: read.data } : { ok: false, code: 'central-not-guitai' };
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    limits: { readonly timeout: number; readonly signal?: AbortSignal },
  ): Promise<Response | null> {
    const timeout = AbortSignal.timeout(limits.timeout);
    const signal = limits.signal === undefined ? timeout : AbortSignal.any([limits.signal, timeout]);
    const headers: Record<string, string> = {
      accept: 'application/json',
      // On the same machine compression costs more than it saves.
      'accept-encoding': this.#isLoopback ? 'identity' : 'br, gzip',
      [protocolHeader]: String(protocolVersion),
    };
    if (this.#token !== null) headers['authorization'] = `Bearer ${this.#token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await fetch(`${this.#url}${path}`, {
        method,
        headers,
        signal,
        redirect: 'error',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      // fetch throws for every kind of broken line alike; which kind makes no difference to what is done.
      return null;
    }
  }
}

/** With these a gateway on the way says in its own words that it does not reach the central office. */
const fromGateway: ReadonlySet<number> = new Set([502, 503, 504]);

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
