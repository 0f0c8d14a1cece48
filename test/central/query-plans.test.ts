import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { createJournal } from '../../central/journal.ts';
import { migrateServer } from '../../central/migrate-server.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import type { CentralStorage, CountyReader } from '../../central/storage/central-storage.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { largestBatch, largestQuestion } from '../../contract/sync-protocol.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import { recordTables, sqlFieldName, tableNames } from '../../domain/records/record-tables.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';

const persons = 20_000;
const commands = 50_000;
const county = demonstrationCounty({ persons, seed: 1, today: '2026-11-22' });
const other = '330183';

/** A table of at least so many rows must not be read as a whole to answer for a few. */
const large = 1_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The plans of all statements that were run since the last look. */
const plans: { readonly sql: string; readonly nodes: readonly PlanNode[] }[] = [];

/** The same database, which lets each statement be explained before it is run, as the role that serves. */
function explaining(database: SqlDatabase): SqlDatabase {
  return {
    ...database,
    transaction: (inCounty, work) =>
      database.transaction(inCounty, (transaction) =>
        work({
          ...transaction,
          async query(sql, parameters) {
            if (/^\s*(select|with|insert|update)/.test(sql)) {
              const [row] = await transaction.query(`explain (format json) ${sql}`, parameters);
              const [plan] = row?.['QUERY PLAN'] as readonly { readonly Plan: PlanNode }[];
              if (plan !== undefined) plans.push({ sql, nodes: flat(plan.Plan) });
            }
            return await transaction.query(sql, parameters);
          },
        }),
      ),
  };
}

