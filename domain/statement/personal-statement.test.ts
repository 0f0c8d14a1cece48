import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, effectOn } from '../ledger/balance.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { statementScopes, type StatementQuestion } from '../records/service-details.ts';
import { entry, spent } from '../testing/ledger.ts';
import { lastSerial, statementOf } from './personal-statement.ts';
import { pagesOf } from './statement-pages.ts';

const everything: StatementQuestion = {
  from: '2026-01-01',
  to: '2026-12-31',
  scope: 'all',
  throughSerial: 1_000,
};

const spending = { kind: 'spending', ...spent, institution: '县人民医院' } as const;
const takingBack = (serial: number, { id, debitAccount, creditAccount, amount }: LedgerEntry) =>
  entry(serial, {
    kind: 'reversal',
    debitAccount: creditAccount,
    creditAccount: debitAccount,
    amount,
    reversesId: id,
  });

const first = entry(1, { postedOn: '2026-08-05', amount: 11_200 });
const medicine = entry(2, { ...spending, postedOn: '2026-09-12', amount: 9_825 });
const back = { ...takingBack(3, medicine), postedOn: '2026-09-13' };
const again = entry(4, { ...spending, postedOn: '2026-09-30', amount: 9_825 });
const second = entry(5, { postedOn: '2026-10-05', amount: 11_200 });
const pooled = entry(6, { postedOn: '2026-10-05', creditAccount: 'pooled-fund', amount: 20_000 });
const account = [first, medicine, back, again, second, pooled];

describe('a statement (domain rules section 7)', () => {
  it('shows each movement with the balance after it, and a reversal beside what it takes back', () => {
    expect(statementOf(account, { ...everything, from: '2026-09-01', to: '2026-10-31' })).toEqual({
      ...{ opening: 11_200, credits: 21_025, debits: 19_650, closing: 12_575 },
      lines: [
        line(medicine, 1_375, { reversedBy: 3 }),
        line(back, 11_200, { reverses: 2 }),
        line(again, 1_375),
        line(second, 12_575),
      ],
    });
  });

  it('names what a reversal takes back though that lies before the period', () => {
    const { opening, lines } = statementOf(account, { ...everything, from: '2026-09-13', to: '2026-09-13' });
    expect(opening).toBe(1_375);
    expect(lines).toEqual([line(back, 11_200, { reverses: 2 })]);
  });

  it('says nothing of what came after it was made: printed again it says the same', () => {
    const { lines } = statementOf(account, { ...everything, throughSerial: 2 });
    expect(lines).toEqual([line(first, 11_200), line(medicine, 1_375)]);
  });

  it('leaves the pooled fund out', () => {
    expect(statementOf([pooled], everything)).toEqual({
      ...{ opening: 0, credits: 0, debits: 0, closing: 0, lines: [] },
    });
  });

  it('of spending alone keeps what lies between in one line, and reversals of spending with it', () => {
    expect(statementOf(account, { ...everything, scope: 'spending' }).lines).toEqual([
      { of: 'others', count: 1, credit: 11_200, debit: 0, balance: 11_200 },
      line(medicine, 1_375, { reversedBy: 3 }),
      line(back, 11_200, { reverses: 2 }),
      line(again, 1_375),
      { of: 'others', count: 1, credit: 11_200, debit: 0, balance: 12_575 },
    ]);
  });

  it('of allocations alone adds up what lies between, both ways', () => {
    expect(statementOf(account, { ...everything, scope: 'allocation' }).lines).toEqual([
      line(first, 11_200),
      { of: 'others', count: 3, credit: 9_825, debit: 19_650, balance: 1_375 },
      line(second, 12_575),
    ]);
  });

  it('names nobody who owes the fund: a claim stands on the account without him', () => {
    const claimed = entry(7, {
      ...{ kind: 'adjustment', debitAccount: 'recovery-claims', institution: '另一收款人' },
    });
    expect(statementOf([claimed], everything).lines).toMatchObject([{ kind: 'adjustment', institution: '' }]);
  });

  it('goes by days, and within a day by serials', () => {
    const late = entry(9, { postedOn: '2026-08-05', amount: 100 });
    expect(statementOf([second, late, first], everything).lines).toEqual([
      line(first, 11_200),
      line(late, 11_300),
      line(second, 22_500),
    ]);
  });

  it('goes as far as the last entry that is known', () => {
    expect(lastSerial(account)).toBe(6);
    expect(lastSerial([])).toBe(0);
  });
});

