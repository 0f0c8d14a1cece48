import { describe, expect, it } from 'vitest';
import { blankCard, centre, person } from '../domain/testing/county.ts';
import { readRows } from './read-rows.ts';

const office: readonly unknown[] = Object.values(centre);

describe('rows of a snapshot page', () => {
  it('are taken when each fits its table, in the order of the fields', () => {
    expect(readRows('office', [office, office])).toEqual([office, office]);
    expect(readRows('insuredPerson', [Object.values(person)])).not.toBeNull();
    expect(readRows('blankCard', [Object.values(blankCard(1))])).not.toBeNull();
    expect(readRows('office', [])).toEqual([]);
  });

  it.each<[string, readonly unknown[]]>([
    ['too short', office.slice(1)],
    ['too long', [...office, 'more']],
    ['of another kind', office.map((value, index) => (index === 1 ? 'castle' : value))],
    ['with null where there must be a text', office.map((value, index) => (index === 2 ? null : value))],
    ['with a number for a text', office.map((value, index) => (index === 2 ? 7 : value))],
    ['without an id', office.map((value, index) => (index === 0 ? '' : value))],
  ])('are not taken at all when one is %s', (_what, bad) => {
    expect(readRows('office', [office, bad, office])).toBeNull();
  });
});
