import { PGlite } from '@electric-sql/pglite';
import {
  exactNumber,
  requireCountyCode,
  type SqlDatabase,
  type SqlRow,
  type SqlTransaction,
} from './sql-database.ts';

const int8 = 20;

/**
 * PostgreSQL embedded in this process. It runs one transaction at a time as superuser, so row-level security proves
 * nothing here, and it does not sync its files: after a power cut it may stand as it stood before.
 * @param folder where the database lies; undefined keeps it in memory.
 */
export async function openPgliteDatabase(folder?: string): Promise<SqlDatabase> {
  const parsers = { [int8]: exactNumber };
  const database = await (folder === undefined
    ? PGlite.create({ parsers })
    : PGlite.create(folder, { parsers }));
  const listeners = new Set<(county: string) => void>();
  return {
    kind: 'pglite',
    commitsAreDurable: false,
    async transaction(county, work) {
      const announced = new Set<string>();
      const value = await database.transaction(async (running) => {
        const transaction: AnnouncingTransaction = {
          announced,
          async query(sql, parameters = []) {
            return (await running.query<SqlRow>(sql, [...parameters])).rows;
          },
          async execute(sql) {
            await running.exec(sql);
          },
        };
        if (county !== null) await running.exec(`set local guitai.county = '${requireCountyCode(county)}'`);
        return await work(transaction);
      });
      for (const one of announced) for (const listener of listeners) listener(one);
      return value;
    },
    announce(transaction, county) {
      (transaction as AnnouncingTransaction).announced.add(county);
      return Promise.resolve();
    },
    onAnnounced(listener) {
      listeners.add(listener);
    },
    async close() {
      listeners.clear();
      await database.close();
    },
  };
}

interface AnnouncingTransaction extends SqlTransaction {
  /** Counties whose change is told after the commit, never before it. */
  readonly announced: Set<string>;
}
