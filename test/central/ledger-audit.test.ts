import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { isSound } from '../../central/storage/ledger-audit.ts';
import type { LedgerAudit, UnsoundThing } from '../../central/storage/ledger-findings.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { service } from '../../domain/testing/county.ts';
import { accountOf, entry, spent } from '../../domain/testing/ledger.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';

const county = '330122';
const back = { debitAccount: 'designated-institutions', creditAccount: 'personal-account' } as const;
const payout = {
  kind: 'payout',
  debitAccount: 'personal-account',
  creditAccount: 'payouts-payable',
} as const;
const paid = { ...payout, debitAccount: 'payouts-payable', creditAccount: 'bank-deposits' } as const;
const cameIn = {
  kind: 'transfer',
  debitAccount: 'bank-deposits',
  creditAccount: 'unmatched-receipts',
} as const;
const sentBack = {
  kind: 'transfer',
  debitAccount: 'unmatched-receipts',
  creditAccount: 'bank-deposits',
} as const;
const person = accountOf(0).id;
const claimed = {
  kind: 'adjustment',
  debitAccount: 'recovery-claims',
  creditAccount: 'personal-account',
  serviceId: 'S3',
} as const;
const repaid = { ...claimed, debitAccount: 'bank-deposits', creditAccount: 'recovery-claims' } as const;

/** Everything owed by a payout, and half of it paid. */
const payoutPaidInPart = [
  entry(5),
  entry(6, {
    ...{ kind: 'payout', debitAccount: 'personal-account', creditAccount: 'payouts-payable' },
    ...{ groupId: 'group-paid', serviceId: 'S2' },
  }),
  entry(7, {
    ...{ kind: 'payout', debitAccount: 'payouts-payable', creditAccount: 'bank-deposits' },
    ...{ serviceId: 'S2', amount: 5_000 },
  }),
];

const takenBack = entry(4, {
  kind: 'reversal',
  debitAccount: 'personal-account',
  creditAccount: 'recovery-claims',
  reversesId: 'entry-1',
  serviceId: 'S4',
});

/** 追回 as its service says it: how much, and what of it was paid back. */
function claimOf(amount: number, ...repayments: readonly number[]) {
  return change(
    'serviceRecord',
    service({
      id: 'S3',
      details: {
        of: 'request-reversal',
        groupId: 'group-paid',
        way: 'claim',
        reason: '付错了人',
        amount,
        sameDay: false,
        claim: {
          reopened: false,
          repayments: repayments.map((one, index) => ({
            payerName: '李静',
            bankReference: `B${String(index)}`,
            amount: one,
            receivedOn: '2026-11-20',
            groupId: `repayment/B${String(index)}`,
          })),
        },
      },
    }),
  );
}

