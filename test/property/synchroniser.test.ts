import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fail } from '../../contract/envelope.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { enrol } from '../../sync/enrol.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import { application, blankCard, centre, person, workstation } from '../../domain/testing/county.ts';
import { until } from '../helpers/until.ts';
import { countyRecords } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { JoinedDesk } from './support/joined-desk.ts';
import { Line, type Fault, type Passage } from './support/line.ts';

const { serviceNumber: _made, ...applicationInput } = application;

/** Workstations of the centre, one for each counter that a test enrols, with three blanks each; many persons. */
const places = Array.from({ length: 40 }, (_unused, index) => ({
  ...workstation,
  id: `workstation-${String(100 + index)}`,
  number: 100 + index,
}));
const records: readonly Change[] = [
  ...countyRecords.filter((one) => !['workstation', 'blankCard', 'insuredPerson'].includes(one.table)),
  ...places.map((one) => change('workstation', one)),
  ...places.flatMap((one, index) =>
    [1, 2, 3].map((number) =>
      change('blankCard', blankCard(1000 + 10 * index + number, { workstationId: one.id })),
    ),
  ),
  ...Array.from({ length: 60 }, (_unused, index) =>
    change('insuredPerson', { ...person, id: `person-${String(index)}` }),
  ),
];

let office: CountyOffice;
/** One that goes down, comes back and is put back. */
let other: CountyOffice;
let nextPerson = 0;
beforeAll(async () => {
  office = await CountyOffice.open(records);
  other = await CountyOffice.open(records);
});
afterAll(async () => {
  await office.remove();
  await other.remove();
});

/** A counter that speaks to the central office over a line on which things can go wrong. */
async function meeting(at: CountyOffice = office, code?: string) {
  const line = await Line.to(at.url);
  onTestFinished(() => line.close());
  const joined = await JoinedDesk.at(line.url, code);
  return { line, joined, desk: joined.desk };
}
type Meeting = Awaited<ReturnType<typeof meeting>>;

async function connected(at?: CountyOffice, code?: string): Promise<Meeting> {
  const here = await meeting(at, code);
  here.joined.start();
  await until('the counter is online', () => here.joined.line?.state === 'online');
  here.desk.signInWithoutPassword();
  return here;
}

/** Issues a card to somebody who was not here before; answers the service number. */
async function issue({ desk }: Meeting): Promise<string> {
  const personId = `person-${String(nextPerson)}`;
  nextPerson += 1;
  const { serviceNumber } = await desk.call('acceptCardApplication', { ...applicationInput, personId });
  const blankSerial = (await desk.call('listBlankCards', {})).next[0]?.blankSerial ?? '';
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await desk.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
  }
  expect(await desk.pinCode({ serviceNumber }, '285713')).toBe('ok');
  await desk.call('handOverCard', { serviceNumber, receiptSigned: true });
  return serviceNumber;
}

async function confirmed({ desk }: Meeting, serviceNumber: string): Promise<void> {
  await until(
    'the service is confirmed',
    async () => (await desk.call('getService', { serviceNumber })).confirmation === 'confirmed',
  );
}

async function same({ desk }: Meeting, at: CountyOffice = office): Promise<void> {
  const there = await at.sharedRecords();
  await until(
    'the feed is drained',
    () => JSON.stringify(desk.sharedRecords()) === JSON.stringify(there),
    10,
  ).catch(() => undefined);
  expect(desk.sharedRecords()).toEqual(there);
  expect(desk.storage.outbox.summary()).toMatchObject({ waitingServices: 0, pendingCommands: 0 });
}

