import { afterEach, expect, test, vi } from 'vitest';
import { fail } from '../contract/envelope.ts';
import { createCounterClient, isResultUnknown } from './counter-client.ts';

interface Asked {
  readonly id: number;
  readonly call: string;
}

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A port for the client, and the backend's end of it. */
function layPort() {
  const { port1, port2 } = new MessageChannel();
  const asked: Asked[] = [];
  const waiting: ((next: Asked) => void)[] = [];
  port2.onmessage = ({ data }: MessageEvent<Asked>) => {
    asked.push(data);
    waiting.shift()?.(data);
  };
  closers.push(() => port2.close());
  return {
    port: port1,
    asked,
    next: () => new Promise<Asked>((resolve) => waiting.push(resolve)),
    answer: ({ id }: Asked, value: unknown) => port2.postMessage({ id, ok: true, value }),
  };
}

const noWork = { items: [], total: 0, next: null };

test('a question whose port went away is asked again on the next, and that answer is given', async () => {
  const client = createCounterClient();
  const ports = [layPort(), layPort(), layPort()] as const;
  client.usePort(ports[0].port);
  const answer = client.ask('listWork', {});
  client.usePort(ports[1].port);
  const last = ports[2].next();
  client.usePort(ports[2].port);
  const asked = await last;
  expect(asked).toMatchObject({ call: 'listWork', input: {} });
  ports[2].answer(asked, noWork);
  expect(await answer).toEqual({ ok: true, value: noWork });
});

test('a command whose port went away is never sent again: whether it was done is unknown', async () => {
  const client = createCounterClient();
  const [first, second] = [layPort(), layPort()];
  client.usePort(first.port);
  const outcome = client.call('retryNow', {});
  client.usePort(second.port);
  expect(await outcome).toEqual(fail('internal-error', { result: 'unknown' }));
  // What comes after it comes alone.
  const next = second.next();
  void client.ask('listWork', {});
  expect(await next).toMatchObject({ call: 'listWork' });
  expect(second.asked).toHaveLength(1);
});

test('a refusal of the backend is an answer, and no question is asked again for it', async () => {
  const client = createCounterClient();
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port2.close());
  let asked = 0;
  port2.onmessage = ({ data }: MessageEvent<Asked>) => {
    asked += 1;
    port2.postMessage({ id: data.id, ...fail('not-signed-in') });
  };
  client.usePort(port1);
  expect(await client.ask('listWork', {})).toMatchObject(fail('not-signed-in'));
  expect(asked).toBe(1);
});

test('what comes before there is a port is sent on the first one, once', async () => {
  const client = createCounterClient();
  const first = layPort();
  const answer = client.ask('listWork', {});
  const next = first.next();
  client.usePort(first.port);
  first.answer(await next, noWork);
  expect((await answer).ok).toBe(true);
  expect(first.asked).toHaveLength(1);
});

test('a port in the place of another is told to who follows, the first one is not', () => {
  const client = createCounterClient();
  const ports = [layPort(), layPort(), layPort()] as const;
  let told = 0;
  const stop = client.onPortReplaced(() => (told += 1));
  client.usePort(ports[0].port);
  expect(told).toBe(0);
  client.usePort(ports[1].port);
  expect(told).toBe(1);
  stop();
  client.usePort(ports[2].port);
  expect(told).toBe(1);
});

test('only a failure that says so has an unknown result', () => {
  expect(isResultUnknown({ params: { result: 'unknown' } })).toBe(true);
  expect(isResultUnknown({ params: {} })).toBe(false);
});

test('an answer that needs something first is heard when that is there, and what comes behind it behind it', async () => {
  const needed: (() => void)[] = [];
  const client = createCounterClient((value) =>
    JSON.stringify(value).includes('"total":1') ? new Promise((there) => needed.push(there)) : null,
  );
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port2.close());
  const heard: string[] = [];
  client.subscribe(({ event }) => heard.push(event));
  const two = new Promise<readonly Asked[]>((resolve) => {
    const asked: Asked[] = [];
    port2.onmessage = ({ data }: MessageEvent<Asked>) => {
      asked.push(data);
      if (asked.length === 2) resolve(asked);
    };
  });
  client.usePort(port1);
  const slow = client.ask('listWork', {}).then(() => heard.push('slow'));
  const quick = client.ask('listWork', { skip: 1 }).then(() => heard.push('quick'));
  const [first, second] = await two;
  port2.postMessage({ id: first?.id, ok: true, value: { ...noWork, total: 1 } });
  port2.postMessage({ event: 'records-changed', persons: [], services: [] });
  port2.postMessage({ id: second?.id, ok: true, value: noWork });
  await vi.waitFor(() => expect(needed).toHaveLength(1));
  // Whatever could overtake would have done so by now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual([]);
  needed[0]?.();
  await Promise.all([slow, quick]);
  expect(heard).toEqual(['slow', 'records-changed', 'quick']);
  // Nothing waits any more.
  port2.postMessage({ event: 'records-changed', persons: [], services: [] });
  await vi.waitFor(() => expect(heard).toHaveLength(4));
});
