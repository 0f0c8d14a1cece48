import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementTotals } from './statement-totals.ts';

/** Above zero it arrives, below it leaves. */
const entry = (amount: number) => ({ credit: Math.max(0, amount), debit: Math.max(0, -amount) });

describe('the totals of a statement', () => {
  it('add credits and debits apart and carry the balance along', () => {
    expect(statementTotals([12_000, -4_550, 301, -7_751].map(entry), 100_000)).toStrictEqual({
      opening: 100_000,
      credits: 12_301,
      debits: 12_301,
      closing: 100_000,
      balances: [112_000, 107_450, 107_751, 100_000],
    });
  });

  it('of no entries leave the balance as it was', () => {
    expect(statementTotals([], 5)).toStrictEqual({
      opening: 5,
      credits: 0,
      debits: 0,
      closing: 5,
      balances: [],
    });
  });

  it('take an entry of nothing as neither credit nor debit, without a negative zero', () => {
    expect(statementTotals([entry(0), entry(-0)], -0)).toStrictEqual({
      opening: 0,
      credits: 0,
      debits: 0,
      closing: 0,
      balances: [0, 0],
    });
  });

  it.each([
    ['half a fen', [0.5], 0],
    ['no number', [Number.NaN], 0],
    ['an opening balance with a fraction', [], 0.1],
    ['a balance beyond the exact integers', [1], Number.MAX_SAFE_INTEGER],
    ['credits beyond them, though the balance is not', [Number.MAX_SAFE_INTEGER, -1, 1], 0],
  ])('refuse %s', (_, amounts, opening) => {
    expect(() => statementTotals(amounts.map(entry), opening)).toThrow(RangeError);
  });

  it('refuse a movement below zero: it would hide in the other column', () => {
    expect(() => statementTotals([{ credit: -1, debit: 0 }], 0)).toThrow(RangeError);
    expect(() => statementTotals([{ credit: 0, debit: -1 }], 0)).toThrow(RangeError);
  });

  it('take a line that moves both ways in both sums', () => {
    expect(statementTotals([{ credit: 300, debit: 100 }], 50)).toMatchObject({
      ...{ credits: 300, debits: 100, closing: 250 },
    });
  });

  const amounts = fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { maxLength: 60 });
  const balance = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

  it('always give opening + credits - debits = closing = last balance', () => {
    fc.assert(
      fc.property(amounts, balance, (list, opening) => {
        const totals = statementTotals(list.map(entry), opening);
        expect(totals.opening + totals.credits - totals.debits).toBe(totals.closing);
        expect(totals.balances.at(-1) ?? opening).toBe(totals.closing);
        expect(Math.min(totals.credits, totals.debits)).toBeGreaterThanOrEqual(0);
        expect(totals.closing).toBe(list.reduce((sum, amount) => sum + amount, opening));
      }),
    );
  });

  it('are the same page by page as in one piece', () => {
    fc.assert(
      fc.property(amounts, balance, fc.nat(60), (list, opening, cut) => {
        const entries = list.map(entry);
        const whole = statementTotals(entries, opening);
        const first = statementTotals(entries.slice(0, cut), opening);
        const second = statementTotals(entries.slice(cut), first.closing);
        expect(second.closing).toBe(whole.closing);
        expect(first.credits + second.credits).toBe(whole.credits);
        expect(first.debits + second.debits).toBe(whole.debits);
        expect([...first.balances, ...second.balances]).toEqual(whole.balances);
      }),
    );
  });
});