/** An audit believes nobody: these ledgers were written past every guard. */
describe.each(databaseKinds)('the audit of a ledger on %s', (kind) => {
  let databases: TestDatabases;
  let database: SqlDatabase;
  let storage: CentralStorage;

  beforeAll(async () => {
    databases = await startDatabases(kind);
  });
  afterAll(() => databases.stop());
  beforeEach(async () => {
    database = await databases.open(await databases.newAddress());
    storage = await openCentralStorage(database);
  });
  afterEach(() => storage.close());

  async function audit(changes: readonly Change[]): Promise<LedgerAudit> {
    const tables = [...new Set(changes.map(({ table }) => table))];
    const batches = tables.map((table) => ({
      table,
      records: changes.filter((one) => one.table === table).map(({ record }) => record),
    }));
    await storage.loadCounty({ county, name: '桐溪县', demonstration: true }, batches as LoadBatches);
    return await storage.read(county, (reader) => reader.auditLedger());
  }

  const sound = [
    entry(1),
    entry(2, { kind: 'spending', ...spent, amount: 4_000 }),
    entry(3, { kind: 'reversal', ...back, amount: 4_000, reversesId: 'entry-2' }),
    entry(4, { ...payout, serviceId: 'S1' }),
    entry(5, { ...paid, serviceId: 'S1' }),
  ];
  const written = (entries: readonly ReturnType<typeof entry>[], account = accountOf(0)) => [
    change('personalAccount', account),
    ...entries.map((one) => change('ledgerEntry', one)),
  ];

  it('finds nothing in one that is right, and says what it looked at', async () => {
    const found = await audit(written(sound, accountOf(0, { status: 'closed' })));
    const kinds = [{ insuranceKind: '310', debits: 38_000, credits: 38_000 }];
    expect(found).toEqual({ accounts: 1, entries: 5, kinds, unsound: [] });
    expect(isSound(found)).toBe(true);
  });

  it.each<[what: string, changes: readonly Change[]]>([
    [
      'of which a part was paid back',
      [
        ...written([entry(1, claimed), entry(2, { ...repaid, amount: 4_000 })], accountOf(10_000)),
        claimOf(10_000, 4_000),
      ],
    ],
    [
      'that was paid back whole, in two parts',
      [
        ...written(
          [entry(1, claimed), entry(2, { ...repaid, amount: 4_000 }), entry(3, { ...repaid, amount: 6_000 })],
          accountOf(10_000),
        ),
        claimOf(10_000, 4_000, 6_000),
      ],
    ],
    ['that was taken back', [...written([entry(1, claimed), takenBack]), claimOf(10_000)]],
  ])('finds nothing in a claim %s', async (_what, changes) => {
    expect((await audit(changes)).unsound).toEqual([]);
  });

  it('finds nothing in the demonstration county', async () => {
    const given = { persons: 300, seed: 1, today: '2026-11-22' };
    const changes = [...demonstrationCounty(given).batches()].flat();
    const found = await audit(
      changes.filter(({ table }) => table === 'personalAccount' || table === 'ledgerEntry'),
    );
    expect(found).toMatchObject({ accounts: 300, unsound: [] });
    expect(found.entries).toBeGreaterThan(1_000);
  });

  const wrong = (
    what: UnsoundThing['what'],
    id: string,
    ...faults: UnsoundThing['faults']
  ): UnsoundThing => ({
    what,
    id,
    faults,
  });

  it.each<[what: string, changes: readonly Change[], unsound: readonly UnsoundThing[]]>([
    [
      'a balance that is not the sum',
      written([entry(1)], accountOf(9_999)),
      [wrong('account', person, 'balance-is-not-the-sum')],
    ],
    [
      'a balance below zero',
      written([entry(1, { kind: 'spending', ...spent })], accountOf(-10_000)),
      [wrong('account', person, 'balance-below-zero')],
    ],
    [
      'a closed account with something in it',
      written([entry(1)], accountOf(10_000, { status: 'closed' })),
      [wrong('account', person, 'closed-with-balance')],
    ],
    [
      'entries without an account',
      [change('ledgerEntry', entry(1))],
      [wrong('account', person, 'balance-is-not-the-sum')],
    ],
    [
      'money that went from the pooled fund to a person',
      written([entry(1, { debitAccount: 'pooled-fund' })], accountOf(10_000)),
      [wrong('entry', 'entry-1', 'way-not-in-the-chart')],
    ],
    [
      'an entry on an account of nobody',
      written([entry(1, { personId: null })]),
      [wrong('entry', 'entry-1', 'entry-without-person')],
    ],
    [
      'a reversal of what is not there',
      written([entry(1, { kind: 'reversal', ...back, reversesId: 'entry-9' })], accountOf(10_000)),
      [wrong('entry', 'entry-1', 'reverses-nothing')],
    ],
    [
      'a reversal of another amount',
      written(
        [...sound.slice(0, 2), entry(3, { kind: 'reversal', ...back, amount: 3_999, reversesId: 'entry-2' })],
        accountOf(9_999),
      ),
      [wrong('entry', 'entry-3', 'reversal-differs')],
    ],
    [
      'a payment of more than was owed',
      written([
        entry(1),
        entry(2, { ...payout, serviceId: 'S1' }),
        entry(3, { ...paid, amount: 10_001, serviceId: 'S1' }),
      ]),
      [wrong('service', 'S1', 'paid-more-than-owed')],
    ],
    [
      'more sent back than another area had remitted',
      written(
        [
          entry(1),
          entry(2, { ...cameIn, personId: null, serviceId: 'S2' }),
          entry(3, { ...sentBack, personId: null, serviceId: 'S2', amount: 10_001 }),
        ],
        accountOf(10_000),
      ),
      [wrong('service', 'S2', 'paid-more-than-owed')],
    ],
    [
      'more paid back than was claimed',
      [
        ...written(
          [entry(1, claimed), entry(2, { ...repaid, amount: 4_000 }), entry(3, { ...repaid, amount: 6_001 })],
          accountOf(10_000),
        ),
        claimOf(10_000, 4_000, 6_001),
      ],
      [wrong('service', 'S3', 'repaid-more-than-claimed')],
    ],
    [
      'something paid back of a claim that was taken back',
      [...written([entry(1, claimed), entry(2, { ...repaid, amount: 1 }), takenBack]), claimOf(10_000, 1)],
      [wrong('service', 'S3', 'repaid-more-than-claimed')],
    ],
    [
      'a claim of another sum than was posted',
      [...written([entry(1, claimed)], accountOf(10_000)), claimOf(9_999)],
      [wrong('service', 'S3', 'claim-differs-from-entries')],
    ],
    [
      'a claim that was never posted',
      [claimOf(10_000)],
      [wrong('service', 'S3', 'claim-differs-from-entries')],
    ],
    [
      'a repayment that the claim knows and the ledger does not',
      [...written([entry(1, claimed)], accountOf(10_000)), claimOf(10_000, 1)],
      [wrong('service', 'S3', 'claim-differs-from-entries')],
    ],
    [
      'a repayment that the ledger knows and the claim does not',
      [
        ...written([entry(1, claimed), entry(2, { ...repaid, amount: 1 })], accountOf(10_000)),
        claimOf(10_000),
      ],
      [wrong('service', 'S3', 'claim-differs-from-entries')],
    ],
    [
      'an entry of a claim that no service makes',
      written([entry(1, claimed)], accountOf(10_000)),
      [wrong('entry', 'entry-1', 'claim-of-no-service')],
    ],
    [
      'more claimed than the bank has paid',
      [...written([...payoutPaidInPart, entry(8, claimed)], accountOf(10_000)), claimOf(10_000)],
      [wrong('service', 'S2', 'claimed-more-than-left')],
    ],
  ])('finds %s', async (_what, changes, unsound) => {
    const found = await audit(changes);
    expect(found.unsound).toEqual(unsound);
    expect(isSound(found)).toBe(false);
  });

  it('finds a side of an account that the chart does not have', async () => {
    const cash = { debitAccount: 'cash' } as unknown as Partial<ReturnType<typeof entry>>;
    const found = await audit(written([entry(1, cash)], accountOf(10_000)));
    expect(found.kinds).toEqual([{ insuranceKind: '310', debits: 0, credits: 10_000 }]);
    expect(isSound(found)).toBe(false);
  });
});

type LoadBatches = readonly {
  readonly table: TableName;
  readonly records: readonly RecordTypes[TableName][];
}[];
