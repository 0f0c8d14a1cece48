import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../domain/command/facts.ts';
import { change } from '../../domain/records/change.ts';
import type { BlankCard } from '../../domain/records/records.ts';
import { SliceFacts } from './slice-facts.ts';

const ids = ['1', '2', '3', '\u{20000}', '\uFF21'];
const workstations = ['W1', 'W2', 'null'];

const lookups: readonly Lookup[] = [
  ...ids.slice(1).map((value) => ({ table: 'blankCard', by: 'id', value }) as const),
  ...workstations.map((value) => ({ table: 'blankCard', by: 'workstationId', value }) as const),
];

const blank = fc.record({
  id: fc.constantFrom(...ids),
  workstationId: fc.constantFrom(null, ...workstations, 'W9'),
  changedOn: fc.constantFrom('2026-01-05', '2026-01-06'),
});
type Change = typeof blank extends fc.Arbitrary<infer T> ? T : never;

function blankOf(some: Change): BlankCard {
  const numbers = { cardNumber: 'G1', bankCardNumber: '62', officeId: 'O1' };
  return { ...numbers, ...some, status: 'in-stock', serviceId: null };
}

/** What the database would find after the changes were written. */
function find(records: ReadonlyMap<string, BlankCard>, { by, value }: Lookup): readonly BlankCard[] {
  return [...records.values()]
    .filter((record) => Reflect.get(record, by) === value)
    .sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
}

describe('the records in the middle of a run of commands', () => {
  it('are what the database would give if every change had been written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(blank), fc.array(blank), async (before, changes) => {
        const records = new Map(before.map((some) => [some.id, blankOf(some)]));
        const facts = await SliceFacts.fetch(lookups, (distinct) =>
          Promise.resolve(distinct.map((lookup) => find(records, lookup))),
        );
        for (const some of changes) {
          const record = blankOf(some);
          records.set(record.id, record);
          facts.apply([change('blankCard', record)]);
          for (const lookup of lookups) expect(facts.all(lookup)).toEqual(find(records, lookup));
        }
      }),
    );
  });

  it('do not change under whom they were given to', async () => {
    const record = blankOf({ id: '2', workstationId: 'W1', changedOn: '2026-01-05' });
    const facts = await SliceFacts.fetch(lookups, (distinct) =>
      Promise.resolve(distinct.map(({ value }) => (value === '2' || value === 'W1' ? [record] : []))),
    );
    const given = facts.of('blankCard', 'workstationId', 'W1');
    facts.apply([change('blankCard', { ...record, workstationId: 'W2' })]);
    expect(given).toEqual([record]);
    expect(facts.of('blankCard', 'workstationId', 'W1')).toEqual([]);
  });
});
