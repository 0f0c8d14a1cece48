import type { LedgerFault } from '../../domain/ledger/sound-ledger.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { Saver } from './money-room.ts';

/** Something that must never be written, and by what it is known. */
export interface WrongOperation {
  readonly what: LedgerFault;
  readonly changes: readonly Change[];
  /** Whether the database alone refuses it too, whatever wrote it; the others are found by the audit. */
  readonly heldByDatabase: boolean;
}

/** Every way in which a program could spoil the ledger of this person now. */
export function wrongOperations({ account, entries }: Saver, name: string): readonly WrongOperation[] {
  const entry = (fields: Partial<LedgerEntry>): Change =>
    change('ledgerEntry', {
      id: name,
      personId: account.id,
      serial: 0,
      postedOn: '2026-11-02',
      kind: 'allocation',
      insuranceKind: '310',
      groupId: name,
      serviceId: null,
      institution: '桐溪县医疗保障服务中心',
      debitAccount: 'contributions-received',
      creditAccount: 'personal-account',
      amount: 100,
      reversesId: null,
      ...fields,
    });
  const balance = (amount: number) => change('personalAccount', { ...account, balance: amount });
  const spent = { debitAccount: 'personal-account', creditAccount: 'designated-institutions' } as const;
  const reversed = entries.find(({ reversesId }) => reversesId !== null);
  const has = account.balance;
  const wrong: WrongOperation[] = [
    { what: 'balance-is-not-the-sum', changes: [entry({})], heldByDatabase: true },
    { what: 'balance-is-not-the-sum', changes: [balance(has + 1)], heldByDatabase: true },
    {
      what: 'balance-below-zero',
      changes: [entry({ kind: 'spending', ...spent, amount: has + 1 }), balance(-1)],
      heldByDatabase: true,
    },
    {
      what: 'closed-with-balance',
      changes: [entry({}), change('personalAccount', { ...account, balance: has + 100, status: 'closed' })],
      heldByDatabase: true,
    },
    { what: 'amount-not-whole-fen', changes: [entry({ amount: 0 }), balance(has)], heldByDatabase: true },
    {
      what: 'way-not-in-the-chart',
      changes: [entry({ debitAccount: 'pooled-fund' }), balance(has + 100)],
      heldByDatabase: false,
    },
    {
      what: 'entry-without-person',
      changes: [entry({ personId: null })],
      heldByDatabase: false,
    },
    {
      what: 'paid-more-than-owed',
      changes: [
        entry({
          kind: 'payout',
          serviceId: name,
          debitAccount: 'payouts-payable',
          creditAccount: 'bank-deposits',
        }),
      ],
      heldByDatabase: false,
    },
  ];
  if (reversed !== undefined) {
    const arrives = reversed.creditAccount === 'personal-account' ? reversed.amount : -reversed.amount;
    const again = change('ledgerEntry', { ...reversed, id: name, serial: 0, groupId: name });
    const after = has + arrives;
    if (after >= 0) {
      wrong.push({
        what: 'reversed-twice',
        changes: [again, balance(after)],
        heldByDatabase: true,
      });
    }
  }
  return wrong;
}
