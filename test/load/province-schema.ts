import pg from 'pg';
import { addressAs } from '../helpers/postgresql.ts';
import { runAsSuperuser } from './counties.ts';
import { Chance } from '../faults/support/chance.ts';

/** What stands beside a figure in docs/SCALE.md. */
export type Tell = (what: string, value: string) => void;

/** Keys that would not hold on one node alone: those in which the county is not. */
const factsSql = `
with keyed as (
  select constraint_of.conrelid as relation, pg_get_constraintdef(constraint_of.oid) as text, contype as kind
  from pg_constraint as constraint_of
  where constraint_of.connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')
), tables as (
  select oid, relname as name, relrowsecurity and relforcerowsecurity as guarded,
    exists (select 1 from pg_attribute where attrelid = pg_class.oid and attname = 'county') as county,
    (select collname from pg_attribute join pg_collation on pg_collation.oid = attcollation
     where attrelid = pg_class.oid and attname = 'county') as "sortedBy"
  from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
)
select count(*) as tables,
  count(*) filter (where guarded) as guarded,
  string_agg(name, ', ' order by name) filter (where not guarded) as "unguarded",
  string_agg(distinct "sortedBy", ', ') as collations,
  (select count(*) from pg_index join tables on tables.oid = indrelid where indisunique and guarded) as "uniqueIndexes",
  (select count(*) from pg_index join tables on tables.oid = indrelid where indisunique and guarded
   and not exists (select 1 from pg_attribute
     where attrelid = indrelid and attname = 'county' and attnum = any(indkey::smallint[]))) as "uniqueWithoutCounty",
  (select string_agg(relation::regclass || ' ' || text, '; ') from keyed where kind = 'f') as "foreignKeys",
  (select count(*) from pg_trigger where not tgisinternal) as triggers,
  (select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S') as sequences,
  (select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')) as views,
  (select count(*) from pg_proc where pronamespace = 'public'::regnamespace) as functions,
  (select count(*) from pg_rewrite join tables on tables.oid = ev_class) as rules,
  (select count(*) from pg_policies where schemaname = 'public') as policies,
  (select count(distinct qual) from pg_policies where schemaname = 'public') as "differentPolicies"
from tables`;

/** What of the central office's schema a database on several nodes would have to take, counted in the catalogue. */
export async function tellSchema(databaseUrl: string, tell: Tell): Promise<void> {
  const [facts = {}] = await asSuperuser(databaseUrl, factsSql);
  for (const [what, value] of Object.entries(facts)) tell(`schema: ${what}`, String(value));
}

/** What PostgreSQL itself says to three things that docs/SCALE.md builds upon. */
export async function tellPostgresql(databaseUrl: string, tell: Tell): Promise<void> {
  const [version] = await asSuperuser(databaseUrl, 'show server_version');
  tell('PostgreSQL', String(version?.['server_version']));
  const copy = await refusalOf(
    databaseUrl,
    `begin; set local guitai.county = '330101'; copy feed from stdin`,
  );
  tell('COPY into a table with row-level security, as the serving role', copy);
  await runAsSuperuser(databaseUrl, `alter system set synchronous_standby_names = 'nobody'`);
  await runAsSuperuser(databaseUrl, 'select pg_reload_conf()');
  try {
    tell('a commit whose standby is gone', await waitForNobody(databaseUrl));
  } finally {
    await runAsSuperuser(databaseUrl, 'alter system reset synchronous_standby_names');
    await runAsSuperuser(databaseUrl, 'select pg_reload_conf()');
  }
}

/** Commits with a statement_timeout of a second and nobody to wait for; after four seconds somebody cancels the wait. */
async function waitForNobody(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: 1_000 });
  const notices: string[] = [];
  client.on('notice', ({ message }) => notices.push(String(message)));
  await client.connect();
  const begun = performance.now();
  await client.query('begin');
  await client.query('update central_identity set epoch = epoch');
  const commit = client.query('commit').then(
    ({ command }) => `answered ${command}`,
    (error: unknown) => String(error),
  );
  setTimeout(() => {
    void asSuperuser(
      databaseUrl,
      `select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`,
    );
  }, 4_000);
  const said = await commit;
  const seconds = (performance.now() - begun) / 1000;
  await client.end();
  const timeout = seconds < 3 ? 'ends the wait' : 'does not end the wait';
  return `statement_timeout 1 s ${timeout}; cancelled after ${seconds.toFixed(1)} s it is ${said}, with the notice "${notices.join('; ')}"`;
}

const counties = 100;
const nodes = 8;
const trials = 20_000;

/**
 * How evenly a hash spreads the counties of a province over shards, and shards over nodes: for invented codes by the
 * hash that PostgreSQL has for texts, ranges of which make the shards, and for as many by chance.
 */
