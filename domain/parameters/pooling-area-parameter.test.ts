import { describe, expect, it } from 'vitest';
import { Facts } from '../command/facts.ts';
import type { PoolingAreaParameter } from '../records/records.ts';
import { countOn, keptParameters, parameterLookups, parameterOn } from './pooling-area-parameter.ts';

const published = (value: string, validFrom: string): PoolingAreaParameter => ({
  id: `replacement-fee@${validFrom}`,
  name: 'replacement-fee',
  value,
  validFrom,
  source: '示范参数',
});
const facts = (...records: readonly PoolingAreaParameter[]) =>
  Facts.of(parameterLookups('replacement-fee'), [records]);

describe('a value of the pooling area', () => {
  const two = facts(published('1600', '2026-01-01'), published('2000', '2025-01-01'));

  it.each([
    ['2024-12-31', undefined],
    ['2025-01-01', '2000'],
    ['2025-12-31', '2000'],
    ['2026-01-01', '1600'],
    ['2030-06-01', '1600'],
  ])('on %s is the latest one published from that day or earlier', (day, value) => {
    expect(parameterOn(two, 'replacement-fee', day)?.value).toBe(value);
  });

  it('that is not published is no value, and never a guess', () => {
    expect(parameterOn(facts(), 'replacement-fee', '2026-11-25')).toBeUndefined();
  });

  it('counts only as a whole number', () => {
    expect(countOn(two, 'replacement-fee', '2026-11-25')?.count).toBe(1600);
    for (const value of ['', '-1', '20.5', '二十', '1e3', ' 20']) {
      expect(countOn(facts(published(value, '2026-01-01')), 'replacement-fee', '2026-11-25')).toBeUndefined();
    }
  });

  it('is kept with the service by its name', () => {
    const kept = { name: 'replacement-fee', value: '1600', validFrom: '2026-01-01' } as const;
    expect(keptParameters(kept, kept)).toEqual({ 'replacement-fee': '1600' });
  });

  it('is kept by the day from which it held where several were used', () => {
    const first = { name: 'contribution-base-floor', value: '480000', validFrom: '2025-07-01' } as const;
    const second = { ...first, value: '500000', validFrom: '2026-07-01' };
    expect(keptParameters(first, second)).toEqual({
      'contribution-base-floor@2025-07-01': '480000',
      'contribution-base-floor@2026-07-01': '500000',
    });
  });
});
