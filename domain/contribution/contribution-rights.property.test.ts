import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthsBetween } from '../calendar/month.ts';
import type { ContributionPeriod } from '../records/records.ts';
import { alive, areaWith, elsewhere, here, period, type Published } from '../testing/contribution-history.ts';
import { contributionRights, type MonthRight, type PoolingArea } from './contribution-rights.ts';
import type { ContributionRecord } from './contribution-timeline.ts';
import type { PooledEntitlement } from './pooled-answer.ts';

const today = '2026-11-22';
const earliest = '2023-01';
const runs = { numRuns: 300 };

const month = fc.integer({ min: 0, max: 59 }).map((offset) => addMonths(earliest, offset));
const day = fc
  .tuple(month, fc.integer({ min: 1, max: 28 }))
  .map(([of, date]) => `${of}-${String(date).padStart(2, '0')}`);
const anyPeriod = fc
  .record({
    from: month,
    length: fc.option(fc.integer({ min: -1, max: 14 }), { freq: 8 }),
    paidOn: fc.option(day, { freq: 2 }),
    area: fc.constantFrom(here, here, elsewhere),
    base: fc.constantFrom(500_000, 600_000),
  })
  .map(({ from, length, paidOn, area, base }) => ({
    ...period(from, length === null ? null : addMonths(from, length), paidOn, area),
    base,
  }));
const anyPeriods = fc.array(anyPeriod, { maxLength: 7 });
const anyPerson: fc.Arbitrary<ContributionRecord['person']> = fc.record({
  retiredFrom: fc.option(month, { freq: 2, nil: null }),
  deceasedOn: fc.option(day, { freq: 2, nil: null }),
});
const values = (...texts: readonly string[]) => fc.constantFrom(...texts).map((one) => [one]);
/** Values that do not change in time, and some of them missing. */
const anyArea: fc.Arbitrary<PoolingArea> = fc
  .record({
    'stop-effect': values('first-unpaid-month', 'month-after-first-unpaid-month', ''),
    'continuous-gap-months': values('0', '1', '3', '3', '6', ''),
    'waiting-period-months': values('0', '1', '3', '6', '9', ''),
    'credit-rate-employee': values('0.02', ''),
    'retiree-credit-monthly': values('10500', ''),
  } satisfies Record<keyof Published, unknown>)
  .map(areaWith);

/** How much the pooled fund gives: what is undecided may turn out to be covered. */
const given: Readonly<Record<PooledEntitlement, number>> = {
  'not-covered': 0,
  'waiting-period': 0,
  undecided: 1,
  covered: 2,
  'covered-retroactively': 2,
  'retired-benefits': 2,
};
const pooledOf = (one: MonthRight | undefined) => (one === undefined ? 0 : given[one.pooled.answer]);
const personalOf = (one: MonthRight | undefined) => (one?.personal.answer === 'allocation' ? 1 : 0);
const byMonth = (months: readonly MonthRight[]) => new Map(months.map((one) => [one.month, one]));
const firstDue = (periods: readonly ContributionPeriod[]) =>
  periods
    .filter(({ fromMonth, toMonth, paidOn }) => paidOn === null && fromMonth <= (toMonth ?? fromMonth))
    .reduce((first, { fromMonth }) => (fromMonth < first ? fromMonth : first), '9999-12');

it('histories are drawn with and without back payments, retirement and death', () => {
  const drawn = fc.sample(fc.tuple(anyPeriod, anyPerson), 200);
  const kinds = new Set(
    drawn.flatMap(([{ paidOn }, { retiredFrom, deceasedOn }]) =>
      Object.entries({ paidOn, retiredFrom, deceasedOn }).map(([what, value]) => `${what} ${value !== null}`),
    ),
  );
  expect(kinds.size).toBe(6);
});

