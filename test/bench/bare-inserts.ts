import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Bare idempotent inserts into two tables of a database of its own. */
export interface BareInserts {
  /** Inserts a batch in one transaction: what is known already is left as it is. */
  readonly insert: (bodies: readonly string[]) => Promise<void>;
  /** How many rows the two tables have together. */
  readonly rows: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/**
 * What remains of taking commands in when nothing is checked, decided or answered: each body under its id, and a line
 * of what it changes. One statement for a whole batch, so that it is one transaction and one way to the server.
 */
const insertSql = `
with taken as (
  insert into taken_command (id, body) select * from unnest($1::text[], $2::text[])
  on conflict (id) do nothing returning id, body
)
insert into change (command_id, body) select id, body from taken`;

/** Prepares the tables, which must not be there yet. */
export async function openBareInserts(address: string): Promise<BareInserts> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`
    create table taken_command (id text collate "C" primary key, body text not null);
    create table change (
      sequence bigint generated always as identity primary key, command_id text not null, body text not null)`);
  return {
    async insert(bodies) {
      const ids = bodies.map((body) => idOf(body));
      await client.query({ name: 'insert', text: insertSql, values: [ids, bodies] });
    },
    async rows() {
      const { rows } = await client.query<{ count: string }>(
        'select (select count(*) from taken_command) + (select count(*) from change) as count',
      );
      return Number(rows[0]?.count);
    },
    close: () => client.end(),
  };
}

const idLength = randomUUID().length;

/** Every body begins `{"id":"…"`: read where it stands, since parsing is no part of a bare insert. */
function idOf(body: string): string {
  const start = '{"id":"'.length;
  return body.slice(start, start + idLength);
}
