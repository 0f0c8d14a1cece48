import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CentralClient } from '../../sync/central-client.ts';
import { gzipSync } from 'node:zlib';

const signal = new AbortController().signal;

/** Answers everything with the same compressed object, and keeps what was asked. */
async function listen(host: string) {
  const asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: (request.url ?? '').replace(/\?.*/, ''), headers: request.headers });
    const compressed = request.headers['accept-encoding']?.includes('gzip') === true;
    const body = JSON.stringify({ epoch: 'epoch', lost: ['a'.repeat(5_000)] });
    response.setHeader('content-type', 'application/json');
    if (compressed) response.setHeader('content-encoding', 'gzip');
    response.end(compressed ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  const url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  return { asked, client: new CentralClient(url, 'token') };
}

describe('every request of a counter', () => {
  it('says which version of the protocol the counter speaks', async () => {
    const { asked, client } = await listen('127.0.0.1');
    await client.hello();
    await client.enrol('code', null);
    await client.snapshotSize(signal);
    await client.snapshotPage('card', '', 1, signal);
    await client.feed('epoch', 0, 1, 0, signal);
    await client.push('epoch', [], signal);
    await client.lostCommands('epoch', [], signal);
    await client.photo('person');
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/hello',
      '/v1/enrolments',
      '/v1/snapshot/size',
      '/v1/snapshot',
      '/v1/feed',
      '/v1/commands',
      '/v1/commands/lost',
      '/v1/persons/person/photo',
    ]);
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
