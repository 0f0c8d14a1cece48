import { QueryObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { counter } from '../counter.ts';
import { createQueryClient, followRecords, pageQuery } from './counter-queries.ts';

// The window's bridge is there in a window alone; nothing here asks the shell.
vi.mock('../window-bridge.ts', () => ({ shell: {} }));

interface Asked {
  readonly id: number;
}

/** The backend's end: it holds every question back until it is told to answer. */
function layBackend() {
  const { port1, port2 } = new MessageChannel();
  const asked: Asked[] = [];
  let arrived: () => void = () => undefined;
  port2.onmessage = ({ data }: MessageEvent<Asked>) => {
    asked.push(data);
    arrived();
  };
  counter.usePort(port1);
  return {
    close: () => port2.close(),
    tell: (event: unknown) => port2.postMessage(event),
    async answer(total: number) {
      while (asked.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
      port2.postMessage({ id: asked.shift()?.id, ok: true, value: { items: [], total, next: null } });
    },
  };
}

/** A page that shows how much work there is, until it is left. */
function openPage(client: QueryClient) {
  const page = new QueryObserver(client, pageQuery('listWork', {}));
  const waiting: (() => void)[] = [];
  const leave = page.subscribe(() => {
    for (const look of waiting.splice(0)) look();
  });
  return {
    leave,
    shows: () => page.getCurrentResult().data?.total,
    async toShow(total: number) {
      while (page.getCurrentResult().data?.total !== total) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

const recordsChanged = { event: 'records-changed', persons: [], services: [] };

let backend: ReturnType<typeof layBackend>;
let client: QueryClient;
let stopFollowing: () => void;

beforeEach(() => {
  backend = layBackend();
  client = createQueryClient();
  stopFollowing = followRecords(client);
});
afterEach(() => {
  stopFollowing();
  client.clear();
  backend.close();
});

/** A key is some turns later: what leaving a page has put off is done before the next one. */
async function nextKey(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

test('a page that is opened again shows nothing until it has been answered anew', async () => {
  const first = openPage(client);
  await backend.answer(1);
  await first.toShow(1);
  first.leave();
  await nextKey();

  const again = openPage(client);
  expect(again.shows()).toBeUndefined();
  await backend.answer(2);
  await again.toShow(2);
  again.leave();
});

test('a page that was left while it asked again does not show the answer before, either', async () => {
  const first = openPage(client);
  await backend.answer(1);
  await first.toShow(1);
  backend.tell(recordsChanged);
  while (client.isFetching() === 0) await nextKey();
  first.leave();
  await nextKey();

  const again = openPage(client);
  expect(again.shows()).toBeUndefined();
  // What the page before was told is nobody's any more.
  await backend.answer(1);
  await backend.answer(2);
  await again.toShow(2);
  again.leave();
});

test('a page that stays open keeps what it shows while it is asked again', async () => {
  const page = openPage(client);
  await backend.answer(1);
  await page.toShow(1);
  backend.tell(recordsChanged);
  while (client.isFetching() === 0) await nextKey();
  expect(page.shows()).toBe(1);
  await backend.answer(2);
  await page.toShow(2);
  page.leave();
});
