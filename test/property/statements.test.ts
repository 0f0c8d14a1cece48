import { describe, expect, it } from 'vitest';
import { change, type Change } from '../../domain/records/change.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import type { ReversalDetails } from '../../domain/records/service-details.ts';
import { person, service } from '../../domain/testing/county.ts';
import { accountOf, entries, entry } from '../../domain/testing/ledger.ts';
import { askingStatement } from '../../domain/testing/statements.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { channel, document, representative, photoCompared, from, to } = askingStatement;
const asking = { personId: person.id, channel, document, representative, photoCompared, from, to };

function deskWith(...records: readonly Change[]): CounterDesk {
  const desk = CounterDesk.ready([
    ...countyRecords,
    change('personalAccount', accountOf(15_200)),
    ...entries.map((one) => change('ledgerEntry', one)),
    ...records,
  ]);
  desk.signInWithoutPassword();
  return desk;
}

function underWay(number: number, fields: Partial<ServiceRecord>): Change {
  return change(
    'serviceRecord',
    service({ id: `330122-20261120-003-000${String(number)}`, stage: 'accepted', closedAt: null, ...fields }),
  );
}
const reversal = (fields: Partial<ReversalDetails>): ReversalDetails => ({
  ...{ of: 'request-reversal', groupId: 'group-3', way: 'reverse', reason: '', amount: 1 },
  ...{ sameDay: false, claim: null },
  ...fields,
});
const standing = { reopened: false, repayments: [] };

describe('what a statement names as not posted', () => {
  it.each<[what: string, records: readonly Change[], named: number]>([
    ['a payout that nobody has approved', [underWay(1, { kind: 'payout' })], 1],
    [
      'a payout that is posted and not closed yet',
      [
        underWay(1, { kind: 'payout' }),
        change(
          'ledgerEntry',
          entry(5, {
            ...{ kind: 'payout', debitAccount: 'personal-account', creditAccount: 'payouts-payable' },
            ...{ serviceId: '330122-20261120-003-0001', amount: 100 },
          }),
        ),
      ],
      0,
    ],
    ['a reversal that waits', [underWay(1, { kind: 'request-reversal', details: reversal({}) })], 1],
    [
      'a reversal of what never moved the account',
      [underWay(1, { kind: 'request-reversal', details: reversal({ groupId: 'repayment/B' }) })],
      0,
    ],
    [
      'a claim that waits',
      [underWay(1, { kind: 'request-reversal', details: reversal({ way: 'claim' }) })],
      1,
    ],
    [
      'a claim that is posted and not paid back',
      [underWay(1, { kind: 'request-reversal', details: reversal({ way: 'claim', claim: standing }) })],
      0,
    ],
    ['a card that is made', [underWay(1, { kind: 'issue-card' })], 0],
    ['a payout that was withdrawn', [underWay(1, { kind: 'payout', stage: 'withdrawn' })], 0],
  ])('%s', async (_what, records, named) => {
    const desk = deskWith(...records);
    const { serviceNumber } = await desk.call('issueStatement', { ...asking, scope: 'all' });
    expect((await desk.call('getStatement', { serviceNumber })).unposted).toHaveLength(named);
  });

  it('stays as it was when it is printed again', async () => {
    const desk = deskWith(underWay(1, { kind: 'payout' }));
    const { serviceNumber } = await desk.call('issueStatement', { ...asking, scope: 'all' });
    await desk.call('issueStatement', { ...asking, scope: 'all' });
    const { unposted, lines, figures } = await desk.call('getStatement', { serviceNumber });
    expect(unposted).toEqual([
      { serviceNumber: '330122-20261120-003-0001', kind: 'payout', openedOn: expect.any(String) as string },
    ]);
    expect([lines.length, figures.closing]).toEqual([4, 15_200]);
  });
});
