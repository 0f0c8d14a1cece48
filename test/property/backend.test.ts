import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { counterStatus } from '../../contract/counter-views.ts';
import type { FailureCode } from '../../contract/error-codes.ts';
import { fail, type Outcome } from '../../contract/envelope.ts';
import { connect } from '../../db/open-database.ts';
import { demonstrationReader } from '../../electron/backend/demonstration-reader.ts';
import { databaseFile, startBackend, type Backend } from '../../electron/backend/backend.ts';
import { databaseKey, noKeyring } from '../../electron/main/database-key.ts';
import { change } from '../../domain/records/change.ts';
import {
  agent,
  application,
  centre,
  clerk,
  county,
  person,
  workstation,
} from '../../domain/testing/county.ts';
import { enrol } from '../../sync/enrol.ts';
import { until } from '../helpers/until.ts';
import { CounterDesk, countyRecords, password } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { freshFolder } from './support/fresh-folder.ts';
import { Line } from './support/line.ts';

const { serviceNumber: _made, ...applicationInput } = application;

const records = [
  ...countyRecords,
  ...[11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map((number) =>
    change('workstation', { ...workstation, id: `workstation-${String(number)}`, number }),
  ),
];

let office: CountyOffice;
let line: Line;
beforeAll(async () => {
  office = await CountyOffice.open(records);
  line = await Line.to(office.url);
});
afterAll(async () => {
  await line.close();
  await office.remove();
});

const nativeBinding = process.env['GUITAI_SQLITE_BINDING'] ?? null;

function folder(): string {
  const made = freshFolder();
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function start(dataDirectory: string, central: string | null, databaseKeyHex = '5eed'.repeat(16)) {
  const reported: string[] = [];
  const backend = startBackend({
    dataDirectory,
    databaseKey: databaseKeyHex,
    central,
    enrolmentCode: null,
    demonstration: true,
    sqliteBinding: nativeBinding,
    report: (error, where) =>
      reported.push(`${where}: ${error instanceof Error ? error.message : 'unknown'}`),
  });
  return { backend, reported };
}

async function status(backend: Backend) {
  const outcome = await backend.answer('counter', 'getCounterStatus', {});
  if (!outcome.ok) throw new Error(outcome.error.code);
  return counterStatus.parse(outcome.value);
}

function valueOf(outcome: Outcome<unknown>): unknown {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

const answer = (status: number, code: FailureCode) => ({ status, body: JSON.stringify(fail(code)) });

const whole = (backend: Backend) =>
  until('the county is here', async () => {
    const now = await status(backend);
    return now.firstSynchronisation.done && now.connection.state === 'online';
  });

describe('the backend without a window', () => {
  it('joins a demonstration by itself, and works without a line after a restart', async () => {
    const data = folder();
    const first = start(data, line.url);
    await whole(first.backend);
    await first.backend.stop();
    expect(first.reported).toEqual([]);
    const second = start(data, 'http://127.0.0.1:1');
    const signedIn = await second.backend.answer('counter', 'signIn', {
      loginName: clerk.loginName,
      password,
    });
    expect(signedIn.ok).toBe(true);
    const found = await second.backend.answer('counter', 'searchPersons', { text: '阿依' });
    expect(found).toMatchObject({ ok: true, value: { hits: [{ personId: person.id }] } });
    await until('it is told', async () => (await status(second.backend)).connection.state === 'offline');
    await second.backend.stop();
  });

  it.each([
    ['cannot be reached', 'dropped', 'central-unreachable'],
    ['is busy', answer(503, 'central-busy'), 'central-busy'],
    ['is asked too often', answer(429, 'too-many-requests'), 'too-many-requests'],
  ] as const)(
    'whose central office %s when it starts joins afterwards; that is told once',
    async (_how, fault, code) => {
      const late = await Line.to(office.url);
      onTestFinished(() => late.close());
      late.fault = () => fault;
      const { backend, reported } = start(folder(), late.url);
      await until('it has tried again', () => late.count('/v1/hello') > 1);
      expect((await status(backend)).enrolled).toBe(false);
      late.fault = () => null;
      await whole(backend);
      await backend.stop();
      expect(reported).toEqual([`enrolment: ${code}`]);
    },
  );

  it('is told that its central office fails, and not that the code is wrong', async () => {
    const failing = await Line.to(office.url);
    onTestFinished(() => failing.close());
    failing.fault = ({ path }) => (path === '/v1/enrolments' ? answer(500, 'internal-error') : null);
    expect(await enrol(failing.url, 'demonstration', null, null)).toEqual({
      ok: false,
      code: 'internal-error',
    });
  });

  it('that tries again to join leaves it alone when it was enrolled by hand or is stopped', async () => {
    const silent = await Line.to(office.url);
    onTestFinished(() => silent.close());
    silent.fault = () => 'dropped';
    const { backend, reported } = start(folder(), silent.url);
    await until('it has tried', () => silent.count('/v1/hello') > 0);
    const byHand = { centralUrl: line.url, enrolmentCode: 'demonstration', officeId: null };
    expect(await backend.answer('counter', 'enrolWorkstation', byHand)).toMatchObject({ ok: true });
    silent.fault = () => null;
    await whole(backend);
    await backend.stop();
    expect(silent.count('/v1/enrolments')).toBe(0);
    expect(reported).toEqual(['enrolment: central-unreachable']);

    silent.fault = () => 'dropped';
    const stopped = start(folder(), silent.url);
    await stopped.backend.stop();
    const tries = silent.passed.length;
    await pause(1_000);
    expect(silent.passed).toHaveLength(tries);
  });

  it('takes a moved central office over, but never one to which the credential would travel in clear', async () => {
    const data = folder();
    const first = start(data, `${line.url}/`);
    await whole(first.backend);
    expect((await status(first.backend)).centralUrl).toBe(line.url);
    await first.backend.stop();
    for (const [address, code] of [
      ['http://central.example', 'central-url-insecure'],
      ['central', 'central-url-invalid'],
    ] as const) {
      const again = start(data, address);
      expect((await status(again.backend)).centralUrl).toBe(line.url);
      expect(again.reported).toEqual([`enrolment: ${code}`]);
      await again.backend.stop();
    }
    const back = start(data, `${line.url}//`);
    expect((await status(back.backend)).centralUrl).toBe(line.url);
    await whole(back.backend);
    await back.backend.stop();
  });

  it('whose credential is not accepted any more is enrolled again, as itself and as nobody else, with its work', async () => {
    const { backend, reported } = start(folder(), line.url);
    await whole(backend);
    const own = (await status(backend)).workstation?.id ?? '';
    const enrolAgain = (enrolmentCode: string) =>
      backend.answer('counter', 'enrolWorkstation', { centralUrl: line.url, enrolmentCode, officeId: null });
    expect(await enrolAgain('anything')).toMatchObject({ error: { code: 'already-enrolled' } });

    // Another machine took its place, as a restored central office may know only that one.
    const taken = await enrol(office.url, await office.codeFor(own, centre.id), null, null);
    expect(taken.ok).toBe(true);
    await backend.answer('counter', 'signIn', { loginName: clerk.loginName, password });
    const accepted = await backend.answer('counter', 'acceptCardApplication', {
      ...applicationInput,
      personId: person.id,
    });
    expect(accepted).toMatchObject({ ok: true, value: { confirmation: 'waiting' } });
    await until(
      'it is told that it is refused',
      async () => (await status(backend)).connection.reason === 'credential-refused',
    );

    const other = await office.codeFor('workstation-16', centre.id);
    expect(await enrolAgain(other)).toMatchObject({ error: { code: 'enrolment-refused' } });
    expect((await status(backend)).workstation?.id).toBe(own);
    // The code of the other one still serves where it was meant for.
    expect((await enrol(office.url, other, null, 'workstation-16')).ok).toBe(true);

    expect(await enrolAgain(await office.codeFor(own, centre.id))).toMatchObject({ ok: true });
    await whole(backend);
    await until('its work has arrived', async () => {
      const { items } = z
        .object({ items: z.array(z.unknown()) })
        .parse(valueOf(await backend.answer('counter', 'listWork', {})));
      return items.length === 0;
    });
    const services = await office.storage.read(county, (reader) => reader.all('serviceRecord'));
    expect(services.map(({ personId, workstationId }) => [personId, workstationId])).toEqual([
      [person.id, own],
    ]);
    expect(reported).toEqual([]);
    await backend.stop();
  });

  it('whose file takes nothing when it joins says so, and can be closed all the same', async () => {
    const late = await Line.to(office.url);
    onTestFinished(() => late.close());
    late.fault = () => 'dropped';
    const data = folder();
    const { backend, reported } = start(data, late.url);
    await until('it was told', () => reported.length > 0);
    const file = connect({ file: join(data, databaseFile), key: '5eed'.repeat(16), nativeBinding });
    file.exec('BEGIN IMMEDIATE');
    late.fault = () => null;
    await until('that is told', () => reported.length > 1, 60);
    file.exec('ROLLBACK');
    file.close();
    await backend.stop();
    expect(reported).toEqual(['enrolment: central-unreachable', 'enrolment: database is locked']);
  });

  it('tells its windows of changes until they stop listening, and nothing after it was stopped', async () => {
    const { backend } = start(folder(), line.url);
    const heard: string[] = [];
    const stopListening = backend.listen((event) => heard.push(event.event));
    await whole(backend);
    await until('the bar heard of it', () => heard.includes('status-changed'));
    stopListening();
    heard.length = 0;
    await backend.answer('counter', 'signIn', { loginName: clerk.loginName, password });
    await backend.answer('counter', 'signOut', {});
    await backend.stop();
    expect(heard).toEqual([]);
    expect(await backend.answer('counter', 'listWork', {})).toMatchObject({ ok: false });
  });
});

describe('the reader of a demonstration', () => {
  const central = {
    enrol: () => Promise.resolve({ ok: false, code: 'central-unreachable' } as const),
    photo: () => Promise.resolve(null),
    attachment: () => Promise.resolve(null),
  };

  it.each([
    ['2004-11-22', '2026-11-22', '2030-11-22'],
    ['2000-11-22', '2026-11-22', '2026-11-22'],
    ['2000-11-22', '2026-11-23', '2046-11-22'],
    ['1980-11-22', '2026-11-22', '2026-11-22'],
    ['1980-11-22', '2026-11-23', 'long-term'],
    ['2004-02-29', '2026-11-22', '2030-02-28'],
  ])(
    'born %s, read on %s: valid until %s, by the day in Shanghai that the counter goes by',
    async (birthDate, today, validUntil) => {
      const reader = demonstrationReader(central, CounterDesk.ready().storage.queries, () => today);
      const read = await reader.read({ person: { ...person, birthDate }, whose: 'holder' });
      expect(read).toMatchObject({ validUntil, reader: 'demonstration' });
    },
  );

  it('reads of who acts for somebody the document of a grown-up who is another, and nothing where there is none', async () => {
    const cousin = {
      ...person,
      id: 'person-9',
      documentNumber: agent.documentNumber,
      birthDate: '1990-03-07',
    };
    const child = {
      ...person,
      id: 'person-8',
      documentNumber: '110101200811230015',
      birthDate: '2008-11-23',
    };
    const records = [...countyRecords, change('insuredPerson', child), change('insuredPerson', cousin)];
    const whose = 'representative';
    const { queries } = CounterDesk.ready(records).storage;
    const reader = demonstrationReader(central, queries, () => '2026-11-22');
    expect(await reader.read({ person, whose })).toMatchObject({ documentNumber: cousin.documentNumber });
    const alone = demonstrationReader(central, CounterDesk.ready().storage.queries, () => '2026-11-22');
    expect(await alone.read({ person, whose })).toBeNull();
  });
});

describe('the headless counter', () => {
  const answer = z.object({
    id: z.int().nullable(),
    ok: z.boolean(),
    value: z.unknown().optional(),
    error: z.unknown().optional(),
  });

  async function run(data: string, lines: readonly string[]) {
    const program = fileURLToPath(new URL('../../electron/backend/headless.ts', import.meta.url));
    const child = spawn(process.execPath, [program, '--data', data, '--central', line.url], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const parts: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
    child.stdout.on('data', (part: Buffer) => (parts.stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (parts.stderr += part.toString()));
    child.stdin.end(lines.map((one) => `${one}\n`).join(''));
    const [code] = (await once(child, 'close')) as [number | null];
    const answers = parts.stdout
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => answer.parse(JSON.parse(one)));
    return { code, answers, stderr: parts.stderr };
  }
  const say = (id: number, call: string, input?: unknown) => JSON.stringify({ id, call, input });

  it('answers the lines of a pipe in their order, each after what the one before has done', async () => {
    const data = folder();
    const key = await databaseKey(data, noKeyring, { keyFile: true });
    if (!key.ok) throw new Error(key.failure.code);
    const { backend } = start(data, line.url, key.keyHex);
    await whole(backend);
    await backend.stop();
    const { code, answers, stderr } = await run(data, [
      say(1, 'signIn', { loginName: clerk.loginName, password }),
      say(2, 'listWork', {}),
      say(3, 'nothing'),
      'no JSON',
      say(4, 'signOut'),
      say(5, 'listWork'),
      say(6, 'describe'),
    ]);
    expect(answers.map((one) => one.id)).toEqual([1, 2, 3, null, 4, 5, 6]);
    expect(answers.map((one) => one.ok)).toEqual([true, true, false, false, true, false, true]);
    expect(answers[5]).toMatchObject({ error: { code: 'not-signed-in' } });
    expect([code, stderr]).toEqual([0, '']);
  });
});
