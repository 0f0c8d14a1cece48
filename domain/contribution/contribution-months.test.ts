import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthsBetween } from '../calendar/month.ts';
import type { ContributionPeriod } from '../records/records.ts';
import { contributionOverview } from './contribution-months.ts';

const today = '2026-11-22';
const alive = { retiredFrom: null, deceasedOn: null };

function period(fromMonth: string, toMonth: string | null, paidOn: string | null = null): ContributionPeriod {
  return {
    id: `${fromMonth}/${toMonth ?? ''}/${paidOn ?? ''}`,
    personId: 'person-1',
    employerId: null,
    insuranceKind: '310',
    fromMonth,
    toMonth,
    base: 500_000,
    paidOn,
    areaCode: '330122',
  };
}

function overview(
  periods: readonly ContributionPeriod[],
  person: Parameters<typeof contributionOverview>[1] = alive,
) {
  const { years, paidMonths } = contributionOverview(periods, person, today);
  return { paidMonths, ...Object.fromEntries(years.map(({ year, months }) => [year, months])) };
}

describe('contribution months', () => {
  it.each<[what: string, got: ReturnType<typeof overview>, expected: Record<string, string | number>]>([
    ['nobody who never paid has years', overview([]), { paidMonths: 0 }],
    [
      'months paid when due, up to this month; the rest of the year is not yet',
      overview([period('2026-03', null)]),
      { paidMonths: 9, '2026': 'nnpppppppppn' },
    ],
    [
      'a lapse is a gap after the first paid month, until this month (domain rules section 4)',
      overview([period('2025-11', '2026-05')]),
      { paidMonths: 7, '2025': 'nnnnnnnnnnpp', '2026': 'pppppggggggn' },
    ],
    [
      'a gap of whole years stays to be seen',
      overview([period('2023-12', '2023-12'), period('2026-01', null)]),
      {
        paidMonths: 12,
        '2023': 'nnnnnnnnnnnp',
        '2024': 'gggggggggggg',
        '2025': 'gggggggggggg',
        '2026': 'pppppppppppn',
      },
    ],
    [
      'arrears made good count, and are seen as such (domain rules section 4)',
      overview([
        period('2026-01', '2026-03'),
        period('2026-04', '2026-05', '2026-06-10'),
        period('2026-06', null),
      ]),
      { paidMonths: 11, '2026': 'pppbbppppppn' },
    ],
    [
      'a month paid when due stays so when a back payment names it again, and counts once',
      overview([period('2026-01', null), period('2026-02', '2026-04', '2026-06-10')]),
      { paidMonths: 11, '2026': 'pppppppppppn' },
    ],
    [
      'after retirement no contribution is due: no gap',
      overview([period('2025-01', '2026-06')], { retiredFrom: '2026-07', deceasedOn: null }),
      { paidMonths: 18, '2025': 'pppppppppppp', '2026': 'pppppprrrrrn' },
    ],
    [
      'a lapse before retirement stays a gap',
      overview([period('2026-01', '2026-03')], { retiredFrom: '2026-07', deceasedOn: null }),
      { paidMonths: 3, '2026': 'pppgggrrrrrn' },
    ],
    [
      'after the month of death nothing is due',
      overview([period('2026-01', '2026-03')], { retiredFrom: null, deceasedOn: '2026-06-30' }),
      { paidMonths: 3, '2026': 'pppgggnnnnnn' },
    ],
    [
      'a period that nobody closed does not go on after death',
      overview([period('2026-01', null)], { retiredFrom: null, deceasedOn: '2026-06-30' }),
      { paidMonths: 6, '2026': 'ppppppnnnnnn' },
    ],
    [
      'months of the future are not paid yet',
      overview([period('2026-10', '2027-12')]),
      { paidMonths: 2, '2026': 'nnnnnnnnnppn' },
    ],
    [
      'a period that begins in the future is nothing yet',
      overview([period('2027-01', null)]),
      { paidMonths: 0 },
    ],
  ])('%s', (_what, got, expected) => {
    expect(got).toEqual(expected);
  });

  const month = fc.integer({ min: 0, max: 143 }).map((offset) => addMonths('2015-06', offset));
  const anyPeriod = fc
    .tuple(month, fc.option(fc.integer({ min: 0, max: 40 })), fc.option(fc.constant('2026-06-10')))
    .map(([from, length, paidOn]) => period(from, length === null ? null : addMonths(from, length), paidOn));
  const anyPerson = fc.record({
    retiredFrom: fc.option(month),
    deceasedOn: fc.option(month.map((one) => `${one}-15`)),
  });

  it('do not depend on the order in which the periods come', () => {
    fc.assert(
      fc.property(
        fc.array(anyPeriod, { maxLength: 8 }),
        anyPerson,
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (periods, who, keys) => {
          const shuffled = periods
            .map((one, index) => ({ one, key: keys[index] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          expect(contributionOverview(shuffled, who, today)).toEqual(
            contributionOverview(periods, who, today),
          );
        },
      ),
    );
  });

  it('are the same when a period is split into two', () => {
    const closed = anyPeriod.filter((one) => one.toMonth !== null && one.toMonth > one.fromMonth);
    fc.assert(
      fc.property(
        fc.array(anyPeriod, { maxLength: 5 }),
        closed,
        fc.nat(),
        anyPerson,
        (others, whole, where, who) => {
          const to = whole.toMonth ?? whole.fromMonth;
          const cut = addMonths(whole.fromMonth, where % monthsBetween(whole.fromMonth, to));
          const parts = [
            { ...whole, id: 'a', toMonth: cut },
            { ...whole, id: 'b', fromMonth: addMonths(cut, 1) },
          ];
          expect(contributionOverview([...others, ...parts], who, today)).toEqual(
            contributionOverview([...others, whole], who, today),
          );
        },
      ),
    );
  });

  it('count what they show: paid months are the p and b, every year has twelve, newest first, no gap after the end', () => {
    fc.assert(
      fc.property(fc.array(anyPeriod, { maxLength: 8 }), anyPerson, (periods, who) => {
        const { years, paidMonths } = contributionOverview(periods, who, today);
        const all = years.map((year) => year.months).join('');
        expect(all.replace(/[^pb]/g, '')).toHaveLength(paidMonths);
        expect(years.every((year) => /^[pbgrn]{12}$/.test(year.months))).toBe(true);
        expect(years.map((year) => year.year)).toEqual(
          years.map((year) => year.year).sort((a, b) => (a < b ? 1 : -1)),
        );
      }),
    );
  });
});
