import type { CountyReader } from '../../../central/storage/central-storage.ts';
import type { CounterStorage } from '../../../counter/ports.ts';
import { person } from '../../../domain/testing/county.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

type Found = Awaited<ReturnType<CountyReader['lookUp']>>[number];
type Lookups = Parameters<CountyReader['lookUp']>[0];

/** Rules that see some records otherwise than they are, at the counters and at the central office alike. */
function seeing(name: string, as: (lookup: Lookups[number], found: Found) => Found): Variant {
  const find = (storage: CounterStorage) =>
    new Proxy(storage.records, {
      get(target, called): unknown {
        if (called !== 'find') return Reflect.get(target, called);
        return (...[table, by, value]: Parameters<typeof target.find>) =>
          as({ table, by, value }, target.find(table, by, value));
      },
    });
  return {
    name,
    counter: () => ({ wrapStorage: (storage) => ({ ...storage, records: find(storage) }) }),
    office: {
      wrapStorage: (storage) =>
        wrapping(storage, {
          writer: (writer) => ({
            ...writer,
            async lookUp(lookups) {
              const found = await writer.lookUp(lookups);
              return lookups.map((lookup, index) => as(lookup, found[index] ?? []));
            },
          }),
        }),
    },
  };
}

/** Does not see that somebody's balance is being paid out already. */
const paidOutTwice = seeing('a balance that two payouts pay', ({ table, by }, found) =>
  table === 'payout' && by === 'personId' ? [] : found,
);

/** Takes whatever comes with the right reference for the money of the person who is transferred. */
const moneyOfAnother = seeing('money for another person that is credited to this one', (_lookup, found) =>
  found.map((one) =>
    'payeeNumber' in one ? { ...one, payeeName: person.name, payeeNumber: person.documentNumber } : one,
  ),
);

/** Does not see that what the bank has paid is claimed back already. */
const claimedTwice = seeing('a payment that is claimed back twice', ({ table, by }, found) =>
  table === 'serviceRecord' && by === 'personId'
    ? found.filter(
        (one) => !('details' in one && one.details?.of === 'request-reversal' && one.details.way === 'claim'),
      )
    : found,
);

export const claimVariants: readonly Variant[] = [claimedTwice];
export const payoutVariants: readonly Variant[] = [paidOutTwice];
export const transferVariants: readonly Variant[] = [moneyOfAnother];
