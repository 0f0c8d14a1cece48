import { constants, createHash, publicEncrypt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type TypedServer } from '../../central/http/server.ts';
import { createJournal } from '../../central/journal.ts';
import { applyCommands, type ApplyCommandsParts } from '../../central/services/apply-commands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import { publishVerificationAddress } from '../../central/services/publish-verification-address.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import { commandHash } from '../../central/services/read-command.ts';
import type { ServerParts } from '../../central/http/server-parts.ts';
import { sealedSubject, signedText } from '../../domain/approval/approval.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { change, type Change } from '../../domain/records/change.ts';
import {
  verificationAddressLookups,
  verificationPage,
} from '../../domain/registered-paper/verification-address.ts';
import { destinationOfArea } from '../../domain/transfer/relationship-transfer.ts';
import { centre, clerk, context, person, today, workstation } from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { accountOf, entry, ledgerCounty } from '../../domain/testing/ledger.ts';
import { askingStatement } from '../../domain/testing/statements.ts';
import { leaving, otherArea, transferringOut } from '../../domain/testing/transfers.ts';
import { databaseKinds, testPinKeys } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const clock = systemClock(() => Date.parse('2026-11-22T12:00:00+08:00'));
const password = 'wang-1234';
interface Answered {
  readonly statusCode: number;
  readonly body: string;
}

/** Making them stops everything for seconds. */
const keys = testPinKeys();