function flat(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

describe(`the plans of PostgreSQL with two counties of ${String(persons)} persons`, () => {
  let server: PrivatePostgresql;
  let storage: CentralStorage;
  let largeTables: readonly string[];

  beforeAll(async () => {
    server = await startPostgresql();
    const { owner, service, superuser } = await server.createEmptyDatabase();
    await migrateServer({ ownerUrl: owner, databaseUrl: service, role: undefined });
    const database = await openPostgresqlDatabase({ connectionString: service, onFault: () => undefined });
    storage = await openCentralStorage(explaining(database));
    const demonstration = { ...county, clerks: [], portrait: () => '', batches: () => county.batches() };
    await loadDemonstration(storage, demonstration, createJournal({ write: () => undefined }));
    largeTables = await fill(superuser);
    plans.length = 0;
  }, 300_000);
  afterAll(async () => {
    await storage.close();
    await server.stop();
  });

  it('are looked at where there is something to see', () => {
    expect(largeTables).toEqual(
      expect.arrayContaining([
        'blank_card',
        'card',
        'card_pin',
        'command_answer',
        'contribution_period',
        'feed',
        'insured_person',
        'ledger_entry',
      ]),
    );
  });

  const ids = (count: number) => Array.from({ length: count }, (_unused, index) => commandId(index * 3));
  const questions: readonly (readonly [string, (reader: CountyReader) => Promise<unknown>])[] = [
    ['the beginning of the feed', (reader) => reader.feed(0, 2_000)],
    ['the middle of the feed', (reader) => reader.feed(commands / 2, 2_000)],
    ['the end of the feed', (reader) => reader.feed(commands - 1, 2_000)],
    ['an empty page of the feed', (reader) => reader.feed(commands, 2_000)],
    ['whether a position is in the history', (reader) => reader.holds({ head: commands, mark: 'mark' })],
    ['where the county stands', (reader) => reader.position()],
    ['the answers of a batch by their ids', (reader) => reader.answers(ids(largestBatch))],
    ['which commands are lost', (reader) => reader.lostCommands(ids(largestQuestion))],
    ['the password of a card', (reader) => reader.cardPinHash('card 7')],
    ['what is on its way to the bank', (reader) => reader.bankRequestsUnderWay('', 100)],
    ['the transfers of which there is something to hear', (reader) => reader.transfersAwaiting('', 100)],
    ['the payments that the bank has not answered', (reader) => reader.paymentsUnderWay('', 100)],
    ['the accounts of a monthly turn', (reader) => reader.unclosedAccounts('3', 200)],
    ['where a monthly turn stands', (reader) => reader.monthlyTurn('2026-12')],
    ['credentials', (reader) => reader.credentials(['nobody', 'nor anybody'])],
    ...tableNames.flatMap((table) => {
      const { lookups } = recordTables[table];
      return ['id', ...lookups].map(
        (by) =>
          [
            `${table} by ${by}, of one and of many`,
            async (reader: CountyReader) => {
              const values = await valuesOf(table, by);
              const asked = values.map((value) => ({ table, by, value }) as Lookup);
              await reader.lookUp(asked.slice(0, 1));
              await reader.lookUp(asked);
            },
          ] as const,
      );
    }),
    ...tableNames.map(
      (table) =>
        [
          `pages of the snapshot: ${table}`,
          async (reader: CountyReader) => {
            const first = await reader.page(table, '', 10_000);
            if (first.last !== null) await reader.page(table, first.last, 10_000);
          },
        ] as const,
    ),
  ];

  it.each(questions)('%s: no large table is read as a whole', async (_name, ask) => {
    await storage.read(county.county, ask);
    const seen = plans.splice(0);
    expect(seen.length).toBeGreaterThan(0);
    for (const { sql, nodes } of seen) {
      const whole = nodes.filter(
        (node) => node['Node Type'].includes('Seq Scan') && largeTables.includes(node['Relation Name'] ?? ''),
      );
      expect(
        whole.map((node) => node['Relation Name']),
        sql,
      ).toEqual([]);
    }
  });

  /** Some values that are there, as many as a batch may ask for. */
  async function valuesOf(table: (typeof tableNames)[number], by: string): Promise<readonly string[]> {
    const known = await storage.read(county.county, async (reader) => {
      const { rowsText } = await reader.page(table, '', largestBatch);
      return JSON.parse(`[${rowsText}]`) as readonly (readonly unknown[])[];
    });
    plans.length = 0;
    const place = Object.keys(recordTables[table].fields).indexOf(by);
    const values = known.map((row) => row[place]).filter((value) => typeof value === 'string');
    return values.length > 0 ? values : ['nobody'];
  }
});

function commandId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * A second county with the same records, and a feed with answers and passwords in both, written past row-level security.
 * @returns the tables that are large
 */
async function fill(superuser: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    for (const table of tableNames) {
      const { sqlName, fields } = recordTables[table];
      const columns = ['version', ...Object.keys(fields).map(sqlFieldName)].join(', ');
      await client.query(
        `insert into ${sqlName} (county, ${columns}) select $1, ${columns} from ${sqlName} where county = $2`,
        [other, county.county],
      );
    }
    for (const one of [county.county, other]) {
      const numbers = `generate_series(1, ${String(commands)}) as number`;
      const id = `'00000000-0000-7000-8000-' || lpad(number::text, 12, '0')`;
      await client.query(
        `insert into feed (county, sequence, table_name, record_id, command_id, command_end, mark, change)
         select $1, number, 'employer', 'E', ${id}, number, 'mark', '{"table":"employer","record":{"id":"E"}}' from ${numbers}`,
        [one],
      );
      await client.query(
        `insert into command_answer
           (county, command_id, hash, kind, workstation_id, clerk_id, commanded_at, outcome, answer)
         select $1, ${id}, '', 'kind', 'W', 'C', '', 'applied', '{"outcome":"applied"}' from ${numbers}`,
        [one],
      );
      await client.query(
        `insert into card_pin (county, card_number, pin_hash, command_id)
         select $1, 'card ' || number, '', ${id} from ${numbers}`,
        [one],
      );
    }
    await client.query('update county_head set head = $1', [commands]);
    await client.query('analyze');
    const { rows } = await client.query<{ name: string }>(
      `select relname::text as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples >= $1 order by 1`,
      [large],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