describe('the first synchronisation', () => {
  it('brings every table, in the order in which they are needed, and ends online', async () => {
    const here = await connected();
    await same(here);
    expect(here.joined.told()).toEqual(['online']);
    const asked = here.line.passed
      .filter((one) => one.path === '/v1/snapshot')
      .map((one) => one.query.get('table'));
    expect(asked).toEqual(tableNames);
    expect((await here.desk.call('getCounterStatus', {})).firstSynchronisation.done).toBe(true);
    expect(here.joined.reported).toEqual([]);
  });

  it('goes on where it was when the line breaks and the program is closed in the middle; nobody works before it is whole', async () => {
    const here = await meeting();
    const broken = (one: Passage) =>
      one.path === '/v1/snapshot' && one.query.get('table') === 'insuredPerson';
    here.line.fault = (one) => (broken(one) ? 'cut short' : null);
    here.joined.start();
    await until('the line broke', () => here.joined.line?.state === 'offline');
    here.desk.signInWithoutPassword();
    expect(await here.desk.code('searchPersons', { text: 'a' })).toBe('first-synchronisation-running');
    expect((await here.desk.call('getCounterStatus', {})).firstSynchronisation).toMatchObject({
      done: false,
      total: records.length,
    });
    here.line.fault = () => null;
    here.line.passed.length = 0;
    await here.joined.restart();
    await until('the counter is online', () => here.joined.line?.state === 'online');
    const asked = here.line.passed
      .filter((one) => one.path === '/v1/snapshot')
      .map((one) => one.query.get('table'));
    expect(asked[0]).toBe('insuredPerson');
    expect(here.line.count('/v1/snapshot/size')).toBe(0);
    await same(here);
  });
});

describe('a service done at the counter', () => {
  it('is sent at once, confirmed without anybody asking, and is at the central office exactly once', async () => {
    const here = await connected();
    const serviceNumber = await issue(here);
    const start = performance.now();
    await confirmed(here, serviceNumber);
    // Far below the second at which a sleeping outbox would look by itself.
    expect(performance.now() - start).toBeLessThan(900);
    await same(here);
    const services = (await office.sharedRecords())['serviceRecord'] ?? [];
    expect(services.filter((row) => row.includes(serviceNumber))).toHaveLength(1);
  });

  it.each<Fault>(['dropped', 'answer lost', 'cut short'])(
    'has one effect although the first three sendings are: %s',
    async (fault) => {
      const here = await connected();
      let left = 3;
      here.line.fault = (one) => (one.path === '/v1/commands' && left-- > 0 ? fault : null);
      const serviceNumber = await issue(here);
      await confirmed(here, serviceNumber);
      expect(left).toBeLessThan(0);
      await same(here);
      const services = (await office.sharedRecords())['serviceRecord'] ?? [];
      expect(services.filter((row) => row.includes(serviceNumber))).toHaveLength(1);
    },
  );

  it('at one counter is seen at another without anybody asking', async () => {
    const [here, there] = [await connected(), await connected()];
    const serviceNumber = await issue(here);
    await until(
      'the other counter has heard',
      () => there.desk.storage.records.get('serviceRecord', serviceNumber)?.record.stage === 'completed',
    );
    await confirmed(here, serviceNumber);
    await same(here);
    await same(there);
  });

  it('while the central office is away is provisional, and is confirmed when it is back', async () => {
    const here = await connected(other);
    await other.down();
    await until('it was noticed', () => here.joined.line?.state === 'offline');
    const serviceNumber = await issue(here);
    expect((await here.desk.call('getReceipt', { serviceNumber })).standing).toBe('provisional');
    await other.up();
    await confirmed(here, serviceNumber);
    expect((await here.desk.call('getReceipt', { serviceNumber })).standing).toBe('final');
    await same(here, other);
    const told = here.joined.told();
    expect([told[0], told.at(-1), told.length]).toEqual(['online', 'online', 3]);
    expect(told[1]).toMatch(/^offline central-(unreachable|busy)$/);
  });
});

