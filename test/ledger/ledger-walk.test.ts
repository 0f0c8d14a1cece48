import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CentralStorage, CountyWriter } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { UnsoundLedgerError } from '../../domain/ledger/sound-ledger.ts';
import { databaseKinds, startDatabases, type TestDatabases } from '../central/databases.ts';
import { walkLedger } from './ledger-walk.ts';

const seed = 20_261_126;

/** The short version of the long run in run.ts, which does a million. */
describe.each(databaseKinds)('random operations over the ledger of a central office on %s', (kind) => {
  let databases: TestDatabases;
  let storage: CentralStorage;

  beforeAll(async () => {
    databases = await startDatabases(kind);
    storage = await openCentralStorage(await databases.open(await databases.newAddress()));
  });
  afterAll(async () => {
    await storage.close();
    await databases.stop();
  });

  it('leave every invariant true after each group, and take nothing that would break one', async () => {
    const figures = await walkLedger(storage, { seed, operations: 6_000, persons: 60, auditEvery: 2_000 });
    expect(figures.operations).toBe(6_000);
    expect(figures.audits).toBe(3);
    // A walk that never does a thing proves nothing of it.
    expect(Object.keys(figures.done).sort()).toEqual([
      'allocation',
      'carry-over',
      'claim',
      'claim paid',
      'credited',
      'interest',
      'opened anew',
      'paid',
      'payout',
      'remittance',
      'reversal',
      'spending',
      'transfer',
    ]);
    expect(Object.keys(figures.refusedByRules).sort()).toEqual([
      'amount-not-whole-fen',
      'balance-below-zero',
      'balance-is-not-the-sum',
      'closed-with-balance',
      'entry-without-person',
      'paid-more-than-owed',
      'reversed-twice',
      'way-not-in-the-chart',
    ]);
    expect(Object.keys(figures.refusedByDatabase)).not.toEqual([]);
  });

  it('fail at the first balance that is lost on its way to the database', async () => {
    await storage.close();
    storage = await openCentralStorage(await databases.open(await databases.newAddress()));
    let left = 20;
    const losing: CentralStorage = {
      ...storage,
      change: (county, work) =>
        storage.change(county, (writer) => {
          left -= 1;
          return work({
            ...writer,
            write: (batch) => writer.write(left > 0 ? batch : withoutAccounts(batch)),
          });
        }),
    };
    const walk = walkLedger(losing, { seed, operations: 6_000, persons: 60, auditEvery: 2_000 });
    await expect(walk).rejects.toThrow(UnsoundLedgerError);
  });
});

function withoutAccounts(batch: Parameters<CountyWriter['write']>[0]): typeof batch {
  return { ...batch, changes: batch.changes.filter(({ change }) => change.table !== 'personalAccount') };
}