describe('the rights of whoever', () => {
  it('grow with every month paid for, in both answers, and in the total', () => {
    // Not by a month before the first one: what lay between would become an interruption (see the table).
    const added = fc.tuple(month, fc.option(day, { freq: 2 }), fc.constantFrom(here, elsewhere));
    fc.assert(
      fc.property(anyPeriods, added, anyPerson, anyArea, (periods, [of, paidOn, at], person, area) => {
        fc.pre(of >= firstDue(periods));
        const less = contributionRights({ periods, person }, area, today);
        const more = contributionRights(
          { periods: [...periods, period(of, of, paidOn, at)], person },
          area,
          today,
        );
        const now = byMonth(more.months);
        expect(
          less.months
            .filter((one) => {
              const other = now.get(one.month);
              return pooledOf(other) < pooledOf(one) || personalOf(other) < personalOf(one);
            })
            .map((one) => [one, now.get(one.month)]),
        ).toEqual([]);
        expect(given[more.today.pooled.answer]).toBeGreaterThanOrEqual(given[less.today.pooled.answer]);
        expect(more.today.paidMonths).toBeGreaterThanOrEqual(less.today.paidMonths);
        expect(more.today.paidMonths).toBeLessThanOrEqual(less.today.paidMonths + 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same when a period is split at any month and goes on', () => {
    const long = anyPeriod.filter(({ fromMonth, toMonth }) => toMonth === null || toMonth > fromMonth);
    fc.assert(
      fc.property(anyPeriods, long, fc.nat(), anyPerson, anyArea, (others, whole, where, person, area) => {
        const months = whole.toMonth === null ? 24 : monthsBetween(whole.fromMonth, whole.toMonth);
        const cut = addMonths(whole.fromMonth, where % months);
        const parts = [
          { ...whole, id: 'a', toMonth: cut },
          { ...whole, id: 'b', fromMonth: addMonths(cut, 1) },
        ];
        // An open period that is cut in the future is no longer open in this month: what goes on is its second part.
        expect(contributionRights({ periods: [...others, ...parts], person }, area, today)).toEqual(
          contributionRights({ periods: [...others, whole], person }, area, today),
        );
      }),
      runs,
    );
  });

  it('do not depend on the order in which periods and values come', () => {
    const keys = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anyPeriods, keys, anyPerson, anyArea, (periods, order, person, area) => {
        const shuffled = periods
          .map((one, index) => ({ one, key: order[index] ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ one }) => one);
        const turned = { ...area, parameters: area.parameters.toReversed() };
        expect(contributionRights({ periods: shuffled, person }, turned, today)).toEqual(
          contributionRights({ periods, person }, area, today),
        );
      }),
      runs,
    );
  });

  it('are, for arrears made good within the limit, those of continuous payment', () => {
    const stop = fc.record({
      paid: fc.integer({ min: 1, max: 12 }),
      gap: fc.integer({ min: 1, max: 3 }),
      date: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(fc.array(stop, { minLength: 1, maxLength: 4 }), fc.boolean(), (stops, atOnce) => {
        const area = areaWith(atOnce ? { 'stop-effect': ['first-unpaid-month'] } : {});
        const periods: ContributionPeriod[] = [];
        let from = earliest;
        for (const { paid, gap, date } of stops) {
          const stopped = addMonths(from, paid);
          const resumed = addMonths(stopped, gap);
          const paidOn = `${resumed}-${String(date).padStart(2, '0')}`;
          periods.push(period(from, addMonths(stopped, -1)), period(stopped, addMonths(resumed, -1), paidOn));
          from = resumed;
        }
        periods.push(period(from, null));
        const on = `${addMonths(from, 2)}-01`;
        const madeGood = contributionRights({ periods, person: alive }, area, on).months;
        const continuous = contributionRights(
          { periods: [period(earliest, null)], person: alive },
          area,
          on,
        ).months;
        const answers = (months: readonly MonthRight[]) => months.map((one) => [one.month, pooledOf(one)]);
        expect(answers(madeGood)).toEqual(answers(continuous));
        expect(madeGood.filter(({ status }) => status === 'made-good-in-time')).not.toEqual([]);
      }),
      runs,
    );
  });

  it('are told for every month from the first on to the next, and the summary fits them', () => {
    fc.assert(
      fc.property(anyPeriods, anyPerson, anyArea, (periods, person, area) => {
        const { months, today: now } = contributionRights({ periods, person }, area, today);
        const first = months[0]?.month;
        if (first !== undefined)
          expect(months.map((one) => one.month)).toEqual(
            Array.from({ length: monthsBetween(first, '2026-12') + 1 }, (_, offset) =>
              addMonths(first, offset),
            ),
          );
        const counted = months.filter(({ status }) => /^(paid|waiting|made-good)/.test(status));
        expect(now.paidMonths).toBe(counted.length);
        expect(now.years * 12 + now.monthsBeyond).toBe(now.paidMonths);
        const at = byMonth(months);
        if (now.sealedSince !== null) {
          expect(pooledOf(at.get(now.sealedSince))).toBe(0);
          expect(pooledOf(at.get(addMonths(now.sealedSince, -1)))).toBeGreaterThan(0);
        }
        if (now.coveredAgainFrom === '2026-12' && first !== undefined && first <= '2026-12')
          expect(pooledOf(at.get('2026-12'))).toBe(2);
      }),
      runs,
    );
  });

  it('come again in the month that was promised, when payment goes on', () => {
    fc.assert(
      fc.property(anyPeriods, anyArea, (some, area) => {
        const periods = [...some, period('2026-11', null)];
        const promised = contributionRights({ periods, person: alive }, area, today).today.coveredAgainFrom;
        if (promised === null) return;
        // As known in November: what is paid later for earlier months is not in it.
        const known = periods.filter(({ paidOn }) => paidOn === null || paidOn <= today);
        const later = byMonth(
          contributionRights({ periods: known, person: alive }, area, `${addMonths(promised, 2)}-01`).months,
        );
        expect(pooledOf(later.get(promised))).toBe(2);
        for (let one = '2026-11'; one < promised; one = addMonths(one, 1))
          expect(pooledOf(later.get(one))).toBeLessThan(2);
      }),
      runs,
    );
  });

  it('closing the gap by the last day is what the summary says it is', () => {
    const atRandom = fc.record({ gap: fc.integer({ min: 1, max: 4 }), paid: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(atRandom, fc.constantFrom('1', '2', '3'), ({ gap, paid }, limit) => {
        const area = areaWith({ 'continuous-gap-months': [limit] });
        const last = addMonths('2026-11', -gap);
        const periods = [period(addMonths(last, 1 - paid), last)];
        const { makeGood } = contributionRights({ periods, person: alive }, area, today).today;
        expect(makeGood.answer).toBe(gap - 1 <= Number(limit) ? 'possible' : 'too-late');
        if (makeGood.answer !== 'possible' || makeGood.until === null) return;
        const month = makeGood.until.slice(0, 7);
        const closedOn = (paidOn: string) =>
          contributionRights(
            { periods: [...periods, period(addMonths(last, 1), month, paidOn)], person: alive },
            area,
            paidOn,
          ).months.some(({ status }) => status === 'made-good-late');
        expect(closedOn(makeGood.until)).toBe(false);
        expect(closedOn(`${addMonths(month, 1)}-01`)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('there is always an answer', () => {
  it('whatever fits the types', () => {
    const text = fc.oneof(
      month,
      day,
      fc.string(),
      fc.constantFrom('0001-01', '9999-12', '9999-12-31', '0001-01-01'),
    );
    const anything = fc.record({
      from: text,
      to: fc.option(text),
      paidOn: fc.option(text),
      base: fc.oneof(fc.integer(), fc.double()),
    });
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 4 }),
        fc.option(text),
        fc.option(text),
        fc.oneof(text, fc.constantFrom(today, '9999-12-31', '0001-01-01')),
        fc.array(fc.string(), { maxLength: 2 }),
        (all, retiredFrom, deceasedOn, on, published) => {
          const periods = all.map(({ from, to, paidOn, base }) => ({ ...period(from, to, paidOn), base }));
          const area = areaWith({ 'stop-effect': published, 'credit-rate-employee': published });
          const { months, today: now } = contributionRights(
            { periods, person: { retiredFrom, deceasedOn } },
            area,
            on,
          );
          expect(now.paidMonths).toBeLessThanOrEqual(months.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