describe('what comes back is not what it should be', () => {
  const error = (code: string) =>
    JSON.stringify({ ok: false, error: { code, params: {}, refusals: [], problems: [] } });
  const faults: readonly (readonly [string, Fault, string])[] = [
    ['no answer', 'dropped', 'central-unreachable'],
    ['half an answer', 'cut short', 'central-unreachable'],
    ['an empty object', { status: 200, body: '{}' }, 'central-not-guitai'],
    ['an answer of something else', { status: 200, body: '{"epoch":7,"rows":"all"}' }, 'central-not-guitai'],
    ['a web page', { status: 200, body: '<html>Welcome</html>' }, 'central-not-guitai'],
    ['a web page not found', { status: 404, body: '<html>404</html>' }, 'central-not-guitai'],
    [
      'a gateway without its office',
      { status: 502, body: '<html>502 Bad Gateway</html>' },
      'central-unreachable',
    ],
    ['a gateway that waited in vain', { status: 504, body: '' }, 'central-unreachable'],
    ['a refused credential', { status: 401, body: error('credential-refused') }, 'credential-refused'],
    ['too many requests', { status: 429, body: error('too-many-requests') }, 'too-many-requests'],
    ['an office that is busy', { status: 503, body: error('central-busy') }, 'central-busy'],
    ['a code from a later version', { status: 400, body: error('code-of-next-year') }, 'central-not-guitai'],
    [
      'a way to somewhere else',
      { status: 307, body: '', headers: { location: 'http://127.0.0.1:1/' } },
      'central-unreachable',
    ],
  ];

  for (const path of ['/v1/hello', '/v1/snapshot', '/v1/feed', '/v1/commands']) {
    it(`at ${path}: the screen is told why, nothing is lost, and it goes on by itself`, async () => {
      const here = await connected();
      const personId = `person-${String(nextPerson)}`;
      nextPerson += 1;
      for (const [what, fault, reason] of faults) {
        here.line.fault = (one) => (one.path === path ? fault : null);
        // Something to be sent; and a page of a county pulled anew, where pages are what fails.
        const { serviceNumber } = await here.desk.call('acceptCardApplication', {
          ...applicationInput,
          personId,
        });
        if (path === '/v1/snapshot') here.desk.storage.memory.set('epoch', 'another');
        here.line.cut();
        await until(`${what} is told`, () => here.joined.told().at(-1) === `offline ${reason}`);
        here.line.fault = () => null;
        here.joined.wake();
        await until('all is sent', () => here.desk.storage.outbox.summary().waitingServices === 0);
        await until('online again', () => here.joined.line?.state === 'online');
        await here.desk.call('withdrawCardApplication', { serviceNumber, reason: '放弃' });
      }
      await until('all is sent', () => here.desk.storage.outbox.summary().waitingServices === 0);
      await same(here);
      expect(here.joined.reported).toEqual([]);
    });
  }

  it('is tried ever more seldom when only the sending fails, although the feed is well', async () => {
    const here = await connected();
    const tries: number[] = [];
    here.line.fault = (one) => {
      if (one.path !== '/v1/commands') return null;
      tries.push(performance.now());
      return { status: 413, body: error('batch-too-large') };
    };
    const personId = `person-${String(nextPerson)}`;
    nextPerson += 1;
    await here.desk.call('acceptCardApplication', { ...applicationInput, personId });
    await until('it failed five times', () => tries.length >= 5);
    const pauses = tries.slice(1).map((time, index) => time - (tries[index] ?? 0));
    // The first comes after the wake that the writing itself was; then 0.19, 0.38, 0.75, 1.5 s …
    expect(pauses.at(-1)).toBeGreaterThan(1_000);
    here.line.fault = () => null;
    here.joined.wake();
    await until('it is confirmed', () => here.desk.storage.outbox.summary().waitingServices === 0);
    await same(here);
  });

  it('is not followed anywhere: the credential stays with the central office', async () => {
    const stolen: (string | undefined)[] = [];
    const thief = createServer((request, response) => {
      stolen.push(request.headers.authorization);
      response.end('{}');
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      thief.close();
    });
    const location = `http://127.0.0.1:${String((thief.address() as AddressInfo).port)}/v1/feed`;
    for (const status of [301, 302, 303, 307, 308]) {
      const line = await Line.to(office.url);
      line.fault = () => ({ status, body: '', headers: { location } });
      const client = new CentralClient(line.url, 'secret-token');
      const signal = new AbortController().signal;
      expect(await client.feed('epoch', 0, 10, 0, signal)).toEqual({
        ok: false,
        code: 'central-unreachable',
      });
      expect(await client.push('epoch', [], signal)).toEqual({ ok: false, code: 'central-unreachable' });
      expect(await client.photo('person-1')).toBeNull();
      await line.close();
    }
    expect(stolen).toEqual([]);
  });

  it('is no picture when the id, the type or the bytes are not of one', async () => {
    const line = await Line.to(office.url);
    onTestFinished(() => line.close());
    const client = new CentralClient(line.url, 'token');
    line.fault = () => ({ status: 200, body: 'x', headers: { 'content-type': 'image/png' } });
    expect(await client.photo('person-1')).toBe('data:image/png;base64,eA==');
    expect(await client.photo('\ud800')).toBeNull();
    line.fault = () => ({ status: 200, body: '<script>', headers: { 'content-type': 'text/html' } });
    expect(await client.photo('person-1')).toBeNull();
  });
});

