import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DatabaseOptions } from '../../db/open-database.ts';
import { databaseFile, startBackend, type Backend } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { until } from '../helpers/until.ts';
import { askingOf, type RunningDesk } from './desk.ts';
import { spreadOf, type Figure } from './figures.ts';
import { findApplicants, issueCard } from './issuing.ts';
import { temporaryFolder } from './temporary-folder.ts';

const cardsInRun = 4;

/** News that takes longer than this does not come. */
const patience = 30_000;

/**
 * From the answer to a hand-over at one counter until another has told its windows and shows them the card, through a
 * real central office in a process of its own, beside one bare question and its answer over HTTP on this machine.
 */
export async function measureNews(persons: number, runs: number): Promise<readonly Figure[]> {
  const folder = await temporaryFolder('news');
  const central = await startCentralOffice({ folder: join(folder, 'central'), persons });
  const counters: OnlineCounter[] = [];
  const bare = await bareServer();
  try {
    const takePlace = async (name: string, password: string) => {
      const counter = await openCounter(central.url, join(folder, name));
      counters.push(counter);
      await counter.ready(name, password);
      return counter;
    };
    const here = await takePlace('clerk1', 'guitai-demo-1');
    const there = await takePlace('clerk2', 'guitai-demo-2');
    const ours: number[] = [];
    const limit: number[] = [];
    for (const { person } of findApplicants(here, runs * cardsInRun)) {
      const { next } = await here.call('counter', 'listBlankCards', {});
      const seen = there.whenCardIsShown(person.id);
      let answered = 0;
      await issueCard(here, { person, blankSerial: next[0]?.blankSerial ?? '' }, () => {
        answered = performance.now();
      });
      ours.push((await seen) - answered);
      limit.push(await bare.ask());
    }
    const notes = [`${ours.length} cards; bare: one question and its answer over HTTP`];
    const goal = { kind: 'at-most', bound: 1_000 } as const;
    const what = 'a card handed over here is shown there';
    return [{ part: 'news', what, unit: 'ms', ours: spreadOf(ours), limit: spreadOf(limit), goal, notes }];
  } finally {
    for (const counter of counters) await counter.backend.stop();
    bare.close();
    await central.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface OnlineCounter extends Pick<RunningDesk, 'call'> {
  readonly backend: Backend;
  readonly database: DatabaseOptions;
  /** Its replica is whole, the line is there and the clerk is signed in. */
  readonly ready: (loginName: string, password: string) => Promise<void>;
  /** When this counter has told its windows of a person's card that was handed over and answers them with it. */
  readonly whenCardIsShown: (personId: string) => Promise<number>;
}

async function openCounter(central: string, folder: string): Promise<OnlineCounter> {
  await mkdir(folder);
  const key = await databaseKey(folder, noKeyring, { keyFile: true });
  if (!key.ok) throw new Error(key.failure.code);
  const backend = startBackend({
    dataDirectory: folder,
    databaseKey: key.keyHex,
    central,
    enrolmentCode: null,
    demonstration: true,
    sqliteBinding: null,
    report: (error, where) => console.error(where, error),
  });
  const call = askingOf(backend);
  return {
    backend,
    call,
    database: { file: join(folder, databaseFile), key: key.keyHex, nativeBinding: null },
    async ready(loginName, password) {
      await until(
        'the replica is whole',
        async () => {
          const { firstSynchronisation, connection } = await call('counter', 'getCounterStatus', {});
          return firstSynchronisation.done && connection.state === 'online';
        },
        120,
      );
      await call('counter', 'signIn', { loginName, password });
    },
    whenCardIsShown: (personId) =>
      new Promise((resolve, reject) => {
        const impatience = setTimeout(() => reject(new Error('the news did not come')), patience);
        const stopListening = backend.listen((event) => {
          if (event.event !== 'records-changed' || !event.persons.includes(personId)) return;
          call('counter', 'getPersonPage', { personId }).then(({ cards }) => {
            // Handed over, sealed as well: so is the card of whoever is not covered.
            if (!cards.some(({ status }) => status !== null)) return;
            clearTimeout(impatience);
            stopListening();
            resolve(performance.now());
          }, reject);
        });
      }),
  };
}

/** A server that does nothing but answer. */
async function bareServer(): Promise<{ readonly ask: () => Promise<number>; readonly close: () => void }> {
  const server = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    async ask() {
      const begun = performance.now();
      await (await fetch(`http://127.0.0.1:${port}/`)).json();
      return performance.now() - begun;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
