import { describe, expect, it } from 'vitest';
import { addMonths, monthsBetween } from '../../domain/calendar/month.ts';
import { retirementMonth } from './working-life.ts';

const month = (text: string) => monthsBetween('1926-01', text);
const benefitsFrom = (born: string, formerAge: 50 | 55 | 60) =>
  addMonths('1926-01', retirementMonth(month(born), formerAge, month('2025-01')));

// The retirement months are those of the tables annexed to the State Council's measures of 13 September 2024; benefits
// apply from the month after.
describe('the month from which retirement benefits apply', () => {
  it.each([
    ['1964-12', 60, '2025-01'],
    ['1965-01', 60, '2025-03'],
    ['1965-04', 60, '2025-06'],
    ['1965-05', 60, '2025-08'],
    ['1976-09', 60, '2039-10'],
    ['1980-01', 60, '2043-02'],
    ['1970-01', 55, '2025-03'],
    ['1981-09', 55, '2039-10'],
    ['1975-01', 50, '2025-03'],
    ['1975-03', 50, '2025-06'],
    ['1984-11', 50, '2039-12'],
    ['1990-01', 50, '2045-02'],
  ] as const)('born %s, formerly retired at %i: %s', (born, formerAge, from) => {
    expect(benefitsFrom(born, formerAge)).toBe(from);
  });
});
