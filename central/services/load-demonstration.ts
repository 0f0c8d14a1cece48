import type { HelloAnswer } from '../../contract/sync-protocol.ts';
import type { Change } from '../../domain/records/change.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import type { Journal } from '../journal.ts';
import type { CentralStorage, LoadBatch } from '../storage/central-storage.ts';

/** What a demonstration brings: a county of people who do not exist, and who may sign in there. */
export interface Demonstration {
  readonly county: string;
  readonly countyName: string;
  /** What the login page shows. */
  readonly clerks: readonly HelloAnswer['demonstrationClerks'][number][];
  /** A drawn portrait as SVG. */
  portrait(person: InsuredPerson, today: string): string;
  /** One table in each batch. */
  batches(): Iterable<readonly Change[]>;
}

/**
 * Puts the demonstration county in where the database has no county yet. Its records are there from the beginning
 * and make no feed. A load that was interrupted has left no county and begins anew.
 * @param turned the month in which it is made: its seals stay as they come, and follow the record from the next one on
 */
export async function loadDemonstration(
  storage: CentralStorage,
  demonstration: Demonstration,
  journal: Journal,
  turned?: string,
): Promise<void> {
  if ((await storage.counties()).length > 0) return;
  const { county, countyName } = demonstration;
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
      yield* byTable(batch);
    }
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
