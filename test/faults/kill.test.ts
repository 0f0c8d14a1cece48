import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../domain/records/change.ts';
import { application } from '../../domain/testing/county.ts';
import { until } from '../helpers/until.ts';
import { FaultProxy, type Passing } from './fault-proxy.ts';
import { Chance } from './support/chance.ts';
import { EndedError, KillableCounter } from './support/killable-counter.ts';
import { Office, type Credential } from './support/office.ts';
import { desks, personId, smallCounty } from './support/small-county.ts';

/**
 * The real headless program, ended by kill -9 at every step that has a name, and started again on the same data. What
 * ends it is what can be seen from outside: a request or an answer on the line, a row in its file, the file's lock.
 */

const password = 'Tongxi-2026';
const { serviceNumber: _made, ...applicationInput } = application;
const [desk] = desks;

let beginning: readonly Change[];
let office: Office;
let line: FaultProxy;
let place: Credential;
let counter: KillableCounter;
let nextPerson = 0;
/** Services of which the clerk was told that they are accepted. */
const told: string[] = [];

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  beginning = smallCounty({ persons: 200, blanksEach: 40, passwordHash });
  office = await Office.open(() => Date.now());
  line = await FaultProxy.open(await office.listen(), new Chance(1));
  const county = await office.addCounty(beginning);
  if (desk === undefined) throw new Error('there is no desk');
  place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
  counter = new KillableCounter();
});
afterAll(async () => {
  await counter.remove();
  await line.close();
  await office.close();
});

async function start(code: string | null = null): Promise<void> {
  counter.start(line.url, code);
  await counter.ready('clerk1', password);
}

/** Opens a service for somebody who has none; answers its number, or null where the program ended before it told. */
async function accept(): Promise<string | null> {
  const id = personId(nextPerson);
  nextPerson += 1;
  try {
    const { serviceNumber } = await counter.call('acceptCardApplication', {
      ...applicationInput,
      personId: id,
    });
    told.push(serviceNumber);
    return serviceNumber;
  } catch (error) {
    if (error instanceof EndedError) return null;
    throw error;
  }
}

/** Kills when something passes, once; `then` says what becomes of that which passes. */
function killAt(
  point: 'beforeRequest' | 'beforeAnswer',
  which: (passing: Passing) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    line.observer = {
      async [point](passing: Passing) {
        if (!which(passing)) return;
        line.observer = {};
        counter.kill();
        await counter.ended();
        resolve();
      },
    };
  });
}

const isPush = ({ method, path }: Passing) => method === 'POST' && path === '/v1/commands';
const isFeed = ({ path }: Passing) => path.startsWith('/v1/feed');
const isPageOf = (table: string) => (passing: Passing) =>
  passing.path.startsWith(`/v1/snapshot?table=${table}&`);

/**
 * Holds the file's lock while something is let through, and kills the program behind it: whatever it has come to by
 * then, it has not committed.
 */
async function killBeforeCommit(which: (passing: Passing) => boolean, cause: () => unknown): Promise<void> {
  const lock = await counter.connect();
  try {
    const passed = new Promise<void>((resolve) => {
      line.observer = {
        beforeAnswer(passing) {
          if (!which(passing)) return;
          line.observer = {};
          lock.prepare('BEGIN IMMEDIATE').run();
          resolve();
        },
      };
    });
    const caused = cause();
    await passed;
    await pause(200);
    counter.kill();
    await counter.ended();
    await caused;
  } finally {
    lock.close();
  }
}

/** Everything comes to rest without another write, and is equal; nothing that was told is missing. */
async function expectEqual(): Promise<void> {
  await until(
    'nothing waits any more',
    async () => (await counter.outbox()).every(({ state }) => state !== 'pending' && state !== 'applied'),
    40,
  );
  const there = await office.sharedRecords(place.county);
  await until(
    'the feed is drained',
    async () => JSON.stringify(await counter.sharedRecords()) === JSON.stringify(there),
  ).catch(() => undefined);
  expect(await counter.sharedRecords()).toEqual(there);
  const decided = office.log.of(place.county).flatMap((one) => (one.what === 'command' ? [one] : []));
  const rows = await counter.outbox();
  expect(new Set(decided.map(({ id }) => id)).size, 'each command is decided once').toBe(decided.length);
  expect(rows.map(({ id }) => id).sort()).toEqual(decided.map(({ id }) => id).sort());
  expect(rows.every(({ state }) => state === 'done')).toBe(true);
  const services = rows.map(({ service }) => service);
  expect(told.filter((serviceNumber) => !services.includes(serviceNumber))).toEqual([]);
}

describe('kill -9 during the first start', () => {
  it('after the central office has enrolled the workstation, before the counter knows: a new code, the same data', async () => {
    const killed = killAt('beforeAnswer', ({ path }) => path === '/v1/enrolments');
    counter.start(line.url, await office.enrolmentCode(place));
    await killed;
    expect(counter.hasFile).toBe(true);
  });

  it('in the middle of a snapshot page', async () => {
    line.choose = (passing) => (isPageOf('insuredPerson')(passing) ? 'truncate' : null);
    counter.start(line.url, await office.enrolmentCode(place));
    await until('half a page has come', () => line.counted.of('truncate') > 0);
    counter.kill();
    await counter.ended();
    line.choose = () => null;
  });

  it('while a snapshot page is written', async () => {
    await killBeforeCommit(isPageOf('blankCard'), () => counter.start(line.url, null));
  });

  it('between two snapshot pages', async () => {
    const killed = killAt('beforeRequest', isPageOf('card'));
    counter.start(line.url, null);
    await killed;
  });

  it('it goes on where it was, and ends whole', async () => {
    let firstAsked = '';
    line.observer = {
      beforeRequest({ path }) {
        if (firstAsked === '' && path.startsWith('/v1/snapshot?')) firstAsked = path;
      },
    };
    await start();
    line.observer = {};
    // What was written before stays written.
    expect(firstAsked).toMatch(/table=(blankCard|card)&/);
    await expectEqual();
  });
});

