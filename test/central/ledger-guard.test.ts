import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { auditSql } from '../../central/storage/ledger-guard.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { UnsoundLedgerError } from '../../domain/ledger/sound-ledger.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { PersonalAccount } from '../../domain/records/records.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';
import { personId, smallCounty } from './small-county.ts';

const { county } = smallCounty;

/** The last line of the ledger: whoever writes, and by whatever mistake, what is unsound is not committed. */
describe.each(databaseKinds)('the ledger of the central office on %s', (kind) => {
  let databases: TestDatabases;
  let database: SqlDatabase;
  let storage: CentralStorage;
  let written: number;

  beforeAll(async () => {
    databases = await startDatabases(kind);
  });
  afterAll(() => databases.stop());

  beforeEach(async () => {
    database = await databases.open(await databases.newAddress());
    storage = await openCentralStorage(database);
    written = 0;
    const batches = [...smallCounty.batches()].flatMap((batch) => {
      const [first] = batch;
      return first === undefined ? [] : [{ table: first.table, records: batch.map((one) => one.record) }];
    });
    await storage.loadCounty({ county, name: smallCounty.countyName, demonstration: true }, batches);
  });
  afterEach(() => storage.close());

  const write = (...changes: readonly Change[]) =>
    storage.change(county, (writer) => {
      written += 1;
      return writeForeignChanges(writer, written, changes);
    });
  const entriesThere = () => storage.read(county, (reader) => reader.all('ledgerEntry'));
  const faults = () => database.transaction(county, (transaction) => transaction.query(auditSql, [county]));

  it('gives each new entry the next serial, in the order in which they are posted', async () => {
    await write(posted(2, { amount: 100 }), posted(3, { amount: 200 }), account(120_300));
    await write(posted(4, { amount: 1 }), account(120_301));
    expect((await entriesThere()).map(({ id, serial }) => [id, serial])).toEqual([
      ['L01', 1],
      ['L02', 2],
      ['L03', 3],
      ['L04', 4],
    ]);
    const feed = await storage.read(county, (reader) => reader.feed(0, 100));
    expect(feed?.changesText).toMatch(/"serial":\s*4/);
    expect(await faults()).toEqual([]);
  });

  it.each<[what: string, changes: readonly Change[], fault: string]>([
    ['an entry whose account was not moved', [posted(2, { amount: 100 })], 'balance-is-not-the-sum'],
    ['an account that was moved without an entry', [account(120_001)], 'balance-is-not-the-sum'],
    [
      'more spent than there was',
      [posted(2, { kind: 'spending', ...spent, amount: 120_001 }), account(-1)],
      'balance-below-zero',
    ],
    ['an account closed with its balance', [account(120_000, { status: 'closed' })], 'closed-with-balance'],
    [
      'an account opened with a balance from nowhere',
      [change('personalAccount', { ...accountRecord(5), id: personId(2) })],
      'balance-is-not-the-sum',
    ],
  ])('commits nothing of it: %s', async (_what, changes, fault) => {
    const attempt = write(...changes);
    await expect(attempt).rejects.toThrow(UnsoundLedgerError);
    await expect(attempt).rejects.toThrow(fault);
    expect((await entriesThere()).map(({ id }) => id)).toEqual(['L01']);
    expect((await storage.read(county, (reader) => reader.head()))?.head).toBe(0);
  });

  it('takes an account that is emptied and closed in the same breath', async () => {
    const out = {
      kind: 'payout',
      debitAccount: 'personal-account',
      creditAccount: 'payouts-payable',
    } as const;
    await write(posted(2, { ...out, amount: 120_000 }), account(0, { status: 'closed' }));
    expect(await faults()).toEqual([]);
  });

  it.each<[what: string, changes: readonly Change[]]>([
    ['an entry is posted a second time', [posted(2, { id: 'L01', amount: 100 }), account(120_100)]],
    ['an entry moves nothing', [posted(2, { amount: 0 })]],
    ['an entry goes from an account to itself', [posted(2, { debitAccount: 'personal-account' })]],
    ['a serial is given twice', [posted(2, { serial: 1, amount: 100 }), account(120_100)]],
    [
      'an entry is reversed twice',
      [
        posted(2, { kind: 'reversal', ...back, amount: 60_000, reversesId: 'L01' }),
        posted(3, { kind: 'reversal', ...back, amount: 60_000, reversesId: 'L01' }),
        account(0),
      ],
    ],
  ])('the database itself holds that never %s', async (_what, changes) => {
    await expect(write(...changes)).rejects.toThrow();
    expect((await entriesThere()).map(({ id }) => id)).toEqual(['L01']);
  });

  it('numbers what two transactions post at the same time one after the other', async () => {
    const accountOf = (number: number) =>
      change('personalAccount', { ...accountRecord(10 * number), id: personId(number) });
    await Promise.all(
      [2, 3, 4, 5].map((number) =>
        write(posted(number, { personId: personId(number), amount: 10 * number }), accountOf(number)),
      ),
    );
    expect((await entriesThere()).map(({ serial }) => serial).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await faults()).toEqual([]);
  });
});

const spent = { debitAccount: 'personal-account', creditAccount: 'designated-institutions' } as const;
const back = { debitAccount: 'personal-account', creditAccount: 'contributions-received' } as const;

function posted(number: number, fields: Partial<LedgerEntry>): Change {
  const id = `L${String(number).padStart(2, '0')}`;
  return change('ledgerEntry', {
    id,
    personId: personId(1),
    serial: 0,
    postedOn: '2026-11-02',
    kind: 'allocation',
    insuranceKind: '310',
    groupId: id,
    serviceId: null,
    institution: '医保中心',
    debitAccount: 'contributions-received',
    creditAccount: 'personal-account',
    amount: 100,
    reversesId: null,
    ...fields,
  });
}

function accountRecord(balance: number): PersonalAccount {
  return { id: personId(1), status: 'open', openedOn: '2020-01-01', balance, hold: null };
}

function account(balance: number, fields: Partial<PersonalAccount> = {}): Change {
  return change('personalAccount', { ...accountRecord(balance), ...fields });
}
