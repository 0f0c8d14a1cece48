import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ServerParts } from '../../central/http/server-parts.ts';
import { createServer, type TypedServer } from '../../central/http/server.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { makeEnrolmentCode } from '../../central/services/enrolment.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import { openPinVault, type PinVault } from '../../central/services/pin-vault.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { failure } from '../../contract/envelope.ts';
import {
  enrolmentAnswer,
  healthAnswer,
  helloAnswer,
  snapshotPage,
  snapshotSize,
} from '../../contract/sync-protocol.ts';
import { openEmptyDatabase } from '../helpers/empty-database.ts';
import { until } from '../helpers/until.ts';
import { testPinKeys } from './databases.ts';
import { Desk } from './desk.ts';
import { centre, personId, servicePoint, smallCounty } from './small-county.ts';

const errorAnswer = z.object({ ok: z.literal(false), error: failure });

describe('the central office over HTTP', () => {
  const servers: TypedServer[] = [];
  const logged: string[] = [];
  let storage: CentralStorage;
  let vault: PinVault;
  let office: { readonly url: string };
  let desk: Desk;

  beforeAll(async () => {
    storage = await openCentralStorage(await openEmptyDatabase());
    await loadDemonstration(storage, smallCounty, createJournal({ write: () => undefined }));
    vault = await openPinVault(testPinKeys(), storage);
    office = { url: await serve() };
    desk = await Desk.enrol(office.url);
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await storage.close();
  });

  it('says who it is, and how it is', async () => {
    const hello = helloAnswer.parse(await (await fetch(`${office.url}/v1/hello`)).json());
    expect(hello).toMatchObject({ product: 'guitai-central', protocol: 1, mode: 'demonstration' });
    expect(hello.pinPublicKey).toContain('BEGIN PUBLIC KEY');
    const health = await fetch(`${office.url}/v1/health`);
    expect(health.status).toBe(200);
    expect(healthAnswer.parse(await health.json())).toMatchObject({
      status: 'ready',
      storage: 'pglite',
      epoch: hello.epoch,
      counties: [{ county: smallCounty.county }],
    });
  });

  it('shows a page of its health without any script', async () => {
    const answer = await fetch(office.url);
    const page = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page).toContain('运行正常');
    expect(page).not.toContain('<script');
  });

  it('writes down what is asked, but of the feed only what fails: every change is answered to every counter', async () => {
    const before = logged.length;
    const lines = (route: string) => logged.slice(before).filter((line) => line.includes(route));
    expect((await desk.feed(0)).changes.length).toBeGreaterThanOrEqual(0);
    await desk.get('/v1/snapshot/size');
    await until('what is asked is written down', () => lines('"/v1/snapshot/size"').length === 1);
    expect(lines('"/v1/feed"')).toEqual([]);
    expect((await fetch(`${office.url}/v1/feed`)).status).toBe(401);
    await until('what fails is written down', () => lines('"/v1/feed"').length === 1);
    expect(JSON.parse(lines('"/v1/feed"')[0] ?? '')).toMatchObject({ status: 401 });
  });

  it('tells how much there is to read', async () => {
    const size = snapshotSize.parse(await (await desk.get('/v1/snapshot/size')).json());
    expect(size.tables.find(({ table }) => table === 'insuredPerson')?.count).toBe(40);
    expect(size.tables[0]?.table).toBe('poolingAreaParameter');
  });

  it.each(['/v1/snapshot/size', '/v1/snapshot?table=card&after=&limit=1', '/v1/persons/P01/photo'])(
    'answers %s to nobody without a credential that it gave',
    async (path) => {
      const forged = desk.enrolled.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
      for (const authorization of [
        '',
        'Bearer',
        `Bearer ${forged}`,
        'Bearer 330122.x',
        `Basic ${desk.enrolled.token}`,
      ]) {
        const answer = await fetch(office.url + path, { headers: { authorization } });
        expect(answer.status).toBe(401);
        expect(errorAnswer.parse(await answer.json()).error.code).toBe('credential-refused');
      }
    },
  );

  it.each([
    ['an unknown table', '/v1/snapshot?table=secrets&after=&limit=1', 400, 'invalid-input'],
    ['a limit of nothing', '/v1/snapshot?table=card&after=&limit=0', 400, 'invalid-input'],
    ['a page too large', '/v1/snapshot?table=card&after=&limit=20001', 400, 'invalid-input'],
    ['a missing parameter', '/v1/feed?after=0', 400, 'invalid-input'],
    ['another epoch', '/v1/feed?epoch=other&after=0&limit=1&wait=0', 409, 'epoch-changed'],
    ['a path that is not there', '/v1/nothing', 404, 'not-found'],
    ['a person who is not there', '/v1/persons/nobody/photo', 404, 'not-found'],
  ])('answers %s in the envelope', async (_name, path, status, code) => {
    const answer = await desk.get(path);
    expect(answer.status).toBe(status);
    const body = await answer.text();
    expect(errorAnswer.parse(JSON.parse(body)).error.code).toBe(code);
    expect(body).not.toContain('secrets');
  });

  it('answers a feed number beyond its own as an epoch that has changed: it was restored', async () => {
    const { head } = await desk.feed(0);
    const path = `/v1/feed?epoch=${desk.hello.epoch}&after=${head + 1}&limit=1&wait=30000`;
    expect((await desk.get(path)).status).toBe(409);
  });

  it.each([
    ['broken JSON', '{"epoch":', 400, 'invalid-input'],
    ['no commands', JSON.stringify({ epoch: 'x' }), 400, 'invalid-input'],
    ['another epoch', JSON.stringify({ epoch: 'x', commands: [] }), 409, 'epoch-changed'],
    [
      'too many commands',
      JSON.stringify({ epoch: 'x', commands: Array(501).fill(1) }),
      413,
      'batch-too-large',
    ],
    ['a body too large', JSON.stringify({ epoch: 'x'.repeat(9_000_000) }), 413, 'batch-too-large'],
  ])('refuses a batch with %s', async (_name, body, status, code) => {
    const answer = await fetch(`${office.url}/v1/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.enrolled.token}`, 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(status);
    expect(errorAnswer.parse(await answer.json()).error.code).toBe(code);
  });

  it.each([
    ['0', 426, 'central-protocol-newer'],
    ['one', 400, 'invalid-input'],
  ])(
    'tells a counter that speaks version %s so, before it reads what it sends',
    async (version, status, code) => {
      const commands = [desk.accept(40, 40)];
      const headers = {
        authorization: `Bearer ${desk.enrolled.token}`,
        'content-type': 'application/json',
        'guitai-protocol': version,
      };
      const body = JSON.stringify({ epoch: desk.hello.epoch, commands });
      const { head } = await desk.feed(0);
      const answer = await fetch(`${office.url}/v1/commands`, { method: 'POST', headers, body });
      expect(answer.status).toBe(status);
      expect(errorAnswer.parse(await answer.json()).error.code).toBe(code);
      expect((await desk.feed(0)).head).toBe(head);
      for (const path of ['/v1/hello', '/v1/health']) {
        expect((await fetch(office.url + path, { headers: { 'guitai-protocol': version } })).status).toBe(
          200,
        );
      }
    },
  );

  it('takes a counter of a later version that has chosen to speak this one', async () => {
    const headers = { authorization: `Bearer ${desk.enrolled.token}`, 'guitai-protocol': '2' };
    expect((await fetch(`${office.url}/v1/snapshot/size`, { headers })).status).toBe(200);
  });

  it('answers an empty batch with no answers', async () => {
    expect(await desk.push()).toEqual([]);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ])('sends a page to a counter that asks for %s in the form %s', async (asked, form, unpack) => {
    const answer = await servers[0]?.inject({
      url: '/v1/snapshot?table=insuredPerson&after=&limit=40',
      headers: { authorization: `Bearer ${desk.enrolled.token}`, 'accept-encoding': asked },
    });
    expect(answer?.headers['content-encoding']).toBe(form);
    const text = unpack(answer?.rawPayload ?? Buffer.alloc(0)).toString();
    expect(snapshotPage.parse(JSON.parse(text)).rows).toHaveLength(40);
  });

  it('draws a portrait in a demonstration', async () => {
    const answer = await desk.get(`/v1/persons/${personId(1)}/photo`);
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    expect(await answer.text()).toContain('<svg');
  });

  describe('holding the feed', () => {
    it('answers the moment a change is committed', async () => {
      const { head } = await desk.feed(0);
      const held = desk.feed(head, 10, 20_000);
      const sent = performance.now();
      await desk.push(desk.accept(1, 1));
      const page = await held;
      expect(page.changes).toHaveLength(1);
      expect(performance.now() - sent).toBeLessThan(5_000);
    });

    it('answers empty when nothing happens for as long as it was asked to wait', async () => {
      const { head } = await desk.feed(0);
      const start = performance.now();
      const page = await desk.feed(head, 10, 300);
      expect(page.changes).toEqual([]);
      expect(performance.now() - start).toBeGreaterThanOrEqual(295);
    });

    it('keeps the central office from closing only until it is answered', async () => {
      const signal = createChangeSignal();
      const watched: string[] = [];
      const url = await serve({
        signal: {
          ...signal,
          watch(county) {
            watched.push(county);
            return signal.watch(county);
          },
        },
      });
      const { head } = await desk.feed(0);
      const held = desk.at(url).feed(head, 10, 30_000);
      await until('the feed is held', () => watched.length > 0);
      const asked = performance.now();
      await servers.pop()?.close();
      expect((await held).changes).toEqual([]);
      expect(performance.now() - asked).toBeLessThan(10_000);
    });
  });

  it('closes although somebody has connected and says nothing', async () => {
    const { hostname, port } = new URL(await serve());
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    const closed = once(silent, 'close');
    const asked = performance.now();
    await servers.pop()?.close();
    await closed;
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  describe('enrolling', () => {
    it('gives a code once, for one workstation, and the code serves once', async () => {
      const place = { county: smallCounty.county, officeId: servicePoint };
      const { code, workstationId } = await makeEnrolmentCode(storage, place);
      expect(code).toMatch(/^330122(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
      expect(workstationId).toBe('W101');
      // Nobody gets a workstation that was promised.
      await expect(makeEnrolmentCode(storage, place)).rejects.toThrow('no-free-workstation');
      const typed = code.toLowerCase().replaceAll('-', ' ');
      const answer = enrolmentAnswer.parse(await (await enrol(office, typed)).json());
      expect(answer).toMatchObject({ officeId: servicePoint, workstationId: 'W101' });
      const again = await enrol(office, code);
      expect(again.status).toBe(403);
      expect(errorAnswer.parse(await again.json()).error.code).toBe('enrolment-refused');
    });

    it('for a workstation that was replaced ends the credential it had', async () => {
      const old = await Desk.enrol(office.url);
      const { code } = await makeEnrolmentCode(storage, {
        county: smallCounty.county,
        officeId: centre,
        workstationId: old.enrolled.workstationId,
      });
      expect((await old.get('/v1/snapshot/size')).status).toBe(200);
      const replaced = enrolmentAnswer.parse(await (await enrol(office, code)).json());
      expect(replaced.workstationId).toBe(old.enrolled.workstationId);
      expect((await old.get('/v1/snapshot/size')).status).toBe(401);
    });

    it.each(['330122-AAAA-AAAA-AAAA-AAAA', '999999-AAAA-AAAA-AAAA-AAAA', 'x', '演示', "330122' or 1=1"])(
      'refuses the code %s',
      async (code) => {
        expect((await enrol(office, code)).status).toBe(403);
      },
    );

    it('refuses an office that is not there, and more counters than there are', async () => {
      expect((await enrol(office, 'demonstration', 'nowhere')).status).toBe(403);
      await enrol(office, 'demonstration');
      const none = await enrol(office, 'demonstration');
      expect(errorAnswer.parse(await none.json()).error).toMatchObject({
        params: { reason: 'no-free-workstation' },
      });
    });

    it('takes no demonstration code where there is no demonstration', async () => {
      const url = await serve({ mode: 'production', demonstrationClerks: [] });
      expect(helloAnswer.parse(await (await fetch(`${url}/v1/hello`)).json())).toMatchObject({
        mode: 'production',
        demonstrationClerks: [],
      });
      expect((await enrol({ url }, 'demonstration')).status).toBe(403);
    });
  });

  describe('under pressure', () => {
    it('tells a batch to come again when too many wait, and does nothing of it', async () => {
      const busy = desk.at(await serve({ limits: { batchesWaiting: 0 } }));
      const { head } = await desk.feed(0);
      const commands = [busy.accept(2, 2)];
      const answer = await busy.post('/v1/commands', { epoch: busy.hello.epoch, commands });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).not.toBeNull();
      expect(errorAnswer.parse(await answer.json()).error.code).toBe('central-busy');
      expect((await desk.feed(0)).head).toBe(head);
    });

    it('limits how often a workstation may ask', async () => {
      const url = await serve({ limits: { requestsPerMinute: 5 } });
      const answers = [];
      for (let number = 0; number < 6; number += 1) answers.push(await fetch(`${url}/v1/hello`));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
      expect(errorAnswer.parse(await answers[5]?.json()).error.code).toBe('too-many-requests');
    });
  });

  it('logs methods, paths as patterns, and nothing that a path or a body carried', () => {
    const text = logged.join('');
    expect(text).toContain('/v1/persons/:id/photo');
    for (const trace of [
      'nobody',
      'secrets',
      desk.enrolled.token,
      desk.hello.epoch,
      personId(1),
      '张',
      'AAAA',
    ]) {
      expect(text).not.toContain(trace);
    }
  });

  /** One more server on the same storage; gives its address. */
  async function serve(settings: Partial<ServerParts> = {}): Promise<string> {
    const signal = createChangeSignal();
    storage.onChange((county) => (settings.signal ?? signal).raise(county));
    const server = await createServer({
      storage,
      vault,
      clock: systemClock(),
      journal: createJournal({ write: (line) => logged.push(line) }),
      signal,
      epoch: (await storage.identity()).epoch,
      mode: 'demonstration',
      demonstrationClerks: [{ loginName: 'li', password: 'shown on the login page' }],
      portrait: (person) => smallCounty.portrait(person),
      ...settings,
    });
    servers.push(server);
    return await server.listen({ host: '127.0.0.1', port: 0 });
  }
});

function enrol(
  office: { readonly url: string },
  code: string,
  officeId: string | null = null,
): Promise<Response> {
  return fetch(`${office.url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, officeId }),
  });
}
