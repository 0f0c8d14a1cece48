import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openPgliteDatabase } from '../../central/storage/pglite-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { batchAnswer, helloAnswer } from '../../contract/sync-protocol.ts';
import { outboxFiles } from '../../electron/backend/outbox-files.ts';
import { root } from '../helpers/machine.ts';
import { until } from '../helpers/until.ts';
import { Desk } from './desk.ts';

/** The program itself, in a process of its own, as it is really started. */
describe('the central office as a program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));
  // One folder for all: making a database takes seconds, and each test leaves it as it found it.
  const data = join(folder, 'data');
  const running: Program[] = [];

  afterEach(async () => {
    for (const program of running.splice(0)) await program.kill();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('comes back after being killed with everything that it had answered for', async () => {
    const first = run(serving());
    const url = await first.listening();
    const desk = await Desk.enrol(url);
    const clerk = desk.hello.demonstrationClerks[0];
    expect(clerk?.password.length).toBeGreaterThan(0);
    const [person] = (await desk.snapshot(20_000)).records.ids('insuredPerson');
    const command = desk.command('withdraw-card-application', {
      serviceNumber: '330199-20261122-001-0001',
      personId: person,
      blankSerial: null,
      reason: '测试',
    });
    const answers = await desk.push(command);
    expect(answers[0]?.outcome).toBe('refused');
    await first.kill();
    expect(locks()).toHaveLength(1);

    const second = run(serving());
    const again = desk.at(await second.listening());
    // Not closed in order: every counter pulls anew, whether something was lost or not.
    const { epoch } = helloAnswer.parse(await (await again.get('/v1/hello')).json());
    expect(epoch).not.toBe(desk.hello.epoch);
    expect((await again.post('/v1/commands', { epoch: desk.hello.epoch, commands: [] })).status).toBe(409);
    const answer = await again.post('/v1/commands', { epoch, commands: [command] });
    expect(batchAnswer.parse(await answer.json()).answers).toEqual(
      answers.map((one) => ({ ...one, duplicate: true })),
    );
    second.child.kill('SIGTERM');
    await second.ended();

    const third = run(serving());
    const after = desk.at(await third.listening());
    expect(helloAnswer.parse(await (await after.get('/v1/hello')).json()).epoch).toBe(epoch);
  });

  it('serves pages where the folder for county files cannot be used, and writes that down', async () => {
    // A folder below a file: nobody can make it, whoever he is.
    const taken = join(folder, 'a file');
    writeFileSync(taken, '');
    const program = run(serving(), { GUITAI_SNAPSHOT_FOLDER: join(taken, 'snapshots') });
    const desk = await Desk.enrol(await program.listening());
    expect((await desk.get('/v1/snapshot/file')).status).toBe(404);
    expect((await desk.snapshot(20_000)).records.ids('insuredPerson')).toHaveLength(20);
    expect(program.output() + program.errors()).toContain('no folder for county files');
  });

  it('publishes where papers are checked before it listens, and refuses an address that no phone can open', async () => {
    const own = ['--demonstration', '--persons', '20', '--port', '0', '--data', join(folder, 'addressed')];
    const wrong = run(own, { GUITAI_VERIFICATION_ADDRESS: 'http://central.example' });
    expect(await wrong.ended()).toBe(2);
    expect(wrong.errors()).toContain('GUITAI_VERIFICATION_ADDRESS wants');
    const right = run(own, { GUITAI_VERIFICATION_ADDRESS: 'https://central.example' });
    const desk = await Desk.enrol(await right.listening());
    const published = (await desk.snapshot(20_000)).records.ids('poolingAreaParameter');
    expect(published.filter((id) => id.startsWith('verification-address@'))).toHaveLength(1);
  });

  it('begins a new epoch when it is asked to', async () => {
    const first = run(serving());
    const { epoch } = (await Desk.enrol(await first.listening())).hello;
    first.child.kill('SIGTERM');
    await first.ended();
    const asked = run(['begin-epoch', '--data', data]);
    expect(await asked.ended()).toBe(0);
    const begun: unknown = JSON.parse(asked.output());
    expect(begun).not.toEqual({ epoch });
    const second = run(serving());
    const hello = await fetch(`${await second.listening()}/v1/hello`);
    expect({ epoch: helloAnswer.parse(await hello.json()).epoch }).toEqual(begun);
  });

  it('audits every ledger that it has, and says with 1 that something is wrong', async () => {
    const first = run(serving());
    await first.listening();
    first.child.kill('SIGTERM');
    await first.ended();
    const sound = run(['audit', '--data', data]);
    expect(await sound.ended()).toBe(0);
    expect(JSON.parse(sound.output())).toMatchObject({ sound: true, accounts: 20, unsound: [] });

    // Somebody mends a balance by hand.
    const database = await openPgliteDatabase(join(data, 'database'));
    const storage = await openCentralStorage(database);
    const [county] = await storage.counties();
    const account = await database.transaction(county?.county ?? null, async (transaction) => {
      const [row] = await transaction.query('select id from personal_account order by id limit 1', []);
      await transaction.query('update personal_account set balance = balance + 1 where id = $1', [
        row?.['id'],
      ]);
      return String(row?.['id']);
    });
    await storage.close();
    const wrong = run(['audit', '--data', data]);
    expect(await wrong.ended()).toBe(1);
    expect(JSON.parse(wrong.output())).toMatchObject({
      sound: false,
      unsound: [{ what: 'account', id: account, faults: ['balance-is-not-the-sum'] }],
    });

    const back = await openPgliteDatabase(join(data, 'database'));
    await back.transaction(county?.county ?? null, (transaction) =>
      transaction.query('update personal_account set balance = balance - 1 where id = $1', [account]),
    );
    await back.close();
  });

  it('takes in files that are brought to it while it stands still, and says of each what became of it', async () => {
    const first = run(serving());
    const desk = await Desk.enrol(await first.listening());
    const signingKey = outboxFiles.makeSigningKey();
    await desk.post('/v1/signing-keys', { publicKey: outboxFiles.publicKeyOf(signingKey) });
    const [person] = (await desk.snapshot(20_000)).records.ids('insuredPerson');
    first.child.kill('SIGTERM');
    await first.ended();
    const command = desk.command('withdraw-card-application', {
      serviceNumber: '330199-20261122-001-0002',
      personId: person,
      blankSerial: null,
      reason: '测试',
    });
    const { county, officeId, workstationId } = desk.enrolled;
    const madeAt = '2026-11-22T14:32:00.000+08:00';
    const file = outboxFiles.seal(
      { product: 'guitai-outbox', format: 1, county, officeId, workstationId, madeAt, commands: 1 },
      [command],
      { signingKey, centralKey: desk.hello.pinPublicKey },
    );
    const [good, bad, none] = ['good.gth', 'bad.gth', 'none.gth'].map((name) => join(folder, name));
    if (good === undefined || bad === undefined || none === undefined) throw new Error('three names');
    writeFileSync(good, file);
    writeFileSync(bad, file.subarray(1));
    const taken = run(['import-outbox', bad, none, good, good, '--data', data]);
    expect(await taken.ended()).toBe(1);
    const problems = [
      {
        commandId: command.id,
        kind: 'withdraw-card-application',
        serviceNumber: '330199-20261122-001-0002',
        outcome: 'refused',
        codes: ['clerk-unknown', 'service-unknown'],
      },
    ];
    const counts = { officeId, workstationId, madeAt, commands: 1, applied: 0, rejected: 0, problems };
    const lines: unknown[] = taken
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { file: bad, error: 'import-unreadable' },
      { file: none, error: 'file-not-read' },
      { file: good, ...counts, refused: 1, duplicate: 0 },
      { file: good, ...counts, refused: 0, duplicate: 1 },
    ]);
  });

  it('migrates only when it is told who owns the tables and who serves', async () => {
    const nobody = run(['migrate']);
    expect(await nobody.ended()).toBe(2);
    expect(nobody.errors()).toContain('migrate wants GUITAI_OWNER_DATABASE_URL');
  });

  it('says one line on standard output, and ends cleanly when asked to', async () => {
    const program = run(serving());
    await program.listening();
    program.child.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
    expect(program.output()).toMatch(/^\{"listening":"http:\/\/127\.0\.0\.1:\d+"\}\n$/);
    expect(locks()).toEqual([]);
    for (const name of ['pin-key.pem', 'pin-key.pem.secret']) {
      expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a folder in which another one runs, with a sentence and not a stack', async () => {
    const first = run(serving());
    await first.listening();
    const second = run(serving());
    expect(await second.ended()).toBe(1);
    expect(second.errors()).toContain(`already running in ${data}`);
    expect(second.errors()).not.toContain('    at ');
    const enrol = run(['enrol', '--county', '330199', '--office', 'O2', '--data', data]);
    expect(await enrol.ended()).toBe(1);
  });

  it('ends with the parent that holds its standard input', async () => {
    const program = run([...serving(), '--exit-with-parent']);
    await program.listening();
    program.child.stdin.end();
    expect(await program.ended()).toBe(0);
  });

  it('goes on answering while nobody reads its journal, and has it all when somebody does', async () => {
    const program = run(serving());
    const url = await program.listening();
    program.child.stderr.pause();
    const requests = 12_000;
    let answered = 0;
    const ask = async () => {
      for (let asked = 0; asked < requests / 20; asked += 1) {
        const answer = await fetch(`${url}/v1/nowhere`, { signal: AbortSignal.timeout(5_000) });
        await answer.arrayBuffer();
        if (answer.status === 404) answered += 1;
      }
    };
    await Promise.all(Array.from({ length: 20 }, ask));
    expect(answered).toBe(requests);
    program.child.stderr.resume();
    program.child.stdin.end();
    program.child.kill('SIGTERM');
    expect(await program.ended()).toBe(0);
    expect(program.errors().split('"status":404').length - 1).toBe(requests);
    expect(program.errors().trimEnd().split('\n').at(-1)).toContain('central office closed');
  });

  it('gives enrolment codes and tells its health from the command line', async () => {
    const serve = run(serving());
    const { port } = new URL(await serve.listening());
    const health = run(['health', '--port', port]);
    expect(await health.ended()).toBe(0);
    expect(JSON.parse(health.output())).toMatchObject({ status: 'ready' });
    serve.child.kill('SIGTERM');
    await serve.ended();
    const enrol = run(['enrol', '--county', '330199', '--office', 'O2', '--data', data]);
    expect(await enrol.ended()).toBe(0);
    expect(JSON.parse(enrol.output())).toMatchObject({ code: expect.stringMatching(/^330199-/) as string });
    const wrong = run(['enrol', '--county', '110101', '--office', 'O1', '--data', data]);
    expect(await wrong.ended()).toBe(1);
    expect(wrong.errors()).toContain('no such county');
  });

  it('does not start with a key that others can read, or that is not the one of its database', async () => {
    const made = run(serving());
    await made.listening();
    made.child.kill('SIGTERM');
    await made.ended();
    chmodSync(join(data, 'pin-key.pem'), 0o644);
    const open = run(serving());
    expect(await open.ended()).toBe(1);
    expect(open.errors()).toContain('set its mode to 600');
    chmodSync(join(data, 'pin-key.pem'), 0o600);
    const secret = readFileSync(join(data, 'pin-key.pem.secret'));
    writeFileSync(join(data, 'pin-key.pem.secret'), `${'ab'.repeat(32)}\n`);
    const other = run(serving());
    expect(await other.ended()).toBe(1);
    expect(other.errors()).toContain('not the one with which this database was begun');
    writeFileSync(join(data, 'pin-key.pem.secret'), secret);
  });

  it('tells what to type when it does not understand', async () => {
    const program = run(['--port', 'eighty']);
    expect(await program.ended()).toBe(2);
    expect(program.errors()).toContain('--port wants a whole number');
  });

  function locks(): readonly string[] {
    return readdirSync(data).filter((name) => name.endsWith('.lock'));
  }

  function serving(): readonly string[] {
    return ['--demonstration', '--persons', '20', '--port', '0', '--data', data];
  }

  function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Program {
    const program = startProgram(args, settings);
    running.push(program);
    return program;
  }
});

interface Program {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  listening(): Promise<string>;
  /** The exit code. */
  ended(): Promise<number | null>;
  kill(): Promise<void>;
  output(): string;
  errors(): string;
}

function startProgram(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Program {
  const environment = { ...process.env, ...settings };
  delete environment['DATABASE_URL'];
  const child = spawn(process.execPath, ['central/main.ts', ...args], {
    cwd: root,
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const texts = { output: '', errors: '' };
  child.stdout.on('data', (part: Buffer) => (texts.output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (texts.errors += part.toString()));
  const closed = once(child, 'close');
  return {
    child,
    listening: () =>
      until(
        'the central office listens',
        () => {
          if (child.exitCode !== null) throw new Error(texts.errors);
          return /"listening":"([^"]+)"/.exec(texts.output)?.[1];
        },
        60,
      ),
    async ended() {
      await closed;
      return child.exitCode;
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await closed;
    },
    output: () => texts.output,
    errors: () => texts.errors,
  };
}