function line(of: LedgerEntry, balance: number, more: object = {}) {
  const { serial, postedOn, kind, institution } = of;
  const effect = effectOn('personal-account', of);
  return {
    ...{ of: 'entry', serial, postedOn, kind, institution, balance },
    ...{ credit: Math.max(0, effect), debit: Math.max(0, -effect), reverses: null, reversedBy: null },
    ...more,
  };
}

/** A ledger as it comes about: entries of days in any order, some taken back later. */
const ledger = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      kind: fc.constantFrom('allocation', 'spending', 'interest', 'pooled'),
      amount: fc.integer({ min: 1, max: 5_000_000 }),
      takenBack: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((drawn) =>
    drawn.flatMap(({ day, kind, amount, takenBack }, index): readonly LedgerEntry[] => {
      const postedOn = `2026-11-${String(day).padStart(2, '0')}`;
      const posted = entry(index * 2 + 1, {
        ...{ postedOn, amount },
        ...(kind === 'spending' ? spending : {}),
        ...(kind === 'interest' ? { kind: 'interest', debitAccount: 'interest-expense' } : {}),
        ...(kind === 'pooled' ? { creditAccount: 'pooled-fund' } : {}),
      });
      const reversal = { ...takingBack(index * 2 + 2, posted), postedOn: '2026-11-28' };
      return takenBack ? [posted, reversal] : [posted];
    }),
  );
const day = fc.integer({ min: 1, max: 30 }).map((number) => `2026-11-${String(number).padStart(2, '0')}`);
const question = fc.record({
  from: day,
  to: day,
  scope: fc.constantFrom(...statementScopes),
  throughSerial: fc.nat(130),
});

describe('the sums of every statement', () => {
  it('are those of the ledger, whatever is asked for: opening + credits - debits = closing', () => {
    fc.assert(
      fc.property(ledger, question, (entries, asked) => {
        const { opening, credits, debits, closing, lines } = statementOf(entries, asked);
        const known = entries.filter(({ serial }) => serial <= asked.throughSerial);
        const until = (inside: (postedOn: string) => boolean) =>
          balanceOf(known.filter(({ postedOn }) => inside(postedOn)));
        expect(opening).toBe(until((postedOn) => postedOn < asked.from));
        expect(opening + credits - debits).toBe(closing);
        expect(closing).toBe(asked.from > asked.to ? opening : until((postedOn) => postedOn <= asked.to));
        expect(lines.at(-1)?.balance ?? opening).toBe(closing);
      }),
    );
  });

  it('of one kind alone are those of all kinds, and every line of it is among theirs', () => {
    fc.assert(
      fc.property(ledger, question, (entries, asked) => {
        const all = statementOf(entries, { ...asked, scope: 'all' });
        const some = statementOf(entries, asked);
        const { lines, ...sums } = some;
        expect(all).toMatchObject(sums);
        const own = lines.filter((one) => one.of === 'entry');
        expect(all.lines).toEqual(expect.arrayContaining([...own]));
        const left = lines.reduce((count, one) => count + (one.of === 'others' ? one.count : 1), 0);
        expect(left).toBe(all.lines.length);
      }),
    );
  });

  it('hold on every page: each opens with what the one before closed with', () => {
    fc.assert(
      fc.property(ledger, question, fc.integer({ min: 1, max: 9 }), (entries, asked, room) => {
        const statement = statementOf(entries, asked);
        const pages = pagesOf(statement, (page) => (page === 0 ? room : room + 2));
        let before = statement.opening;
        for (const { opening, credits, debits, closing } of pages) {
          expect(opening).toBe(before);
          expect(opening + credits - debits).toBe(closing);
          before = closing;
        }
        expect(before).toBe(statement.closing);
        expect(pages.flatMap(({ lines }) => lines)).toEqual(statement.lines);
        const sum = (of: 'credits' | 'debits') => pages.reduce((total, page) => total + page[of], 0);
        expect(sum('credits')).toBe(statement.credits);
        expect(sum('debits')).toBe(statement.debits);
      }),
    );
  });

  it('stand on one page where there is no line, and exactly fill the last where they fit', () => {
    const none = statementOf([], everything);
    expect(pagesOf(none, () => 20)).toEqual([{ opening: 0, credits: 0, debits: 0, closing: 0, lines: [] }]);
    const full = statementOf(
      Array.from({ length: 40 }, (_, index) => entry(index + 1)),
      everything,
    );
    expect(pagesOf(full, () => 20).map(({ lines }) => lines.length)).toEqual([20, 20]);
  });
});
