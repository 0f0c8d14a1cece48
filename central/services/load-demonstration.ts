import type { HelloAnswer } from '../../contract/sync-protocol.ts';
import type { Change } from '../../domain/records/change.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import type { Journal } from '../journal.ts';
import type { CentralStorage, LoadBatch, NewCardPin } from '../storage/central-storage.ts';
import type { PinVault } from './pin-vault.ts';

/** What a demonstration brings: a county of people who do not exist, and who may sign in there. */
export interface Demonstration {
  readonly county: string;
  readonly countyName: string;
  /** What the login page shows. */
  readonly clerks: readonly HelloAnswer['demonstrationClerks'][number][];
  /** The password of every card that has one, for whoever tries its services; without it none is kept. */
  readonly cardPin?: string;
  /** A drawn portrait as SVG. */
  portrait(person: InsuredPerson, today: string): string;
  /** One table in each batch. */
  batches(): Iterable<readonly Change[]>;
}

/** What may go with a load. */
interface DemonstrationLoad {
  /** The month in which it is made: its seals stay as they come, and follow the record from the next one on. */
  readonly turned?: string;
  /** Keeps the cards' password as one that was set at a counter is kept. */
  readonly vault?: Pick<PinVault, 'keep'>;
}

/**
 * Puts the demonstration county in where the database has no county yet. Its records are there from the beginning
 * and make no feed. A load that was interrupted has left no county and begins anew.
 */
export async function loadDemonstration(
  storage: CentralStorage,
  demonstration: Demonstration,
  journal: Journal,
  { turned, vault }: DemonstrationLoad = {},
): Promise<void> {
  if ((await storage.counties()).length > 0) return;
  const { county, countyName, cardPin } = demonstration;
  const start = performance.now();
  let count = 0;
  journal.record('demonstration county loading', { county });
  await storage.loadCounty({ county, name: countyName, demonstration: true }, loadBatches(), turned);
  journal.record('demonstration county loaded', {
    county,
    count,
    milliseconds: Math.round(performance.now() - start),
  });

  function* loadBatches(): Iterable<LoadBatch> {
    for (const batch of demonstration.batches()) {
      count += batch.length;
      for (const one of byTable(batch)) {
        yield one.table === 'card' ? { ...one, cardPins: pinsOf(batch) } : one;
      }
    }
  }

  function pinsOf(batch: readonly Change[]): readonly NewCardPin[] {
    if (cardPin === undefined || vault === undefined) return [];
    return batch.flatMap((one) => {
      if (one.table !== 'card' || !one.record.pinSet || one.record.status === '9') return [];
      const cardNumber = one.record.id;
      return [{ cardNumber, pinHash: vault.keep(cardNumber, cardPin), commandId: 'demonstration' }];
    });
  }
}

/** A batch holds one table; should one hold several, each goes by itself. */
function byTable(batch: readonly Change[]): readonly LoadBatch[] {
  const tables = new Map<Change['table'], Change['record'][]>();
  for (const { table, record } of batch) {
    const records = tables.get(table);
    if (records === undefined) tables.set(table, [record]);
    else records.push(record);
  }
  return [...tables].map(([table, records]) => ({ table, records }));
}