describe('kill -9 with a command', () => {
  it('before it is committed: nothing of it is anywhere', async () => {
    const before = await counter.outbox();
    const lock = await counter.connect();
    lock.prepare('BEGIN IMMEDIATE').run();
    const accepted = accept();
    await pause(200);
    counter.kill();
    expect(await accepted).toBeNull();
    lock.close();
    expect(await counter.outbox()).toEqual(before);
    await start();
    await expectEqual();
  });

  it('after it is committed, before the clerk is told: it is done, once', async () => {
    line.choose = () => 'drop before';
    const before = (await counter.outbox()).length;
    const looking = await counter.connect();
    const count = looking.prepare<[], number>('SELECT count(*) FROM outbox').pluck();
    const accepted = accept();
    while (count.get() === before) await pause(0);
    counter.kill();
    looking.close();
    // The answer may have been on its way already; whether it is read makes no difference to the counter.
    await accepted;
    await counter.ended();
    line.choose = () => null;
    expect(await counter.outbox()).toHaveLength(before + 1);
    await start();
    await expectEqual();
  });

  it.each([
    ['sent, and never arrived', 'drop before'],
    ['sent, and arrived when the counter was gone', null],
  ] as const)('%s', async (_step, fault) => {
    const killed = killAt('beforeRequest', isPush);
    line.choose = (passing) => (isPush(passing) ? fault : null);
    const accepted = accept();
    await killed;
    await accepted;
    line.choose = () => null;
    await start();
    await expectEqual();
  });

  it('decided there, before its verdict came', async () => {
    const killed = killAt('beforeAnswer', isPush);
    const accepted = accept();
    await killed;
    await accepted;
    await start();
    await expectEqual();
  });

  it('while its verdict is written', async () => {
    await killBeforeCommit(isPush, accept);
    expect((await counter.outbox()).at(-1)?.state).toBe('pending');
    await start();
    await expectEqual();
  });

  it('after its verdict, before the feed has brought its effects', async () => {
    let letThrough = () => undefined as unknown;
    const held = new Promise((resolve) => {
      letThrough = () => resolve(null);
    });
    line.observer = {
      async beforeAnswer(passing) {
        if (isFeed(passing)) await held;
      },
    };
    await accept();
    await until('it has its verdict', async () => (await counter.outbox()).at(-1)?.state === 'applied');
    counter.kill();
    await counter.ended();
    line.observer = {};
    letThrough();
    await start();
    await expectEqual();
  });

  it('while the feed is written', async () => {
    await killBeforeCommit(isFeed, accept);
    await start();
    await expectEqual();
  });

  it('at any time, with faults on the line as well', async () => {
    const seed = 7;
    const chance = new Chance(seed);
    for (let round = 0; round < 5; round += 1) {
      line.share = 0.2;
      const lineChance = new Chance(chance.seed());
      line.choose = () =>
        lineChance.happens(line.share)
          ? lineChance.pick(['drop after commit', 'duplicate', 'truncate'])
          : null;
      const accepted = [accept(), accept(), accept(), accept()];
      await pause(chance.below(60));
      counter.kill();
      await counter.ended();
      await Promise.all(accepted);
      line.heal();
      await start();
    }
    await expectEqual();
  });
});

describe('kill -9 with the content of a scan', () => {
  const isContent = ({ method }: Passing) => method === 'PUT';
  const content = Buffer.alloc(600_000, '%PDF-1.7 ').toString('base64');
  let scans = 0;

  async function attach(serviceNumber: string): Promise<void> {
    const scan = { kind: 'other', mediaType: 'application/pdf', content } as const;
    try {
      await counter.call('attachDocument', { serviceNumber, ...scan });
    } catch (error) {
      if (!(error instanceof EndedError)) throw error;
    }
  }

  async function expectAllReceived(): Promise<void> {
    await until(
      'the central office has every content',
      async () => {
        const { attachment } = await office.sharedRecords(place.county);
        return attachment.length === scans && attachment.every((one) => !one.includes('"receivedAt":null'));
      },
      40,
    );
    await expectEqual();
  }

  it.each([
    ['sent, and arrived when the counter was gone', 'beforeRequest'],
    ['taken there, before the counter heard of it', 'beforeAnswer'],
  ] as const)('a chunk %s: the content comes whole', async (_step, point) => {
    const serviceNumber = (await accept()) ?? '';
    scans += 1;
    const killed = killAt(point, isContent);
    await attach(serviceNumber);
    await killed;
    await start();
    await expectAllReceived();
  });

  it('before it is committed: neither the command nor a row of the content is anywhere', async () => {
    const serviceNumber = (await accept()) ?? '';
    await expectEqual();
    const rows = (database: Parameters<Parameters<typeof counter.look>[0]>[0]) =>
      database.prepare<[], number>('SELECT count(*) FROM attachment_chunk').pluck().get();
    const before = await counter.look(rows);
    const lock = await counter.connect();
    lock.prepare('BEGIN IMMEDIATE').run();
    const attached = attach(serviceNumber);
    await pause(200);
    counter.kill();
    await attached;
    lock.close();
    expect(await counter.look(rows)).toBe(before);
    await start();
    await expectAllReceived();
  });
});
