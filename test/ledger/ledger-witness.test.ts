import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { PersonalAccount } from '../../domain/records/records.ts';
import { LedgerWitness } from './ledger-witness.ts';

const account: PersonalAccount = {
  id: 'A',
  status: 'open',
  openedOn: '2020-01-01',
  balance: 700,
  hold: null,
};
const credited = entry(1, { kind: 'allocation', debitAccount: 'contributions-received', amount: 1_000 });
const spent = entry(2, {
  kind: 'spending',
  debitAccount: 'personal-account',
  creditAccount: 'designated-institutions',
  amount: 300,
});
const sound = [credited, spent];

describe('the witness of a ledger', () => {
  it('finds nothing where all is true, however often it looks', () => {
    const witness = new LedgerWitness([account]);
    expect(witness.faults(sound, [account], [])).toEqual([]);
    expect(witness.faults(sound, [account], [])).toEqual([]);
  });

  it.each<[string, readonly LedgerEntry[], PersonalAccount, RegExp]>([
    ['a balance that is not the sum', sound, { ...account, balance: 701 }, /has 701, its entries say 700/],
    [
      'a balance below nothing',
      [credited, { ...spent, amount: 1_001 }],
      { ...account, balance: -1 },
      /less than nothing/,
    ],
    ['a closed account that has something', sound, { ...account, status: 'closed' }, /closed with 700/],
    ['an amount of nothing', [credited, { ...spent, amount: 0 }], { ...account, balance: 1_000 }, /moves 0/],
    ['a serial that is missing', [credited, { ...spent, serial: 3 }], account, /place 2 has the serial 3/],
    ['entries of one who has no account', sound, { ...account, id: 'B', balance: 0 }, /and no account/],
    [
      'a service that has paid more than it owed',
      [
        ...sound,
        entry(3, { kind: 'payout', debitAccount: 'payouts-payable', creditAccount: 'bank-deposits' }),
      ],
      account,
      /payouts-payable is at -100/,
    ],
    [
      'a reversal that is not the same backwards',
      [...sound, backwards(3, spent, { amount: 200 })],
      { ...account, balance: 900 },
      /entry-3 is not entry-2 backwards/,
    ],
    [
      'what is reversed twice',
      [...sound, backwards(3, spent), backwards(4, spent)],
      { ...account, balance: 1_300 },
      /entry-2 was reversed twice/,
    ],
  ])('finds %s', (_what, entries, whose, said) => {
    expect(new LedgerWitness([account]).faults(entries, [whose], []).join('; ')).toMatch(said);
  });

  it('counts a claim that another service takes back as taken back from the first', () => {
    const claim = entry(3, { kind: 'adjustment', debitAccount: 'recovery-claims', serviceId: 'first' });
    const all = [...sound, claim, backwards(4, claim, { serviceId: 'second' })];
    expect(new LedgerWitness([account]).faults(all, [account], [])).toEqual([]);
  });

  it.each([
    ['changed', [{ ...credited, institution: 'elsewhere' }, spent]],
    ['gone', [credited]],
  ])('finds an entry that is %s since it looked last', (_what, entries) => {
    const witness = new LedgerWitness([account]);
    witness.faults(sound, [account], []);
    expect(witness.faults(entries, [account], []).join('; ')).toMatch(/is not what it was/);
  });

  it('finds what is posted on an account that is closed and stays so', () => {
    const witness = new LedgerWitness([{ ...account, status: 'closed' }]);
    const closed = { ...account, status: 'closed', balance: 0 } as const;
    const all = [credited, { ...spent, amount: 1_000 }];
    const late = [entry(3, { kind: 'interest', debitAccount: 'interest-expense' }), backwards(4, spent)];
    const posted = late.map((one) => ({ what: 'follows', change: change('ledgerEntry', one) }) as const);
    const found = witness.faults(all, [closed], [...posted, { what: 'together' }]);
    expect(found).toEqual(Array(2).fill('something was posted on the closed account of A'));
  });
});

function entry(serial: number, fields: Partial<LedgerEntry>): LedgerEntry {
  return {
    id: `entry-${String(serial)}`,
    personId: 'A',
    serial,
    postedOn: '2026-11-02',
    kind: 'allocation',
    insuranceKind: '310',
    groupId: `group-${String(serial)}`,
    serviceId: null,
    institution: '桐溪县医保中心',
    debitAccount: 'contributions-received',
    creditAccount: 'personal-account',
    amount: 100,
    reversesId: null,
    ...fields,
  };
}

function backwards(serial: number, of: LedgerEntry, fields: Partial<LedgerEntry> = {}): LedgerEntry {
  const { debitAccount: creditAccount, creditAccount: debitAccount, amount, id: reversesId } = of;
  return entry(serial, { kind: 'reversal', debitAccount, creditAccount, amount, reversesId, ...fields });
}
