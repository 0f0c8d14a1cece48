import pg from 'pg';
import { addressAs } from '../helpers/postgresql.ts';
import { parentOf } from '../helpers/processes.ts';

/** What the connections of the central office were seen doing, and how often. */
export interface ServerSample {
  readonly looks: number;
  /** For every word of state and wait, how many connections were in it on average. */
  readonly connections: ReadonlyMap<string, number>;
  /** The most that were not idle at the same time. */
  readonly mostBusy: number;
}

/** Looks at PostgreSQL from aside: which of its processes serve, and what they wait for. */
export interface ServerWatch {
  /** The process whose children serve. */
  readonly serverPid: number;
  /** Begins anew and gives what was seen since it did so last. */
  readonly take: () => ServerSample;
  readonly query: <Row extends pg.QueryResultRow>(
    sql: string,
    parameters?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

/** Often enough for states of a hundredth of a second, seldom enough not to be what is measured. */
const pause = 200;

const activitySql = `
select state, coalesce(wait_event_type || ':' || wait_event, 'on a processor') as doing, count(*)::int as count
from pg_stat_activity where datname = current_database() and application_name = 'guitai-central'
group by 1, 2`;

export async function watchServer(databaseUrl: string): Promise<ServerWatch> {
  const client = new pg.Client({ connectionString: addressAs('superuser', databaseUrl) });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const [own] = rows;
  if (own === undefined) throw new Error('a connection has a process');
  let looks = 0;
  let mostBusy = 0;
  let seen = new Map<string, number>();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, pause);
  return {
    serverPid: parentOf(own.pid),
    take() {
      const connections = new Map([...seen].map(([word, count]) => [word, count / Math.max(looks, 1)]));
      const sample = { looks, connections, mostBusy };
      looks = mostBusy = 0;
      seen = new Map();
      return sample;
    },
    async query<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...parameters])).rows;
    },
    async close() {
      clearInterval(timer);
      await looking;
      await client.end();
    },
  };

  async function look(): Promise<void> {
    const { rows: found } = await client.query<{ state: string; doing: string; count: number }>(activitySql);
    looks += 1;
    let busy = 0;
    for (const { state, doing, count } of found) {
      const word = state === 'idle' ? 'idle' : `${state}, ${doing}`;
      seen.set(word, (seen.get(word) ?? 0) + count);
      if (state !== 'idle') busy += count;
    }
    mostBusy = Math.max(mostBusy, busy);
  }
}
