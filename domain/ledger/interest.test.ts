import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import { entry, spent } from '../testing/ledger.ts';
import { published } from '../testing/loss.ts';
import { interestDue } from './interest.ts';

const rate = (value: string, from = '2000-01-01') => published('account-interest-rate', value, from);
const allocated = (number: number, postedOn: string, amount: number) => entry(number, { postedOn, amount });

/** A day earns a 360th of the yearly rate (银发〔2005〕129号), and is rounded once, at posting. */
describe('the interest of a personal account', () => {
  it.each([
    // 1,000 yuan for 360 days at 0.36 %.
    ['a year of 360 days earns the yearly rate', 100_000, '2026-01-01', '2026-12-27', '0.0036', 360],
    ['a day earns a 360th of it', 100_000, '2026-01-01', '2026-01-02', '0.0036', 1],
    ['half a fen is rounded up', 50_000, '2026-01-01', '2026-01-02', '0.0036', 1],
    ['less than half a fen is nothing', 49_999, '2026-01-01', '2026-01-02', '0.0036', 0],
    ['the day on which it is posted earns nothing', 100_000, '2026-01-01', '2026-01-01', '0.0036', 0],
    ['a leap day is a day', 100_000, '2028-02-28', '2028-03-01', '0.0036', 2],
  ])('%s', (_what, amount, from, until, value, interest) => {
    expect(interestDue([allocated(1, from, amount)], [rate(value)], until)).toMatchObject({
      ok: true,
      interest,
    });
  });

  it('goes by the balance of each day: what came later and what was spent earn from their days on', () => {
    const entries = [
      allocated(1, '2026-01-01', 100_000),
      allocated(2, '2026-01-11', 100_000),
      entry(3, { kind: 'spending', ...spent, postedOn: '2026-01-21', amount: 200_000 }),
    ];
    // 10 days of 1,000 yuan and 10 days of 2,000: 30 yuan-thousands-days at 1 fen a day each.
    expect(interestDue(entries, [rate('0.0036')], '2026-03-01')).toMatchObject({ ok: true, interest: 30 });
  });

  it('goes by the rate that held on each day, and names those that it used', () => {
    const rates = [rate('0.0036'), rate('0.0072', '2026-01-11'), rate('0.5', '2026-03-01')];
    const reckoned = interestDue([allocated(1, '2026-01-01', 100_000)], rates, '2026-01-21');
    expect(reckoned).toMatchObject({ ok: true, interest: 30, used: rates.slice(0, 2) });
  });

  it('begins again where interest was posted last', () => {
    const entries = [
      allocated(1, '2026-01-01', 100_000),
      entry(2, { kind: 'interest', debitAccount: 'interest-expense', postedOn: '2026-01-11', amount: 10 }),
    ];
    expect(interestDue(entries, [rate('0.0036')], '2026-01-21')).toMatchObject({
      ok: true,
      from: '2026-01-11',
      interest: 10,
    });
  });

  it('that was posted and reversed is earned all the same', () => {
    const wrong = entry(2, {
      kind: 'interest',
      debitAccount: 'interest-expense',
      postedOn: '2026-01-11',
      amount: 900,
    });
    const reversed = entry(3, {
      kind: 'reversal',
      debitAccount: 'personal-account',
      creditAccount: 'interest-expense',
      postedOn: '2026-01-11',
      amount: 900,
      reversesId: wrong.id,
    });
    const entries = [allocated(1, '2026-01-01', 100_000), wrong, reversed];
    expect(interestDue(entries, [rate('0.0036')], '2026-01-21')).toMatchObject({
      ok: true,
      from: '2026-01-01',
      interest: 20,
    });
  });

  it('says for which day no rate is published, and asks for none while nothing is there', () => {
    const entries = [allocated(1, '2026-01-01', 100_000)];
    expect(interestDue(entries, [rate('0.0036', '2026-01-05')], '2026-01-21')).toEqual({
      ok: false,
      missingOn: '2026-01-01',
    });
    expect(interestDue([], [], '2026-01-21')).toMatchObject({ ok: true, interest: 0, used: [] });
  });

  it('is the same in whichever pieces the balance came, and never less for more money', () => {
    const days = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 9_000_000 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 9_000_000 }), (pieces, more) => {
        const sorted = [...pieces].sort(([first], [second]) => first - second);
        const posted = sorted.map(([day, amount], index) =>
          allocated(index, addDays('2026-01-01', day), amount),
        );
        const halves = posted.flatMap((one, index) => [
          { ...one, amount: Math.floor(one.amount / 2) },
          { ...one, id: `half-${String(index)}`, amount: Math.ceil(one.amount / 2) },
        ]);
        const due = (entries: typeof posted) => {
          const reckoned = interestDue(entries, [rate('0.0035')], '2027-06-30');
          return reckoned.ok ? reckoned.interest : Number.NaN;
        };
        expect(due(halves.filter(({ amount }) => amount > 0))).toBe(due(posted));
        const richer = posted.map((one, index) =>
          index === 0 ? { ...one, amount: one.amount + more } : one,
        );
        expect(due(richer)).toBeGreaterThanOrEqual(due(posted));
      }),
    );
  });
});
