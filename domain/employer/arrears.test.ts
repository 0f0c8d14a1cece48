import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthRange } from '../calendar/month.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { alive, period } from '../testing/contribution-history.ts';
import { arrearsOf } from './arrears.ts';

const his = 'his employer';
const today = '2026-11-22';
const paid = (from: string, to: string | null, by: string | null = his): ContributionPeriod => ({
  ...period(from, to),
  employerId: by,
});

describe('the months that an employer has not paid for one of its people', () => {
  it.each<[what: string, periods: readonly ContributionPeriod[], expected: ReturnType<typeof arrearsOf>]>([
    ['who is paid for', [paid('2025-01', null)], null],
    ['who is paid for until last month: the present month is not over', [paid('2025-01', '2026-10')], null],
    [
      'who was paid for until three months ago',
      [paid('2025-01', '2026-07')],
      { months: 3, first: '2026-08', last: '2026-10' },
    ],
    [
      'with a gap that was never closed',
      [paid('2025-01', '2025-12'), paid('2026-04', null)],
      { months: 3, first: '2026-01', last: '2026-03' },
    ],
    [
      'whose gap was made good, whatever the day',
      [
        paid('2025-01', '2025-12'),
        { ...paid('2026-01', '2026-03'), paidOn: '2026-11-01' },
        paid('2026-04', null),
      ],
      null,
    ],
    [
      'for whom another paid meanwhile',
      [paid('2025-01', '2025-12'), paid('2026-01', '2026-03', 'another'), paid('2026-04', null)],
      null,
    ],
    [
      'who came here lately: what was before is not this employer’s',
      [paid('2020-01', '2020-12', 'another'), paid('2026-09', null)],
      null,
    ],
    ['for whom this one has never paid', [paid('2020-01', '2020-12', 'another')], null],
    ['of whom nothing is recorded', [], null],
  ])('%s', (_what, periods, expected) => {
    expect(arrearsOf(his, periods, alive, today)).toEqual(expected);
  });

  it.each<[string, Pick<InsuredPerson, 'retiredFrom' | 'deceasedOn'>]>([
    ['retired', { retiredFrom: '2026-08', deceasedOn: null }],
    ['died', { retiredFrom: null, deceasedOn: '2026-08-03' }],
  ])('end with the month before he %s', (_what, person) => {
    expect(arrearsOf(his, [paid('2025-01', '2026-05')], person, today)).toEqual({
      months: 2,
      first: '2026-06',
      last: '2026-07',
    });
  });

  it('are those that are left when everything that was paid is crossed out', () => {
    const span = fc
      .record({
        from: fc.integer({ min: 0, max: 70 }),
        length: fc.integer({ min: 0, max: 9 }),
        mine: fc.boolean(),
      })
      .map(({ from, length, mine }) => {
        const first = addMonths('2021-01', from);
        return paid(first, addMonths(first, length), mine ? his : 'another');
      });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (periods) => {
        const begun = periods
          .filter(({ employerId }) => employerId === his)
          .map(({ fromMonth }) => fromMonth);
        const open = new Set(begun.length === 0 ? [] : monthRange(begun.sort()[0] ?? '', '2026-10'));
        for (const { fromMonth, toMonth } of periods)
          for (const one of monthRange(fromMonth, toMonth ?? '')) open.delete(one);
        const left = [...open].sort();
        expect(arrearsOf(his, periods, alive, today)).toEqual(
          left.length === 0 ? null : { months: left.length, first: left[0], last: left.at(-1) },
        );
      }),
      { numRuns: 500 },
    );
  });
});
