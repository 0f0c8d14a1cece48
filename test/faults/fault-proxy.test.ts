import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../helpers/until.ts';
import { faults, FaultProxy, type Fault } from './fault-proxy.ts';
import { Chance } from './support/chance.ts';

/** What arrived, in its order; the answer is what came in, and long enough to be broken off. */
let arrived: string[];
let server: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  arrived = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      arrived.push(text);
      const body = JSON.stringify({ text, padding: 'x'.repeat(2_000) });
      // Without a length it goes in chunks.
      if (request.url === '/chunks') response.write(body.slice(0, 100));
      response.end(request.url === '/chunks' ? body.slice(100) : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  proxy = await FaultProxy.open(`http://127.0.0.1:${port}`, new Chance(1));
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function send(text: string, path = '/'): Promise<string> {
  try {
    const answer = await fetch(`${proxy.url}${path}`, { method: 'POST', body: text });
    return ((await answer.json()) as { text: string }).text;
  } catch {
    return 'broken';
  }
}

function onlyOnce(fault: Fault): void {
  let left = 1;
  proxy.choose = () => (left-- > 0 ? fault : null);
}

describe('a line on which nothing happens', () => {
  it.each(['/', '/chunks'])(
    'carries requests and answers whole, many on one connection (%s)',
    async (path) => {
      for (const text of ['', 'one', 'two '.repeat(50_000)]) expect(await send(text, path)).toBe(text);
      expect(arrived).toHaveLength(3);
      expect(proxy.counted.entries()).toEqual([]);
    },
  );

  it('hangs up at the central office when the counter hangs up', async () => {
    let hungUp = false;
    server.removeAllListeners('request');
    server.on('request', (_request, response) => response.on('close', () => (hungUp = true)));
    const gaveUp = new AbortController();
    const asked = fetch(proxy.url, { signal: gaveUp.signal }).catch(() => null);
    await until('it arrived', async () => (await connections()) > 0);
    gaveUp.abort();
    await asked;
    await until('the central office hears of it', () => hungUp);
  });
});

function connections(): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}

describe('a fault', () => {
  it.each<[Fault, string, number]>([
    ['drop before', 'broken', 0],
    ['drop after commit', 'broken', 1],
    ['duplicate', 'text', 2],
    ['truncate', 'broken', 1],
    ['slow', 'text', 1],
    ['one-way cut', 'broken', 1],
  ])('%s: the counter sees %s, the central office sees the request %i times', async (fault, seen, times) => {
    onlyOnce(fault);
    expect(await send('text')).toBe(seen);
    await until('it arrived so often', () => arrived.length >= times);
    expect(arrived).toEqual(Array.from({ length: times }, () => 'text'));
    expect(proxy.counted.entries()).toEqual([[fault, 1]]);
    // The line is good again behind it.
    expect(await send('next')).toBe('next');
  });

  it('stall: comes late, or breaks, and is done once', async () => {
    onlyOnce('stall');
    const begin = performance.now();
    expect(['text', 'broken']).toContain(await send('text'));
    expect(performance.now() - begin).toBeGreaterThan(90);
    expect(arrived).toEqual(['text']);
  });

  it('reorder: arrives behind a later one, whether or not its sender has hung up', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      arrived = [];
      onlyOnce('reorder');
      const first = send('first');
      await until('it is held back', () => proxy.counted.of('reorder') === round + 1);
      expect(await send('second')).toBe('second');
      seen.add(await first);
      await until('it arrived', () => arrived.length === 2);
      expect(arrived).toEqual(['second', 'first']);
    }
    expect([...seen].sort()).toEqual(['broken', 'first']);
  });

  it('is chosen by the seed alone', async () => {
    const chosen = async (seed: number) => {
      const { port } = server.address() as AddressInfo;
      const other = await FaultProxy.open(`http://127.0.0.1:${port}`, new Chance(seed));
      other.share = 0.5;
      const list = Array.from({ length: 200 }, () => other.choose({ method: 'GET', path: '/' }));
      await other.close();
      return list;
    };
    expect(await chosen(5)).toEqual(await chosen(5));
    expect(await chosen(5)).not.toEqual(await chosen(6));
    expect(new Set(await chosen(5))).toEqual(new Set([null, ...faults]));
  });
});
