import { describe, expect, it } from 'vitest';
import { addMonths, monthOf, monthsBetween } from '../../domain/calendar/month.ts';
import { contributionRights } from '../../domain/contribution/contribution-rights.ts';
import type { ContributionPeriod } from '../../domain/records/records.ts';
import { FIRST_MONTH } from './contributions.ts';
import { byPerson, countyInMemory } from './county-in-memory.ts';
import { countyCode } from './places.ts';

const today = '2026-11-22';
const county = countyInMemory({ persons: 10_000, seed: 1, today });
const periods = byPerson(county.contributionPeriod);
const of = (id: string): readonly ContributionPeriod[] => periods.get(id) ?? [];

describe('contribution histories of the demonstration', () => {
  it('are in order, never twice the same month and never in the future', () => {
    for (const list of periods.values()) {
      list.forEach((period, index) => {
        const next = list[index + 1];
        if (period.toMonth !== null)
          expect(monthsBetween(period.fromMonth, period.toMonth)).toBeGreaterThanOrEqual(0);
        if (next !== undefined) expect((period.toMonth ?? '9999-12') < next.fromMonth).toBe(true);
        expect(period.fromMonth <= monthOf(today)).toBe(true);
        expect((period.toMonth ?? monthOf(today)) <= monthOf(today)).toBe(true);
        expect(period.base).toBeGreaterThan(0);
        expect(period.base % 100).toBe(0);
      });
    }
  });

  it('agree with the insurance status, the employer and retirement', () => {
    for (const person of county.insuredPerson) {
      const last = of(person.id).at(-1);
      if (person.retiredFrom !== null) {
        if (last !== undefined) expect((last.toMonth ?? '9999-12') < person.retiredFrom).toBe(true);
        expect(person.employerId).toBeNull();
        continue;
      }
      if (person.insuranceStatus === '1') {
        expect(last?.toMonth).toBeNull();
        expect(person.employerId).toBe(last?.employerId ?? null);
      } else {
        expect(last?.toMonth).not.toBeNull();
        expect(last).toBeDefined();
        expect(person.employerId).toBeNull();
      }
    }
  });

  it('are paid at employers that are still there', () => {
    const active = new Set(
      county.employer.filter((employer) => employer.active).map((employer) => employer.id),
    );
    const closed = county.employer.filter((employer) => !employer.active).map((employer) => employer.id);
    const now = county.contributionPeriod.filter(
      (period) => period.toMonth === null && period.employerId !== null,
    );
    expect(now.every((period) => active.has(period.employerId ?? ''))).toBe(true);
    expect(closed.length).toBeGreaterThan(0);
  });

  it('have about three periods each', () => {
    const mean = county.contributionPeriod.length / county.insuredPerson.length;
    expect(mean).toBeGreaterThan(2.4);
    expect(mean).toBeLessThan(3.6);
  });

  it('are of every kind: unbroken, with gaps open or made good in time or late, stopped, ended, moved here', () => {
    const backPaid = county.contributionPeriod.filter((period) => period.paidOn !== null);
    const lengths = backPaid.map((period) => monthsBetween(period.fromMonth, period.toMonth ?? '') + 1);
    expect(lengths.filter((length) => length <= 3).length).toBeGreaterThan(200);
    expect(lengths.filter((length) => length > 3).length).toBeGreaterThan(100);
    expect(backPaid.every((period) => (period.paidOn ?? '').slice(0, 7) > (period.toMonth ?? ''))).toBe(true);
    const gaps = [...periods.values()].filter((list) =>
      list.some((period, index) => {
        const next = list[index + 1];
        return next !== undefined && addMonths(period.toMonth ?? today.slice(0, 7), 1) < next.fromMonth;
      }),
    );
    expect(gaps.length).toBeGreaterThan(200);
    const suspended = county.insuredPerson.filter((person) => person.insuranceStatus === '2');
    const monthsSince = suspended.map((person) =>
      monthsBetween(of(person.id).at(-1)?.toMonth ?? '', monthOf(today)),
    );
    expect(monthsSince.filter((months) => months <= 3).length).toBeGreaterThan(100);
    expect(monthsSince.filter((months) => months > 3).length).toBeGreaterThan(100);
    const elsewhere = county.contributionPeriod.filter((period) => period.areaCode !== countyCode);
    expect(elsewhere.length).toBeGreaterThan(200);
    expect(elsewhere.every((period) => of(period.personId)[0] === period)).toBe(true);
  });

  it('leave no right open for want of a published value, and show every status of a month', () => {
    const area = { areaCode: countyCode, parameters: county.poolingAreaParameter };
    const months = county.insuredPerson
      .slice(0, 1_500)
      .flatMap((person) => contributionRights({ periods: of(person.id), person }, area, today).months)
      .filter(({ month }) => month >= FIRST_MONTH);
    const open = months.filter(
      ({ pooled, personal }) => pooled.answer === 'undecided' || personal.reason.code === 'parameter-missing',
    );
    expect(open).toEqual([]);
    expect([...new Set(months.map(({ status }) => status))].sort()).toEqual([
      'after-death',
      'gap',
      'made-good-in-time',
      'made-good-late',
      'not-due',
      'paid',
      'retired',
      'waiting',
    ]);
  });
});
