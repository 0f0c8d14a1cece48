import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { migrateServer } from '../../central/migrate-server.ts';
import { until } from './until.ts';

/** A PostgreSQL of its own for one test file: a private cluster in a temporary folder, on loopback. */
export interface PrivatePostgresql {
  readonly version: string;
  /** A new database with the central office's tables; gives the address for the role that serves. */
  createDatabase(): Promise<string>;
  /** A new database without anything in it. */
  createEmptyDatabase(): Promise<DatabaseAddresses>;
  /** A new database with everything that is in another one, to which nobody is connected; its address for the same role. */
  copyDatabase(address: string): Promise<string>;
  /** Takes a database away, whoever is connected. */
  dropDatabase(address: string): Promise<void>;
  /** Everything that stands in a database, as text. */
  textOf(address: string): Promise<Buffer>;
  /** A backup of the whole database, rights and all. */
  dump(address: string, file: string): Promise<void>;
  /** Puts a backup in the place of what is there, in one transaction, whoever is connected. */
  restore(address: string, file: string): Promise<void>;
  /** Ends every connection to it, as a restart of the database or a cut line would. */
  cutConnections(): Promise<void>;
  stop(): Promise<void>;
}

/** One database as different roles see it. */
export interface DatabaseAddresses {
  /** Owns the tables; neither superuser nor above row-level security. */
  readonly owner: string;
  /** Serves counters. */
  readonly service: string;
  readonly superuser: string;
}

/** The same database as another role; all have one password here. */
export function addressAs(role: 'guitai' | 'guitai_owner' | 'superuser', address: string): string {
  const url = new URL(address);
  url.username = role;
  return url.href;
}

const nameOf = (address: string) => new URL(address).pathname.slice(1);

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts it.
 * @param settings.syncs false leaves fsync off, which no test of correctness while it runs can see; figures need true
 * @throws Error that says what to install where PostgreSQL's server is missing: a suite that skips proves nothing
 */
export async function startPostgresql(
  settings: { readonly syncs: boolean } = { syncs: false },
): Promise<PrivatePostgresql> {
  const programs = findPrograms();
  const account = ordinaryAccount();
  const folder = mkdtempSync(join(tmpdir(), 'guitai-postgresql-'));
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const how = { cwd: folder, ...account };
  const asked = ['-D', data, '-U', 'superuser', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  await promisify(execFile)(join(programs, 'initdb'), [...asked, '-E', 'UTF8', '--locale=C', '-N'], how);
  const port = await freePort();
  const sync = settings.syncs ? [] : ['-c', 'fsync=off'];
  const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', ...sync];
  // The shell holds this process's pipe: however this process ends, the pipe ends with it and takes the server along.
  const tied = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server';
  const server = spawn('/bin/sh', ['-c', tied, 'sh', join(programs, 'postgres'), ...options], {
    ...how,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  server.stderr.on('data', (part: Buffer) => log.push(part.toString()));
  const run = (program: string, args: readonly string[]) =>
    promisify(execFile)(join(programs, program), [...args]);
  const address = (user: string, database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const asSuperuser = (statement: string) => runStatement(address('superuser', 'postgres'), statement);
  try {
    await until('PostgreSQL answers', () => answers(log, () => asSuperuser('select 1')), 60);
    for (const role of ['guitai', 'guitai_owner']) {
      await asSuperuser(`create role ${role} login nosuperuser nobypassrls password '${password}'`);
    }
    const newName = () => `guitai_${randomBytes(6).toString('hex')}`;
    const createEmptyDatabase = async (): Promise<DatabaseAddresses> => {
      const name = newName();
      await asSuperuser(`create database ${name} owner guitai_owner`);
      return {
        owner: address('guitai_owner', name),
        service: address('guitai', name),
        superuser: address('superuser', name),
      };
    };
    const [row] = await asSuperuser('select version() as version');
    return {
      version: String(row?.['version']),
      async createDatabase() {
        const { owner, service } = await createEmptyDatabase();
        await migrateServer({ ownerUrl: owner, databaseUrl: service, role: undefined });
        return service;
      },
      createEmptyDatabase,
      async copyDatabase(source) {
        const copy = new URL(source);
        copy.pathname = newName();
        await asSuperuser(
          `create database ${nameOf(copy.href)} template ${nameOf(source)} owner guitai_owner`,
        );
        return copy.href;
      },
      async dropDatabase(gone) {
        await asSuperuser(`drop database ${nameOf(gone)} with (force)`);
      },
      async textOf(database) {
        const all = { encoding: 'buffer', maxBuffer: 2 ** 30 } as const;
        const dump = [join(programs, 'pg_dump'), [addressAs('superuser', database)], all] as const;
        return (await promisify(execFile)(...dump)).stdout;
      },
      async dump(database, file) {
        await run('pg_dump', ['--format=custom', `--file=${file}`, addressAs('superuser', database)]);
      },
      async restore(database, file) {
        const whole = ['--clean', '--if-exists', '--single-transaction', '--exit-on-error'];
        await run('pg_restore', [...whole, `--dbname=${addressAs('superuser', database)}`, file]);
      },
      async cutConnections() {
        await asSuperuser(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'guitai'`);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop() {
    if (server.exitCode === null && server.signalCode === null) {
      server.stdin.end();
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answers(log: readonly string[], ask: () => Promise<unknown>) {
  if (log.some((part) => part.includes('database system is shut down'))) {
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`);
  }
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}

async function runStatement(address: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The folder with initdb and postgres: the newest of Debian's, which are not on the PATH, or one that is. */
function findPrograms(): string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newest = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, 'bin'));
  const found = [...newest, ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  if (found === undefined) {
    throw new Error(
      'PostgreSQL is not installed, and this suite proves nothing without it: apt-get install postgresql',
    );
  }
  return found;
}

/** PostgreSQL refuses to run as root: then as the account that its package made. */
function ordinaryAccount(): Account | undefined {
  if (userInfo().uid !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (account === undefined) throw new Error('there is no account but root to run PostgreSQL with');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