describe('a central office that is not the one of before', () => {
  it('made anew: the county is pulled anew and what was done here is sent again', async () => {
    const last = places.at(-1)?.id ?? '';
    const here = await connected(office, await office.codeFor(last, centre.id));
    const serviceNumber = await issue(here);
    await confirmed(here, serviceNumber);
    await here.joined.stop();
    const there = await enrol(other.url, await other.codeFor(last, centre.id), null, null);
    if (!there.ok) throw new Error(there.code);
    here.desk.storage.memory.set('token', there.memory.token ?? '');
    here.line.turnTo(other.url);
    here.joined.start();
    // The password was sealed for the office of before, whose key is not here: that is work for a person.
    await until('it is decided anew', () => {
      const { problems, waitingServices } = here.desk.storage.outbox.summary();
      return problems === 1 && waitingServices === 0;
    });
    await same(here, other);
    expect((await here.desk.call('listWork', {})).items).toMatchObject([
      { serviceNumber, refusals: [{ code: 'pin-not-sealed' }] },
    ]);
    const services = (await other.sharedRecords())['serviceRecord'] ?? [];
    expect(
      services.filter((row) => row.includes(serviceNumber) && row.includes('"stage":"produced"')),
    ).toHaveLength(1);
  });

  it('restored from a backup: what it lost comes again, once', async () => {
    const here = await connected(other);
    const first = await issue(here);
    await confirmed(here, first);
    const cards = (await other.sharedRecords())['card']?.length ?? 0;
    await other.down();
    const backup = other.backup();
    await other.up();
    here.joined.wake();
    const second = await issue(here);
    await confirmed(here, second);
    await other.down();
    other.restore(backup);
    await other.up();
    here.joined.wake();
    await until('it is there again', async () =>
      ((await other.sharedRecords())['serviceRecord'] ?? []).some(
        (row) => row.includes(second) && row.includes('"stage":"completed"'),
      ),
    );
    // What it had is pulled anew; until that is whole nobody works.
    await until('the county is whole again', async () => {
      const { firstSynchronisation } = await here.desk.call('getCounterStatus', {});
      return firstSynchronisation.done;
    });
    await confirmed(here, second);
    await same(here, other);
    expect((await other.sharedRecords())['card']).toHaveLength(cards + 1);
  });
});

describe('a greeting', () => {
  it('tells the workstation’s key, and goes on where the central office is too old to know the call', async () => {
    const here = await meeting();
    here.line.fault = ({ path }) =>
      path === '/v1/signing-keys' ? { status: 404, body: JSON.stringify(fail('not-found')) } : null;
    here.joined.start();
    await until('the counter is online', () => here.joined.line?.state === 'online');
    expect(here.desk.storage.memory.get('signing-key-known-as')).toBeNull();
    here.line.fault = () => null;
    await here.joined.restart();
    await until('the key is known', () => here.desk.storage.memory.get('signing-key-known-as') !== null);
    expect(here.joined.reported).toEqual([]);
  });

  it('that does not come through says when it is tried again', async () => {
    const here = await connected();
    here.line.fault = () => 'dropped';
    here.line.cut();
    await until('the line is down', () => here.joined.line?.state === 'offline');
    await until('the next try is known', () => here.joined.nextTry !== null);
  });
});
