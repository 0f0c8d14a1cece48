import type { CountyReader } from '../../../central/storage/central-storage.ts';
import type { CounterStorage } from '../../../counter/ports.ts';
import { applyCommands } from '../../../central/services/apply-commands.ts';
import { commandBody } from '../../../contract/commands.ts';
import { change, type Change } from '../../../domain/records/change.ts';
import type { ServiceRecord } from '../../../domain/records/records.ts';
import type { TableName } from '../../../domain/records/record-tables.ts';
import { person } from '../../../domain/testing/county.ts';
import type { OfficeVariant } from '../support/office.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

type Found = Awaited<ReturnType<CountyReader['lookUp']>>[number];
/** Which records are asked for, without saying which fields a table has: the union of all tables is more than a comparison of types goes through. */
interface Asked {
  readonly table: TableName;
  readonly by: string;
  readonly value: string;
}

/** Rules that see some records otherwise than they are, at the counters and at the central office alike. */
function seeing(name: string, as: (lookup: Asked, found: Found) => Found): Variant {
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
    office: { wrapStorage: seen(as) },
  };
}

/** The same of the central office alone. */
function seen(as: (lookup: Asked, found: Found) => Found): NonNullable<OfficeVariant['wrapStorage']> {
  return (storage) =>
    wrapping(storage, {
      writer: (writer) => ({
        ...writer,
        async lookUp(lookups) {
          const found = await writer.lookUp(lookups);
          return lookups.map((lookup, index) => as(lookup, found[index] ?? []));
        },
      }),
    });
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
    ? found.filter((one) => claimedGroup(one) === undefined)
    : found,
);

/** What a claim names; undefined of every other record. */
function claimedGroup(one: Found[number]): string | undefined {
  return 'details' in one && one.details?.of === 'request-reversal' && one.details.way === 'claim'
    ? one.details.groupId
    : undefined;
}

/** Holds a claim only against those that name the same entries of what was paid. */
function claimedByOtherEntries(): Variant {
  /** What each claim names, and what is named by those that are decided now. */
  const named = new Map<string, string>();
  let now = new Set<string>();
  const isOfOthers = (one: Found[number]) => {
    const group = claimedGroup(one);
    return group !== undefined && now.size > 0 && !now.has(group);
  };
  return {
    name: 'a payment that is claimed back by one of its entries, and by another',
    office: {
      apply(parts, credential, commands) {
        const bodies = commands.flatMap((one) => commandBody.safeParse(one).data ?? []);
        for (const { kind, request } of bodies) {
          if (kind !== 'request-reversal' || request.way !== 'claim') continue;
          named.set(request.serviceNumber, request.groupId);
        }
        now = new Set(bodies.flatMap(({ request }) => named.get(numberIn(request)) ?? []));
        return applyCommands(parts, credential, commands);
      },
      wrapStorage: seen(({ table, by }, found) =>
        table === 'serviceRecord' && by === 'personId' ? found.filter((one) => !isOfOthers(one)) : found,
      ),
    },
  };
}

function numberIn(request: object): string {
  return 'serviceNumber' in request ? String(request.serviceNumber) : '';
}

/** Takes the entry of a repayment back, and leaves the claim as it was. */
function stillRepaid(): Variant {
  const before = new Map<string, ServiceRecord['details']>();
  return {
    name: 'a repayment that is taken back and of which no more is owed',
    office: {
      wrapStorage: (storage) =>
        wrapping(storage, {
          writer: (writer) => ({
            ...writer,
            async lookUp(lookups) {
              const found = await writer.lookUp(lookups);
              for (const one of found.flat()) if ('steps' in one) before.set(one.id, one.details);
              return found;
            },
            write: (effects) =>
              writer.write({
                ...effects,
                changes: effects.changes.map((one) => ({ ...one, change: asBefore(one.change) })),
              }),
          }),
        }),
    },
  };

  function asBefore(one: Change): Change {
    if (one.table !== 'serviceRecord' || one.record.steps.at(-1)?.step !== 'repayment-reversed') return one;
    return change('serviceRecord', { ...one.record, details: before.get(one.record.id) ?? null });
  }
}

export const claimVariants: readonly Variant[] = [claimedTwice, claimedByOtherEntries(), stillRepaid()];
export const payoutVariants: readonly Variant[] = [paidOutTwice];
export const transferVariants: readonly Variant[] = [moneyOfAnother];
