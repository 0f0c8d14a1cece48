import { CounterClock } from '../../../counter/engine/counter-clock.ts';
import { createReplica } from '../../../counter/engine/replica.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../../db/counter-storage.ts';
import { connect } from '../../../db/open-database.ts';
import { behindTable, recordTables, type TableName } from '../../../domain/records/record-tables.ts';
import { smallCounty } from '../support/small-county.ts';
import { contentHash, databaseIn } from './stored.ts';

const records = smallCounty({ persons: 12, blanksEach: 4 });
/** Few enough that a table comes in several pages. */
const rowsInPage = 8;

/** Takes what is missing of a small county over, page by page, as the synchroniser does; begins where there is nothing of it. */
export function pullCounty(storage: OpenCounterStorage): void {
  const clock = new CounterClock({ now: () => Date.parse('2026-11-23T09:00:00+08:00') }, storage.memory);
  const replica = createReplica(storage, clock, () => undefined);
  if (replica.state().epoch === null) replica.beginSnapshot('epoch', 1, records.length);
  for (let place = replica.state().snapshot; place !== null; place = replica.state().snapshot) {
    const { table, after } = place;
    const rows = rowsBehind(table, after);
    const last = rows.at(-1)?.[0];
    const next =
      rows.length < rowsInPage || typeof last !== 'string' ? behindTable(table) : { table, after: last };
    replica.receiveSnapshotPage({ table, rows, next });
  }
}

/** So many records has the small county. */
export const pulledRecords = records.length;

/** Its rows of a table, values in the order of the fields, ids rising. */
export function rowsOf(table: TableName): readonly (readonly unknown[])[] {
  const fields = Object.keys(recordTables[table].fields);
  return records
    .filter((one) => one.table === table)
    .map(({ record }) => fields.map((field) => Reflect.get(record, field) as unknown))
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

function rowsBehind(table: TableName, after: string): readonly (readonly unknown[])[] {
  return rowsOf(table)
    .filter(([id]) => String(id) > after)
    .slice(0, rowsInPage);
}

/** Everything that the file of a counter holds in a folder, its schema as well, when it has pulled the county. */
export function contentWithCounty(folder: string): string {
  const storage = openCounterStorage(databaseIn(folder));
  try {
    pullCounty(storage);
  } finally {
    storage.close();
  }
  const database = connect(databaseIn(folder));
  try {
    return contentHash(database);
  } finally {
    database.close();
  }
}
