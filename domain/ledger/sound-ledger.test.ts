import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { accountOf, entries, entry, spent } from '../testing/ledger.ts';
import { chartOfAccounts, waysOf } from './chart-of-accounts.ts';
import {
  faultsOfAccount,
  faultsOfEntry,
  requireSoundLedger,
  UnsoundLedgerError,
  type LedgerFault,
} from './sound-ledger.ts';

const payout = {
  kind: 'payout',
  debitAccount: 'personal-account',
  creditAccount: 'payouts-payable',
} as const;
const paid = { ...payout, debitAccount: 'payouts-payable', creditAccount: 'bank-deposits' } as const;
const unspent = { debitAccount: 'designated-institutions', creditAccount: 'personal-account' } as const;

describe('an entry by itself', () => {
  it.each<[what: string, fields: Partial<LedgerEntry>, faults: readonly LedgerFault[]]>([
    ['nothing is moved', { amount: 0 }, ['amount-not-whole-fen']],
    ['less than nothing is moved', { amount: -1 }, ['amount-not-whole-fen']],
    ['half a fen is moved', { amount: 0.5 }, ['amount-not-whole-fen']],
    [
      'the pooled fund is credited to a person (Social Insurance Law art. 64)',
      { debitAccount: 'pooled-fund' },
      ['way-not-in-the-chart'],
    ],
    [
      'a person’s money goes to the pooled fund',
      { debitAccount: 'personal-account', creditAccount: 'pooled-fund' },
      ['way-not-in-the-chart'],
    ],
    [
      'a payout goes straight to the bank',
      { ...payout, creditAccount: 'bank-deposits' },
      ['way-not-in-the-chart'],
    ],
    ['an account is credited for nobody', { personId: null }, ['entry-without-person']],
    ['a reversal reverses nothing', { kind: 'reversal', ...unspent }, ['reverses-nothing']],
    ['what is no reversal reverses something', { reversesId: 'entry-9' }, ['reverses-nothing']],
  ])('is unsound where %s', (_what, fields, faults) => {
    expect(faultsOfEntry(entry(1, fields))).toEqual(faults);
  });

  it('is sound on every way of the chart, and on none between personal accounts and pooled fund', () => {
    for (const [kind, ways] of Object.entries(waysOf)) {
      for (const [debitAccount, creditAccount] of ways) {
        const one = entry(1, { kind: kind as keyof typeof waysOf, debitAccount, creditAccount });
        expect(faultsOfEntry(one)).toEqual([]);
        expect([debitAccount, creditAccount].sort()).not.toEqual(['personal-account', 'pooled-fund']);
        expect(chartOfAccounts).toHaveProperty(debitAccount);
      }
    }
  });
});

describe('an account with its entries', () => {
  const back = entry(5, {
    kind: 'reversal',
    debitAccount: 'designated-institutions',
    creditAccount: 'personal-account',
    amount: 25_000,
    reversesId: 'entry-4',
  });

  it.each<[what: string, balance: number, more: readonly LedgerEntry[], faults: readonly LedgerFault[]]>([
    ['its balance is another than the sum', 15_201, [], ['balance-is-not-the-sum']],
    [
      'more was spent than was there',
      -1,
      [entry(5, { kind: 'spending', ...spent, amount: 15_201 })],
      ['balance-below-zero'],
    ],
    ['a reversal comes twice', 65_200, [back, { ...back, id: 'entry-6', serial: 6 }], ['reversed-twice']],
    ['a reversal is of another amount', 40_199, [{ ...back, amount: 24_999 }], ['reversal-differs']],
    [
      'a reversal is of what is not there',
      40_200,
      [{ ...back, reversesId: 'entry-9' }],
      ['reverses-nothing'],
    ],
    [
      'a reversal is reversed',
      15_200,
      [back, { ...back, id: 'entry-6', ...spent, reversesId: 'entry-5' }],
      ['way-not-in-the-chart', 'reverses-nothing'],
    ],
    [
      'more was paid than was owed',
      14_200,
      [
        entry(5, { ...payout, amount: 1_000, serviceId: 'S1' }),
        entry(6, { ...paid, amount: 1_001, serviceId: 'S1' }),
      ],
      ['paid-more-than-owed'],
    ],
    [
      'one service pays what another owes',
      14_200,
      [
        entry(5, { ...payout, amount: 1_000, serviceId: 'S1' }),
        entry(6, { ...paid, amount: 1_000, serviceId: 'S2' }),
      ],
      ['paid-more-than-owed'],
    ],
  ])('is unsound where %s', (_what, balance, more, faults) => {
    expect(faultsOfAccount(accountOf(balance), [...entries, ...more])).toEqual(faults);
  });

  it('is sound as it stands, reversed once, and closed with nothing in it', () => {
    expect(faultsOfAccount(accountOf(15_200), entries)).toEqual([]);
    expect(faultsOfAccount(accountOf(40_200), [...entries, back])).toEqual([]);
    const out = entry(5, { ...payout, amount: 15_200, serviceId: 'S1' });
    expect(faultsOfAccount(accountOf(0, { status: 'closed' }), [...entries, out])).toEqual([]);
  });

  it('is unsound where it is closed and something is left', () => {
    expect(faultsOfAccount(accountOf(15_200, { status: 'closed' }), entries)).toEqual([
      'closed-with-balance',
    ]);
  });
});

describe('what is about to be written', () => {
  const before = () => ({ account: accountOf(15_200), entries: () => entries });
  const posted = change('ledgerEntry', entry(5, { amount: 100 }));

  it('may be written where account and entries go together', () => {
    expect(() => {
      requireSoundLedger([posted, change('personalAccount', accountOf(15_300))], before);
    }).not.toThrow();
  });

  it.each([
    ['an entry without its account', [posted]],
    ['an account without an entry', [change('personalAccount', accountOf(15_300))]],
    [
      'an account that is closed with its balance',
      [change('personalAccount', accountOf(15_200, { status: 'closed' }))],
    ],
  ] as const)('is never %s', (_what, changes) => {
    expect(() => {
      requireSoundLedger(changes, before);
    }).toThrow(UnsoundLedgerError);
  });

  it('asks for no entries where a seal is put on', () => {
    const unasked = () => ({
      account: accountOf(15_200),
      entries: () => {
        throw new Error('asked for');
      },
    });
    expect(() => {
      requireSoundLedger([change('personalAccount', accountOf(15_200, { status: 'sealed' }))], unasked);
    }).not.toThrow();
  });
});
