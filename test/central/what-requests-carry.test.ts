import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { syncCalls, syncPrefix, type SyncCall, type SyncCallName } from '../../contract/sync-calls.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { gzipSync } from 'node:zlib';

const signal = new AbortController().signal;

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers everything with the same compressed object, and keeps what was asked. */
async function listen(host: string) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request;
    const body = Buffer.concat(await request.toArray()).toString();
    asked.push({ method, url: new URL(request.url ?? '', 'http://central'), headers, body });
    const compressed = request.headers['accept-encoding']?.includes('gzip') === true;
    const text = JSON.stringify({ epoch: 'epoch', lost: ['a'.repeat(5_000)] });
    response.setHeader('content-type', 'application/json');
    if (compressed) response.setHeader('content-encoding', 'gzip');
    response.end(compressed ? gzipSync(text) : text);
  };
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  const url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  return { asked, client: new CentralClient(url, 'token') };
}

describe('every request of a counter', () => {
  /** Every call that a counter makes. `health` is for people and for what watches over the central office. */
  async function askEverything(client: CentralClient): Promise<readonly SyncCallName[]> {
    const file = new TextEncoder().encode('file');
    await client.hello();
    await client.enrol('code', null, null);
    await client.snapshotSize(signal);
    await client.snapshotPage('card', '', 1, signal);
    await client.snapshotFile(signal);
    await client.snapshotFilePart('id', 0, 1, signal);
    await client.feed('epoch', 0, 1, 0, signal);
    await client.push('epoch', [], signal);
    await client.lostCommands('epoch', [], signal);
    await client.registerSigningKey('AAAA', signal);
    await client.importOutbox(file);
    await client.photo('人/1?');
    await client.missingAttachments([], signal);
    await client.sendAttachment('人/1?', 0, file, signal);
    await client.attachment('人/1?');
    return (Object.keys(syncCalls) as SyncCallName[]).filter((name) => name !== 'health');
  }

  it('is one of the protocol, at its path and in its shape, and none is missing', async () => {
    const { asked, client } = await listen('127.0.0.1');
    const names = await askEverything(client);
    expect(asked).toHaveLength(names.length);
    for (const name of names) {
      const call: SyncCall = syncCalls[name];
      const path = new RegExp(`^${syncPrefix}${call.path.replace(/:\w+/g, '([^/]+)')}$`);
      const found = asked.filter(({ method, url }) => method === call.method && path.test(url.pathname));
      expect(found, name).toHaveLength(1);
      for (const { url, headers, body } of found) {
        if (call.bytes !== undefined) expect(headers['content-type']).toBe(call.bytes);
        const query = Object.fromEntries(url.searchParams);
        expect((call.query ?? z.object({})).strict().safeParse(query).error, name).toBeUndefined();
        if (call.body === undefined) expect(body).toBe(call.bytes === undefined ? '' : 'file');
        else expect(call.body.safeParse(JSON.parse(body)).error, name).toBeUndefined();
        const params = path.exec(url.pathname)?.slice(1).map(decodeURIComponent) ?? [];
        expect(params).toEqual(call.params === undefined ? [] : ['人/1?']);
      }
    }
  });

  it('says which version of the protocol the counter speaks', async () => {
    const { asked, client } = await listen('127.0.0.1');
    await askEverything(client);
    expect(asked.map(({ headers }) => headers['guitai-protocol'])).toEqual(asked.map(() => '1'));
  });

  it.each([
    ['on the same machine asks for nothing compressed', '127.0.0.1', 'identity'],
    // Another address of this machine stands for another machine: only the first one counts as the same.
    ['over a line asks for it', '127.0.0.2', 'br, gzip'],
  ])('%s, and reads what comes', async (_name, host, expected) => {
    const { asked, client } = await listen(host);
    const answer = await client.lostCommands('epoch', [], signal);
    expect(asked[0]?.headers['accept-encoding']).toBe(expected);
    expect(answer).toMatchObject({ ok: true, value: { lost: [expect.stringMatching(/^a{5000}$/)] } });
  });
});
