import { describe, expect, it } from 'vitest';
import { historyRows, type HistoryRow } from '../testing/contribution-histories.ts';
import {
  alive,
  areaWith,
  elsewhere,
  lettersOf,
  period,
  type Published,
} from '../testing/contribution-history.ts';
import { contributionRights } from './contribution-rights.ts';
import { reasonBasis } from './rights-reason.ts';

type History = Omit<HistoryRow, 'source' | 'what' | 'expected'>;

function rightsOf({ periods, person, published, today = '2026-11-22' }: History) {
  return contributionRights({ periods, person: { ...alive, ...person } }, areaWith(published), today);
}

describe('the months of a person and both answers', () => {
  it.each(historyRows)('$source: $what', (one) => {
    expect(lettersOf(rightsOf(one).months)).toEqual(one.expected);
  });

  it.each(historyRows.filter(({ periods }) => periods.length > 1))('$what, in another order', (one) => {
    expect(rightsOf({ ...one, periods: one.periods.toReversed() })).toEqual(rightsOf(one));
  });
});

describe('what the personal account gets', () => {
  const amounts = (one: History) =>
    rightsOf(one).months.map(({ personal }) => [personal.amount, personal.reason.code]);

  it('is the rate that held in the month, of the base, also where the month was paid later', () => {
    const published: Published = { 'credit-rate-employee': ['0.02', '0.015@2026-09-01'] };
    const periods = [
      period('2026-07', '2026-07'),
      period('2026-08', '2026-09', '2026-10-08'),
      period('2026-10', null),
    ];
    expect(amounts({ periods, published })).toEqual([
      [10_000, 'allocated-from-contribution'],
      [10_000, 'allocated-with-back-payment'],
      [7_500, 'allocated-with-back-payment'],
      [7_500, 'allocated-from-contribution'],
      [7_500, 'allocated-from-contribution'],
      [null, 'allocation-not-due-yet'],
    ]);
  });

  it('is rounded to the fen once', () => {
    const odd = { ...period('2026-11', null), base: 481_233 };
    expect(amounts({ periods: [odd], published: { 'credit-rate-employee': ['0.0175'] } })[0]).toEqual([
      8_422,
      'allocated-from-contribution',
    ]);
  });

  it.each([0, 1])('is of the highest base, where a month was paid twice (%i)', (turned) => {
    const periods = [period('2026-11', null), { ...period('2026-11', '2026-11'), base: 600_000 }];
    const amount = amounts({ periods: turned === 0 ? periods : periods.toReversed() })[0]?.[0];
    expect(amount).toBe(12_000);
  });

  it('is a fixed sum after retirement, that of the month', () => {
    const published: Published = { 'retiree-credit-monthly': ['9500', '10500@2026-11-01'] };
    expect(amounts({ periods: [], person: { retiredFrom: '2026-10' }, published })).toEqual([
      [9_500, 'allocated-to-retiree'],
      [10_500, 'allocated-to-retiree'],
      [null, 'allocation-not-due-yet'],
    ]);
  });

  it('is credited where the month was paid, and here where it was paid in both places', () => {
    const periods = [period('2026-09', '2026-10', null, elsewhere), period('2026-10', '2026-10')];
    expect(amounts({ periods }).slice(0, 2)).toEqual([
      [null, 'allocated-elsewhere'],
      [10_000, 'allocated-here-of-both'],
    ]);
  });

  it('says of a month paid in both places that it was, whichever was paid when due, and in whatever order they came', () => {
    const periods = [
      period('2026-10', '2026-10', null, elsewhere),
      period('2026-10', '2026-10', '2026-11-03'),
      period('2026-10', '2026-10', null, '440100'),
    ];
    for (const ordered of [periods, periods.toReversed()]) {
      const { amount, reason } = rightsOf({ periods: ordered }).months[0]?.personal ?? {};
      expect(amount).toBe(10_000);
      expect(reason?.code).toBe('allocated-here-of-both');
      expect(reason?.params).toMatchObject({ month: '2026-10', areaCode: elsewhere, amount: 10_000 });
    }
  });

  it.each(['', '2', '-0.02', '0.02 ', '1', '2%', '0.0000001'])(
    'is not guessed from the rate "%s"',
    (rate) => {
      const published: Published = { 'credit-rate-employee': [rate] };
      expect(amounts({ periods: [period('2026-11', null)], published })[0]).toEqual([
        null,
        'parameter-missing',
      ]);
      const { reason } =
        rightsOf({ periods: [period('2026-11', null)], published }).months[0]?.personal ?? {};
      expect(reason?.params).toEqual({ name: 'credit-rate-employee', day: '2026-11-01' });
    },
  );
});

it('every reason of the catalogue is told to somebody, and none is without its legal basis', () => {
  const histories: readonly History[] = [...historyRows, { periods: [period('2026-13', null)] }];
  const told = histories
    .map(rightsOf)
    .flatMap(({ months, today }) => [
      today.pooled.reason.code,
      today.balance.reason.code,
      ...months.flatMap(({ pooled, personal }) => [pooled.reason.code, personal.reason.code]),
    ]);
  expect([...new Set(told)].sort()).toEqual(Object.keys(reasonBasis).sort());
});
