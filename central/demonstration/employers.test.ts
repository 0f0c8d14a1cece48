import { describe, expect, it } from 'vitest';
import { parseEmployerCode } from '../../domain/identity/employer-code.ts';
import { BirthDates } from './birth-dates.ts';
import { employerCount, employerOf } from './employers.ts';
import { countyCode, countyName } from './places.ts';
import { Timeline } from './timeline.ts';

const timeline = new Timeline('2026-11-22');
const plan = { seed: 1, persons: 1_000_000, employers: 5_000, timeline, births: new BirthDates(timeline, 1) };
const employers = Array.from({ length: 5_000 }, (_, index) => employerOf(plan, index));

describe('employers of the demonstration', () => {
  it('have valid codes of a district that no registry serves', () => {
    for (const { id } of employers) {
      expect(parseEmployerCode(id)).toEqual({ ok: true, code: id });
      expect(id.slice(2, 8)).toBe(countyCode);
    }
    expect(new Set(employers.map((employer) => employer.id)).size).toBe(5_000);
  });

  it('have names of their own that begin with the county that never was', () => {
    expect(new Set(employers.map((employer) => employer.name)).size).toBe(5_000);
    expect(employers.every((employer) => employer.name.startsWith(countyName))).toBe(true);
  });

  it.each([
    [1, 5],
    [500, 5],
    [2_000, 20],
    [20_000, 200],
    [30_000, 200],
    [100_000, 500],
    [1_000_000, 5_000],
  ])('of %i persons are %i', (persons, count) => {
    expect(employerCount(persons)).toBe(count);
  });
});