export async function tellPlacing(databaseUrl: string, tell: Tell): Promise<void> {
  const sizes = sizesOfCounties();
  tell(
    'invented sizes, millions of persons',
    `largest ${(sizes[0] ?? 0).toFixed(2)}, median ${(sizes[counties / 2] ?? 0).toFixed(2)}, smallest ` +
      `${(sizes.at(-1) ?? 0).toFixed(2)}, together ${sizes.reduce((sum, one) => sum + one, 0).toFixed(0)}`,
  );
  const codes = sizes.map(
    (_unused, index) =>
      `33${String(Math.floor(index / 10) + 1).padStart(2, '0')}${String((index % 10) + 1).padStart(2, '0')}`,
  );
  const rows = await asSuperuser(
    databaseUrl,
    `select hashtext(code)::bigint + 2147483648 as hash from unnest('{${codes.join(',')}}'::text[]) with ordinality as one (code, place)
     order by place`,
  );
  const hashes = rows.map((row) => Number(row['hash']));
  for (const shards of [32, 64, 128]) {
    const width = 2 ** 32 / shards;
    tell(
      `${String(shards)} shards, hash of invented codes`,
      spreadOf(
        hashes.map((hash) => Math.floor(hash / width)),
        shards,
        sizes,
      ),
    );
    const chance = new Chance(1);
    const fullest: number[] = [];
    const heaviest: number[] = [];
    for (let trial = 0; trial < trials; trial += 1) {
      const places = sizes.map(() => Math.floor(chance.next() * shards));
      fullest.push(
        Math.max(
          ...loadsOf(
            places,
            shards,
            sizes.map(() => 1),
          ),
        ),
      );
      heaviest.push(heaviestNode(places, shards, sizes));
    }
    tell(
      `${String(shards)} shards, ${trials.toLocaleString('en')} trials by chance (seed 1)`,
      `${(shards * (1 - 1 / shards) ** counties).toFixed(1)} empty on average, fullest shard ${middle(fullest)} counties (p95 ${late(fullest)}), ` +
        `fullest of ${String(nodes)} nodes ${middle(heaviest)} times its share (p95 ${late(heaviest)})`,
    );
  }
  tell(`by hand, largest first, ${String(nodes)} nodes`, `${byHand(sizes).toFixed(3)} times its share`);
}

/** 100 million persons in 100 counties, the largest 3 million, each smaller than the one before by the same part. */
function sizesOfCounties(): readonly number[] {
  let low = 0.9;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const ratio = (low + high) / 2;
    if ((3 * (1 - ratio ** counties)) / (1 - ratio) > 100) high = ratio;
    else low = ratio;
  }
  return Array.from({ length: counties }, (_unused, index) => 3 * low ** index);
}

function spreadOf(places: readonly number[], shards: number, sizes: readonly number[]): string {
  const counts = loadsOf(
    places,
    shards,
    sizes.map(() => 1),
  );
  return (
    `${String(counts.filter((one) => one === 0).length)} empty, fullest ${String(Math.max(...counts))} counties, ` +
    `fullest of ${String(nodes)} nodes ${heaviestNode(places, shards, sizes).toFixed(2)} times its share`
  );
}

function loadsOf(places: readonly number[], parts: number, sizes: readonly number[]): readonly number[] {
  const loads = Array.from({ length: parts }, () => 0);
  for (const [index, place] of places.entries()) loads[place] = (loads[place] ?? 0) + (sizes[index] ?? 0);
  return loads;
}

/** Shards lie on the nodes in turn. */
function heaviestNode(places: readonly number[], shards: number, sizes: readonly number[]): number {
  const total = sizes.reduce((sum, one) => sum + one, 0);
  const loads = loadsOf(
    places.map((place) => place % nodes),
    Math.min(nodes, shards),
    sizes,
  );
  return (Math.max(...loads) * nodes) / total;
}

function byHand(sizes: readonly number[]): number {
  const loads = Array.from({ length: nodes }, () => 0);
  for (const size of sizes) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + size;
  }
  return (Math.max(...loads) * nodes) / sizes.reduce((sum, one) => sum + one, 0);
}

const say = (value: number | undefined) => (value === undefined ? '-' : String(Number(value.toFixed(2))));
const middle = (values: readonly number[]) =>
  say([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]);
const late = (values: readonly number[]) =>
  say([...values].sort((one, other) => one - other)[Math.floor(values.length * 0.95)]);

async function refusalOf(databaseUrl: string, statements: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statements);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end();
  }
}

/** Asks as somebody whom row-level security does not hold. */
export async function asSuperuser(
  databaseUrl: string,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: addressAs('superuser', databaseUrl) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
