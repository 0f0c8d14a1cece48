import { describe, expect, it } from 'vitest';
import { alive, areaWith, period } from '../testing/contribution-history.ts';
import { previewBackPayment, type BackPayment } from './back-payment-preview.ts';

const stoppedInMarch = [period('2026-01', '2026-03')];

function preview(fromMonth: string, toMonth: string, paidOn: string, periods = stoppedInMarch) {
  const payment: BackPayment = { ...period(fromMonth, toMonth), toMonth, paidOn };
  const { before, after, changed } = previewBackPayment({ periods, person: alive }, areaWith(), payment);
  return {
    changed: changed.map((one) => [
      one.month,
      one.before?.pooled.answer ?? null,
      one.after?.pooled.answer ?? null,
      one.before?.personal.answer ?? null,
      one.after?.personal.answer ?? null,
    ]),
    gap: [before.today.makeGood.answer, after.today.makeGood.answer],
    paidMonths: [before.today.paidMonths, after.today.paidMonths],
  };
}

describe('what a back payment would change', () => {
  it('on the last day: the gap is covered, and each month is credited', () => {
    expect(preview('2026-04', '2026-07', '2026-07-31')).toEqual({
      changed: [
        ['2026-04', 'covered', 'covered', 'no-allocation', 'allocation'],
        ['2026-05', 'not-covered', 'covered-retroactively', 'no-allocation', 'allocation'],
        ['2026-06', 'not-covered', 'covered-retroactively', 'no-allocation', 'allocation'],
        ['2026-07', 'not-covered', 'covered-retroactively', 'no-allocation', 'allocation'],
        ['2026-08', 'not-covered', 'covered', 'no-allocation', 'no-allocation'],
      ],
      gap: ['possible', 'nothing-open'],
      paidMonths: [3, 7],
    });
  });

  it('a day later: the months are credited and count, and nothing of them is covered', () => {
    const { changed, gap, paidMonths } = preview('2026-04', '2026-07', '2026-08-01');
    expect(changed.map(([month, was, becomes, , credited]) => [month, was, becomes, credited])).toEqual([
      ['2026-04', 'covered', 'covered', 'allocation'],
      ['2026-05', 'not-covered', 'not-covered', 'allocation'],
      ['2026-06', 'not-covered', 'not-covered', 'allocation'],
      ['2026-07', 'not-covered', 'not-covered', 'allocation'],
      ['2026-08', 'not-covered', 'not-covered', 'no-allocation'],
    ]);
    expect([gap, paidMonths]).toEqual([
      // Nothing in arrears is left: the years are theirs, and no later payment could change it.
      ['too-late', 'nothing-open'],
      [3, 7],
    ]);
  });

  it('nothing, where the months are paid already', () => {
    expect(preview('2026-01', '2026-03', '2026-05-10').changed).toEqual([]);
  });

  it('months before the first one come new', () => {
    expect(preview('2025-12', '2025-12', '2026-02-10').changed).toEqual([
      ['2025-12', null, 'not-covered', null, 'allocation'],
      ['2026-01', 'not-covered', 'covered-retroactively', 'allocation', 'allocation'],
    ]);
  });
});
