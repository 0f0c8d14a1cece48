import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { Office } from '../faults/support/office.ts';
import { walkCounty } from './county-walk.ts';

/** What a process is to do: county after county on one central office. */
export interface CountiesWork {
  /** An empty database with the central office's tables, as the role that serves. */
  readonly address: string;
  readonly counties: readonly { readonly seed: number; readonly operations: number }[];
  readonly group: number;
}

/** What it tells. */
export type CountiesTold =
  | { readonly what: 'group'; readonly operations: number }
  | { readonly what: 'county'; readonly figures: readonly (readonly [string, number])[] };

/** Opens a central office on that database, gives it work, and closes it. */
export async function onPostgresql<Result>(
  address: string,
  work: (office: Office, time: { now: number }) => Promise<Result>,
): Promise<Result> {
  const time = { now: 0 };
  const onFault = (error: unknown) => console.error(error);
  const database = await openPostgresqlDatabase({ connectionString: address, onFault });
  const office = await Office.open(() => time.now, {}, database);
  try {
    return await work(office, time);
  } finally {
    await office.close();
  }
}

/** @throws UntrueCounty at the first county in which something is not true */
export async function walkCounties(
  { address, counties, group }: CountiesWork,
  tell: (told: CountiesTold) => void,
): Promise<void> {
  await onPostgresql(address, async (office, time) => {
    for (const { seed, operations } of counties) {
      const told = (done: number) => tell({ what: 'group', operations: done });
      const figures = await walkCounty({ office, time, seed, operations, group, told });
      tell({ what: 'county', figures: figures.entries() });
    }
  });
}
