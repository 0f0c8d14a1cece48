import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPgliteDatabase } from '../../central/storage/pglite-database.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { startPostgresql } from '../helpers/postgresql.ts';
import { walkLedger } from './ledger-walk.ts';

/**
 * The long version of `ledger-walk.test.ts`: as many operations as are asked for on one engine. It prints where it stands, at
 * last its figures, and ends with 1 at the first thing that is not true, with the seed that shows it again.
 */

const usage = `node test/ledger/run.ts [--operations 1000000] [--engine pglite|postgresql] [--persons 20000] [--seed N]
`;

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    engine: { type: 'string', default: 'pglite' },
    persons: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await main();

async function main(): Promise<number> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  const operations = Number(values.operations);
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  console.log(
    `seed ${String(seed)}, ${String(operations)} operations on ${values.engine}, node ${process.version}`,
  );
  const { database, stop } = await open(values.engine);
  const storage = await openCentralStorage(database);
  try {
    const figures = await walkLedger(storage, {
      seed,
      operations,
      persons: Number(values.persons),
      auditEvery: 100_000,
      told: (written) => console.log(`${seconds()} s: ${String(written)} operations, all sound`),
    });
    console.log(JSON.stringify({ ...figures, seconds: Number(seconds()) }, null, 2));
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await storage.close();
    await stop();
  }
}

async function open(
  engine: string,
): Promise<{ readonly database: SqlDatabase; readonly stop: () => Promise<void> }> {
  if (engine === 'pglite') {
    // A million operations are more than fits into memory.
    const folder = await mkdtemp(join(tmpdir(), 'guitai-ledger-'));
    const database = await openPgliteDatabase(folder);
    return { database, stop: () => rm(folder, { recursive: true, force: true }) };
  }
  if (engine !== 'postgresql') throw new Error(`no such engine: ${engine}\n${usage}`);
  const server = await startPostgresql();
  const database = await openPostgresqlDatabase({
    connectionString: await server.createDatabase(),
    onFault: (error) => console.error(error),
  });
  return { database, stop: () => server.stop() };
}
