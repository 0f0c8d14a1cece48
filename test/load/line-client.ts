import { Agent, request as httpRequest } from 'node:http';
import { z } from 'zod';
import { failure } from '../../contract/envelope.ts';
import type { FailureCode } from '../../contract/error-codes.ts';
import { syncPrefix } from '../../contract/sync-calls.ts';
import {
  batchAnswer,
  protocolHeader,
  protocolVersion,
  type BatchAnswer,
  type CommandEnvelope,
  type FeedPage,
  type Position,
} from '../../contract/sync-protocol.ts';
import { CentralClient, type ClientOutcome } from '../../sync/central-client.ts';

const errorAnswer = z.object({ ok: z.literal(false), error: failure });

/** What a counter waits for, milliseconds, as `CentralClient` does. */
const feedTimeout = 15_000;
const pushTimeout = 120_000;

/** What came of a call: its code where it failed, with the status of the answer where there was one. */
export interface CallEnd {
  readonly call: 'feed' | 'push';
  readonly milliseconds: number;
  readonly code: FailureCode | null;
  readonly status: number | null;
}

/**
 * The counter's client with the two calls of its daily work, feed and commands, as bare as they can be asked: three
 * hundred counters are one process here, which must not be what is measured. The same requests go over the line. An
 * answer of the feed is not read with its schema, unless `reads` says so: one counter of each county does.
 */
export class LineClient extends CentralClient {
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #ended: (end: CallEnd) => void;
  readonly #reads: boolean;

  constructor(
    url: string,
    token: string,
    settings: { readonly reads: boolean; readonly ended: (end: CallEnd) => void },
  ) {
    super(url, token);
    this.#url = new URL(url);
    this.#ended = settings.ended;
    this.#reads = settings.reads;
    this.#headers = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      [protocolHeader]: String(protocolVersion),
      authorization: `Bearer ${token}`,
    };
  }

  override async feed(
    epoch: string,
    after: number,
    limit: number,
    wait: number,
    signal: AbortSignal,
    known: Position = { head: 0, mark: '' },
  ): Promise<ClientOutcome<FeedPage>> {
    const begun = performance.now();
    if (this.#reads) {
      const outcome = await super.feed(epoch, after, limit, wait, signal, known);
      this.#end('feed', begun, outcome.ok ? null : outcome.code, null, signal);
      return outcome;
    }
    const said = { epoch, after, limit, wait, knownHead: known.head, knownMark: known.mark };
    const query = Object.entries(said).map(([name, value]): [string, string] => [name, String(value)]);
    const path = `${syncPrefix}/feed?${new URLSearchParams(query).toString()}`;
    const answer = await this.#send(path, null, wait + feedTimeout, signal);
    const outcome = readAnswer(answer, asFeedPage);
    this.#end('feed', begun, outcome.ok ? null : outcome.code, answer?.status ?? null, signal);
    return outcome;
  }

  override async push(
    epoch: string,
    commands: readonly CommandEnvelope[],
    signal: AbortSignal,
    known: Position = { head: 0, mark: '' },
  ): Promise<ClientOutcome<BatchAnswer>> {
    const begun = performance.now();
    const body = { epoch, knownHead: known.head, knownMark: known.mark, commands };
    const answer = await this.#send(`${syncPrefix}/commands`, JSON.stringify(body), pushTimeout, signal);
    const outcome = readAnswer(answer, (value) => batchAnswer.parse(value));
    this.#end('push', begun, outcome.ok ? null : outcome.code, answer?.status ?? null, signal);
    return outcome;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** What was broken off because the counter stops is no failure. */
  #end(
    call: CallEnd['call'],
    begun: number,
    code: FailureCode | null,
    status: number | null,
    signal: AbortSignal,
  ): void {
    if (code !== null && signal.aborted) return;
    this.#ended({ call, milliseconds: performance.now() - begun, code, status });
  }

  /** Null where the line broke, or nothing came in time. */
  #send(
    path: string,
    body: string | null,
    timeout: number,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly text: string } | null> {
    return new Promise((resolve) => {
      const content = body === null ? {} : { 'content-type': 'application/json' };
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const { hostname: host, port } = this.#url;
      const headers = { ...this.#headers, ...content, ...length };
      const method = body === null ? 'GET' : 'POST';
      const asked = httpRequest(
        { host, port, path, method, headers, agent: this.#agent, signal },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            finish({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
          );
          answer.on('error', () => finish(null));
        },
      );
      const impatience = setTimeout(() => asked.destroy(), timeout);
      const finish = (answer: { readonly status: number; readonly text: string } | null) => {
        clearTimeout(impatience);
        resolve(answer);
      };
      asked.on('error', () => finish(null));
      asked.on('close', () => finish(null));
      asked.end(body ?? undefined);
    });
  }
}

function readAnswer<Value>(
  answer: { readonly status: number; readonly text: string } | null,
  read: (value: unknown) => Value,
): ClientOutcome<Value> {
  if (answer === null) return { ok: false, code: 'central-unreachable' };
  try {
    const value: unknown = JSON.parse(answer.text);
    if (answer.status === 200) return { ok: true, value: read(value) };
    const { code } = errorAnswer.parse(value).error;
    return { ok: false, code: code === 'refused' ? 'central-not-guitai' : code };
  } catch {
    return { ok: false, code: 'central-not-guitai' };
  }
}

/** The page as it came: another counter of the same county reads the same changes with their schemas. */
function asFeedPage(value: unknown): FeedPage {
  if (typeof value !== 'object' || value === null || !('changes' in value)) throw new Error('no feed page');
  return value as FeedPage;
}
