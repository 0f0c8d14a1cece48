import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import {
  exactNumber,
  mayRunAgain,
  requireCountyCode,
  type SqlDatabase,
  type SqlRow,
  type SqlTransaction,
} from './sql-database.ts';

const int8 = 20;
const mostAttempts = 8;
/**
 * Reading a page out of order costs hardly more than in order: the database lies on flash and mostly in memory. With
 * the default, made for turning disks, a batch's lookups read whole tables.
 */
const planning = 'set local random_page_cost = 1.1';
const channel = 'guitai_change';
const longestReconnectDelay = 5_000;

export interface PostgresqlSettings {
  readonly connectionString: string;
  /** The most connections of this process. */
  readonly connections?: number;
  /** Told of faults on idle connections; the error is not logged whole. */
  readonly onFault: (error: unknown) => void;
}

/** The real central office's database. Several processes may work on it; changes are announced by NOTIFY. */
export async function openPostgresqlDatabase(settings: PostgresqlSettings): Promise<SqlDatabase> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, exactNumber);
  const pool = new pg.Pool({
    connectionString: settings.connectionString,
    application_name: 'guitai-central',
    max: settings.connections ?? 12,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 120_000,
    types,
  });
  pool.on('error', settings.onFault);
  const commitsAreDurable = await readDurability(pool);
  const announcements = listen(settings);
  await announcements.begun;
  return {
    kind: 'postgresql',
    commitsAreDurable,
    async transaction(county, work) {
      const begin =
        county === null
          ? 'begin'
          : `begin; ${planning}; set local guitai.county = '${requireCountyCode(county)}'`;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await runOnce(pool, begin, work);
        } catch (error) {
          if (!mayRunAgain(error) || attempt >= mostAttempts) throw error;
          // Apart from each other, so that two that met do not meet again.
          await delay(Math.random() * 10 * 2 ** attempt);
        }
      }
    },
    async announce(transaction, county) {
      await transaction.query('select pg_notify($1, $2)', [channel, county]);
    },
    onAnnounced(listener) {
      announcements.listeners.add(listener);
    },
    async close() {
      await announcements.close();
      await pool.end();
    },
  };
}

/** Fails at once, with the server's own reason, when the address or the password is wrong. */
async function readDurability(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<SqlRow>(
    `select current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable`,
  );
  return rows[0]?.['durable'] === true;
}

async function runOnce<T>(
  pool: pg.Pool,
  begin: string,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections only; an error that nobody hears would end the whole process.
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', onBroken);
  try {
    await client.query(begin);
    const value = await work({
      async query(sql, parameters = []) {
        return (await client.query<SqlRow>(sql, [...parameters])).rows;
      },
      async execute(sql) {
        await client.query(sql);
      },
    });
    await client.query('commit');
    return value;
  } catch (error) {
    try {
      await client.query('rollback');
    } catch (rollbackError) {
      broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed');
    }
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

/** Keeps one connection that listens; after a break it connects again and wakes everybody, since it may have missed some. */
function listen(settings: PostgresqlSettings) {
  const listeners = new Set<(county: string) => void>();
  const tell = (county: string) => {
    for (const listener of listeners) listener(county);
  };
  const stop = new AbortController();
  let current: pg.Client | undefined;
  let began: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });

  async function keepListening() {
    let failures = 0;
    while (!isStopped()) {
      if (await listenOnce()) failures = 0;
      failures += 1;
      await pause(Math.min(longestReconnectDelay, 50 * 2 ** failures));
    }
  }

  /** Listens until the connection breaks; tells whether it ever stood. */
  async function listenOnce(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: settings.connectionString,
      application_name: 'guitai-central listener',
      keepAlive: true,
    });
    current = client;
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', (error) => {
        settings.onFault(error);
        resolve();
      });
    });
    client.on('notification', (message) => tell(message.payload ?? '*'));
    let stood = false;
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      stood = true;
      began();
      tell('*');
      await ended;
    } catch (error) {
      if (!isStopped()) settings.onFault(error);
    }
    began();
    await client.end().catch(settings.onFault);
    return stood;
  }

  function isStopped(): boolean {
    return stop.signal.aborted;
  }

  async function pause(milliseconds: number) {
    try {
      await delay(milliseconds, undefined, { signal: stop.signal });
    } catch {
      // Stopped while waiting: the loop looks at the signal.
    }
  }

  const running = keepListening();
  return {
    listeners,
    /** The first connection listens, or could not. */
    begun,
    async close() {
      stop.abort();
      listeners.clear();
      await current?.end().catch(settings.onFault);
      await running;
    },
  };
}