describe.each(databaseKinds)('registered papers, at the central office on %s', (kind) => {
  const counties = LoadedCounties.on(kind, 410_000);
  const logged: string[] = [];
  const servers: TypedServer[] = [];
  let parts: ApplyCommandsParts;
  let server: TypedServer;
  let signing: Change;

  beforeAll(async () => {
    const { storage } = counties;
    const journal = createJournal({ write: (line) => logged.push(line) });
    parts = { storage, vault: await openPinVault(keys, storage), journal, clock };
    signing = change('clerk', {
      ...clerk,
      passwordHash: await hash(password, { memoryCost: 1_024, timeCost: 1 }),
    });
    server = await serve({ limits: { verificationsPerMinute: 10_000 } });
  });
  afterAll(async () => {
    for (const one of servers) await one.close();
  });

  async function serve(change: Partial<ServerParts>): Promise<TypedServer> {
    const served = await createServer({
      ...parts,
      signal: createChangeSignal(),
      epoch: (await parts.storage.identity()).epoch,
      mode: 'production',
      demonstrationClerks: [],
      portrait: null,
      ...change,
    });
    servers.push(served);
    return served;
  }

  const numberIn = (county: string, running = '0001') => `${county}-20261122-003-${running}`;
  const paperOf = async (county: string) => (await counties.all(county, 'registeredPaper'))[0];
  const audit = (county: string) =>
    counties.storage.read(county, (reader) =>
      reader.auditPapers((paper) => parts.vault.paperCode(county, paper)),
    );
  const overwrite = (county: string, ...changes: readonly Change[]) =>
    counties.storage.change(county, (writer) =>
      writeOwnChanges(writer, [{ commandId: `by hand ${randomUUID()}`, changes }]),
    );

  async function apply(county: string, { kind: command, request }: CommandBody) {
    const origin = {
      ...{ officeId: centre.id, workstationId: workstation.id, clerkId: clerk.id },
      ...{ today, at: context.at },
    };
    const body = { kind: command, request, origin };
    const credential = { county, officeId: centre.id, workstationId: workstation.id };
    const sent = { id: randomUUID(), ...body, hash: commandHash(body) };
    const [answer] = await applyCommands(parts, credential, [sent]);
    expect(answer).toMatchObject({ outcome: 'applied' });
  }

  /** A county in which somebody got a statement of November. */
  async function withStatement(): Promise<string> {
    const county = await counties.load(new FactBase(ledgerCounty));
    await apply(county, statement(county));
    return county;
  }
  const statement = (county: string): CommandBody => ({
    kind: 'issue-statement',
    request: { ...askingStatement, serviceNumber: numberIn(county) },
  });

  /** A county in which somebody asked to leave and got his certificate. */
  async function withCertificate(): Promise<string> {
    const county = await counties.load(new FactBase([...leaving, signing]));
    const serviceNumber = numberIn(county);
    const text = signedText('accept', serviceNumber, clerk.id, transferringOut.amount);
    const subject = sealedSubject({ subject: text, destination: destinationOfArea(otherArea) }, (one) =>
      createHash('sha256').update(one).digest('hex'),
    );
    const signature = publicEncrypt(
      { key: parts.vault.publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(JSON.stringify({ password, subject, nonce: randomUUID() })),
    ).toString('base64');
    await apply(county, {
      kind: 'accept-transfer-out',
      request: { ...transferringOut, serviceNumber, signature },
    });
    return county;
  }
  const withdraw = (county: string) =>
    apply(county, {
      kind: 'withdraw-transfer',
      request: { serviceNumber: numberIn(county), personId: person.id, reason: '参保人改变主意' },
    });

  /** As a person asks: again where the central office is busy, as one on PGlite is while a county is loaded. */
  async function ask(number: string, code: string): Promise<Answered> {
    let answer = await server.inject({ url: '/verify', query: { number, code } });
    for (let tries = 0; answer.statusCode === 503 && tries < 20; tries += 1) {
      await setTimeout(250);
      answer = await server.inject({ url: '/verify', query: { number, code } });
    }
    return answer;
  }
  async function askFor(county: string): Promise<Answered> {
    return await ask(numberIn(county), (await paperOf(county))?.code ?? '');
  }

  it('get their code here, once, and it goes out with the feed: the paper is everywhere the same', async () => {
    const county = await withStatement();
    const paper = await paperOf(county);
    expect(paper).toMatchObject({ id: numberIn(county), kind: 'statement', state: 'standing' });
    expect(paper?.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
    const feed = await counties.storage.read(county, (reader) => reader.feed(0, 100));
    const told = JSON.parse(`[${feed?.changesText ?? ''}]`) as { change: Change }[];
    expect(told.flatMap((one) => (one.change.table === 'registeredPaper' ? one.change.record : []))).toEqual([
      paper,
    ]);
    expect(await audit(county)).toEqual({ papers: 1, unsoundPapers: [] });
  });

  it('have the code that is printed on them after a restore that had forgotten them', async () => {
    const county = await counties.load(new FactBase(ledgerCounty));
    const { id, contentHash } = { id: numberIn(county), contentHash: 'a'.repeat(64) };
    const again = await openPinVault(keys, counties.storage);
    expect(again.paperCode(county, { id, contentHash })).toBe(
      parts.vault.paperCode(county, { id, contentHash }),
    );
    await apply(county, statement(county));
    const before = await paperOf(county);
    // The same command, in a county that has none of it and other serials by now.
    const restored = await counties.load(
      new FactBase(
        ledgerCounty.map((one) =>
          one.table === 'ledgerEntry'
            ? change('ledgerEntry', { ...one.record, serial: one.record.serial + 5 })
            : one,
        ),
      ),
    );
    await apply(restored, statement(county));
    const after = await paperOf(restored);
    expect(after?.contentHash).toBe(before?.contentHash);
    expect(after?.code).toBe(parts.vault.paperCode(restored, { id, contentHash: before?.contentHash ?? '' }));
  });

  it('of another county, number, content or secret have another code', async () => {
    const paper = { id: numberIn('410999'), contentHash: 'a'.repeat(64) };
    const otherSecret = { ...keys, pinSecret: Buffer.alloc(32, 8) };
    const other = await openPinVault(otherSecret, counties.storage);
    const codes = [
      parts.vault.paperCode('410999', paper),
      parts.vault.paperCode('410998', paper),
      parts.vault.paperCode('410999', { ...paper, id: numberIn('410999', '0002') }),
      parts.vault.paperCode('410999', { ...paper, contentHash: 'b'.repeat(64) }),
      other.paperCode('410999', paper),
    ];
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are genuine to whoever has number and code, and the page tells nothing of the person', async () => {
    const county = await withStatement();
    const answer = await askFor(county);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('真实，现行有效');
    expect(answer.body).toContain('个人账户交易明细');
    expect(answer.body).toContain(centre.name);
    expect(answer.body).toContain('2026-11-22 09:30');
    for (const personal of [person.name, person.documentNumber, person.id, '152.00', clerk.name]) {
      expect(answer.body).not.toContain(personal);
    }
    // As a person copies it: small letters, no dashes, the number of a certificate.
    const code = (await paperOf(county))?.code?.toLowerCase().replaceAll('-', ' ') ?? '';
    expect((await ask(numberIn(county).replaceAll('-', ''), code)).body).toContain('真实，现行有效');
  });

  it('answers a wrong code, an unknown number, another county’s code and a county that is not here in the same words', async () => {
    const [county, other] = [await withStatement(), await withStatement()];
    const [code, otherCode] = [(await paperOf(county))?.code ?? '', (await paperOf(other))?.code ?? ''];
    expect(code).not.toBe(otherCode);
    const last = code.endsWith('A') ? 'B' : 'A';
    const pages = await Promise.all([
      ask(numberIn(county), code.slice(0, -1) + last),
      ask(numberIn(county, '0002'), code),
      ask(numberIn(county), otherCode),
      ask(numberIn('999999'), code),
    ]);
    const blank = (page: string) => page.replace(/ value="[^"]*"/g, '');
    expect(new Set(pages.map(({ body }) => blank(body))).size).toBe(1);
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect(pages[0].body).toContain('未查到相符的纸件');
  });

  it('of a transfer that comes to nothing are withdrawn, and the page says since when', async () => {
    const county = await withCertificate();
    const standing = await askFor(county);
    expect(standing.body).toContain('真实，现行有效');
    expect(standing.body).toContain('参保凭证');
    const code = (await paperOf(county))?.code;
    await withdraw(county);
    expect(await paperOf(county)).toMatchObject({ state: 'withdrawn', stateAt: context.at, code });
    const withdrawn = await askFor(county);
    expect(withdrawn.statusCode).toBe(200);
    expect(withdrawn.body).toContain('真实，但已作废');
    expect(withdrawn.body).toContain('作废时间');
    expect(withdrawn.body).not.toContain('参保人改变主意');
    expect(await audit(county)).toEqual({ papers: 1, unsoundPapers: [] });
  });

  it('are replaced by a statement that is issued after something was posted, and the page names it and since when', async () => {
    const county = await withStatement();
    const code = (await paperOf(county))?.code;
    await overwrite(
      county,
      change('ledgerEntry', entry(5, { amount: 700 })),
      change('personalAccount', accountOf(15_900)),
    );
    expect((await askFor(county)).body).toContain('真实，现行有效');
    const newer = numberIn(county, '0002');
    const figures = { opening: 0, credits: 40_900, debits: 25_000, closing: 15_900 };
    await apply(county, {
      kind: 'issue-statement',
      request: { ...askingStatement, serviceNumber: newer, throughSerial: 5, figures },
    });
    const papers = await counties.all(county, 'registeredPaper');
    const older = papers.find(({ id }) => id === numberIn(county));
    expect(older).toMatchObject({ state: 'replaced', stateAt: context.at, replacedBy: newer, code });
    const answer = await ask(numberIn(county), code ?? '');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('真实，但已被新件替代');
    expect(answer.body).toContain('替代时间');
    expect(answer.body).toContain(newer);
    expect(answer.body).not.toContain('作废时间');
    const newerCode = papers.find(({ id }) => id === newer)?.code ?? '';
    expect((await ask(newer, newerCode)).body).toContain('真实，现行有效');
    // The number of the newer one is no way in: it has a code of its own.
    expect((await ask(newer, code ?? '')).statusCode).toBe(404);
    expect(await audit(county)).toEqual({ papers: 2, unsoundPapers: [] });
  });

  describe('the address at which they are checked', () => {
    const publish = (address: string, day: string) =>
      publishVerificationAddress(
        { storage: counties.storage, clock: on(day), journal: createJournal({ write: () => undefined }) },
        address,
      );
    const on = (day: string) => systemClock(() => Date.parse(`${day}T10:00:00+08:00`));
    const published = async (county: string) =>
      (await counties.all(county, 'poolingAreaParameter')).filter(
        ({ name }) => name === 'verification-address',
      );
    const headOf = async (county: string) =>
      (await counties.storage.read(county, (reader) => reader.head()))?.head;

    it('is published to each county once, goes out with the feed, and holds from the day on which it was set', async () => {
      const [county, other] = [await withStatement(), await withStatement()];
      await publish('https://central.example', '2026-11-22');
      expect(await published(county)).toEqual([
        {
          ...{ id: 'verification-address@2026-11-22', name: 'verification-address' },
          ...{ value: 'https://central.example', validFrom: '2026-11-22', source: '中心系统设置' },
        },
      ]);
      expect(await published(other)).toHaveLength(1);
      const feed = await counties.storage.read(county, (reader) => reader.feed(0, 100));
      expect(feed?.changesText).toContain('https://central.example');
      const head = await headOf(county);
      await publish('https://central.example', '2026-11-25');
      expect(await headOf(county)).toBe(head);
      await publish('https://yibao.example', '2026-11-25');
      const addresses = await published(county);
      expect(addresses.map(({ value, validFrom }) => [value, validFrom])).toEqual([
        ['https://central.example', '2026-11-22'],
        ['https://yibao.example', '2026-11-25'],
      ]);
      const facts = new FactBase(addresses.map((one) => change('poolingAreaParameter', one))).facts(
        verificationAddressLookups(),
      );
      expect(verificationPage(facts, '2026-11-24', null)).toBe('https://central.example/verify');
      expect(verificationPage(facts, '2026-11-25', null)).toBe('https://yibao.example/verify');
    });

    it('is mended on the day on which it was set wrong', async () => {
      const county = await withStatement();
      await publish('https://wrong.example', '2026-11-22');
      await publish('https://right.example', '2026-11-22');
      expect((await published(county)).map(({ value }) => value)).toEqual(['https://right.example']);
    });
  });

  describe('the audit', () => {
    it.each<[what: string, faults: readonly string[], wrong: (county: string) => Promise<void>]>([
      [
        'a paper without a code',
        ['paper-code-wrong'],
        async (county) => await rewrite(county, { code: null }),
      ],
      [
        'a paper that says something else than its code',
        ['paper-code-wrong'],
        async (county) => await rewrite(county, { contentHash: 'b'.repeat(64) }),
      ],
      [
        'a paper of another person than its service',
        ['paper-of-no-service'],
        async (county) => await rewrite(county, { personId: 'somebody' }),
      ],
      [
        'a paper of another kind than its service',
        ['paper-of-no-service'],
        async (county) => await rewrite(county, { kind: 'insurance-certificate' }),
      ],
      [
        'a paper that was withdrawn although nothing was taken back',
        ['paper-withdrawn-without-cause'],
        async (county) => await rewrite(county, { state: 'withdrawn', stateAt: context.at }),
      ],
      [
        'a paper that is replaced by none',
        ['paper-state-incomplete'],
        async (county) => await rewrite(county, { state: 'replaced', stateAt: context.at }),
      ],
      [
        'a paper that is replaced by itself',
        ['paper-replaced-without-cause'],
        async (county) =>
          await rewrite(county, {
            ...{ state: 'replaced', stateAt: context.at },
            replacedBy: numberIn(county),
          }),
      ],
    ])('finds %s', async (_what, faults, wrong) => {
      const county = await withStatement();
      await wrong(county);
      expect(await audit(county)).toEqual({
        papers: 1,
        unsoundPapers: [{ what: 'paper', id: numberIn(county), faults }],
      });
    });

    it('finds a paper of a service that is not there', async () => {
      const county = await counties.load(new FactBase(ledgerCounty));
      const paper = { id: numberIn(county), contentHash: 'c'.repeat(64) };
      await overwrite(
        county,
        change('registeredPaper', {
          ...paper,
          ...{ kind: 'statement', personId: person.id, officeId: centre.id, registeredAt: context.at },
          code: parts.vault.paperCode(county, paper),
          ...{ state: 'standing', stateAt: null, replacedBy: null },
        }),
      );
      expect((await audit(county)).unsoundPapers).toEqual([
        { what: 'paper', id: paper.id, faults: ['paper-of-no-service'] },
      ]);
    });

    it('finds a certificate that still stands although its transfer was withdrawn', async () => {
      const county = await withCertificate();
      await withdraw(county);
      await rewrite(county, { state: 'standing', stateAt: null });
      expect((await audit(county)).unsoundPapers).toMatchObject([{ faults: ['paper-stands-for-nothing'] }]);
    });

    async function rewrite(county: string, fields: object): Promise<void> {
      const paper = await paperOf(county);
      if (paper === undefined) throw new Error('there is no paper');
      await overwrite(county, change('registeredPaper', { ...paper, ...fields }));
    }
  });

  describe('the public page', () => {
    it('is a form without script that takes nothing from elsewhere, and is not kept by anybody', async () => {
      const page = await server.inject({ url: '/verify' });
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.headers['referrer-policy']).toBe('no-referrer');
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none';/,
      );
      const style = /<style>(.*?)<\/style>/s.exec(page.body)?.[1] ?? '';
      expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
      expect(page.body).toContain('核验');
      expect(page.body).toContain('name="viewport"');
      expect(page.body).not.toMatch(/<script|<img|<link|https?:/);
    });

    it.each([
      ['a number that is none', '12345', '7K3M-Q9TX-2BHF', ['number'], ['编号应为']],
      ['a code that is none', '410001-20261122-003-0001', '7K3M-Q9TX-0000', ['code'], ['核验码为12位']],
      ['neither', 'x', 'y', ['number', 'code'], ['编号应为', '核验码为12位']],
      ['only one of them', '410001-20261122-003-0001', '', ['code'], ['核验码为12位']],
    ])(
      'says at the field what is wrong with %s, and keeps what was typed',
      async (_what, number, code, fields, words) => {
        const page = await ask(number, code);
        expect(page.statusCode).toBe(400);
        for (const name of ['number', 'code']) {
          expect(page.body.includes(`id="${name}-problem"`)).toBe(fields.includes(name));
        }
        for (const sentence of words) expect(page.body).toContain(sentence);
        expect(page.body).toContain(`value="${number}"`);
      },
    );

    it.each(['"><script>alert(1)</script>', "' onfocus='x", '&lt;', '<b>x</b>'])(
      'shows %j as text',
      async (typed) => {
        const page = await ask(typed, typed);
        expect(page.statusCode).toBe(400);
        expect(page.body).not.toMatch(/<script|<b>|' onfocus='/);
      },
    );

    it('takes the first page again for what no browser sends: the same name twice, something very long', async () => {
      for (const url of [
        '/verify?number=1&number=2',
        `/verify?number=${'1'.repeat(5_000)}`,
        '/verify?code[x]=1',
      ]) {
        expect([200, 400]).toContain((await server.inject({ url })).statusCode);
      }
    });

    it('is asked so often a minute from one address and no oftener, whatever the caller says of himself', async () => {
      const county = await withStatement();
      const limited = await serve({ limits: { verificationsPerMinute: 3 } });
      const statuses: number[] = [];
      for (let count = 0; count < 5; count += 1) {
        const answer = await limited.inject({
          url: '/verify',
          query: { number: numberIn(county), code: '7K3M-Q9TX-2BHF' },
          headers: {
            authorization: `Bearer ${String(count)}`,
            'x-forwarded-for': `198.51.100.${String(count)}`,
          },
        });
        statuses.push(answer.statusCode);
        if (count === 4) expect(answer.body).toContain('查询过于频繁');
        if (count === 4) expect(answer.headers['cache-control']).toBe('no-store');
      }
      expect(statuses).toEqual([404, 404, 404, 429, 429]);
    });

    it('counts by the address that a trusted proxy names', async () => {
      const behind = await serve({ limits: { verificationsPerMinute: 1 }, trustedProxy: '127.0.0.1' });
      const from = async (address: string) =>
        (await behind.inject({ url: '/verify', headers: { 'x-forwarded-for': address } })).statusCode;
      expect(await from('198.51.100.1')).toBe(200);
      expect(await from('198.51.100.2')).toBe(200);
      expect(await from('198.51.100.1')).toBe(429);
    });

    it('says that it cannot tell when the database does not answer, and not that the paper is false', async () => {
      const { storage } = parts;
      const broken = await serve({
        storage: {
          ...storage,
          isFault: () => true,
          read: () => Promise.reject(new Error('the database is away')),
        },
      });
      const query = { number: numberIn('410001'), code: '7K3M-Q9TX-2BHF' };
      const page = await broken.inject({ url: '/verify', query });
      expect(page.statusCode).toBe(503);
      expect(page.body).toContain('暂时无法核验');
      expect(page.body).not.toContain('未查到');
    });

    it('leaves neither number nor code in the log', async () => {
      const county = await withStatement();
      const { code } = (await paperOf(county)) ?? {};
      await askFor(county);
      await ask(numberIn(county), '7K3M-Q9TX-2BHF');
      const text = logged.join('');
      expect(text).toContain('"/verify"');
      for (const trace of [numberIn(county), code ?? 'none', '7K3M-Q9TX-2BHF', 'number=']) {
        expect(text).not.toContain(trace);
      }
    });
  });
});
