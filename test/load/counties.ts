import pg from 'pg';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { countyCode } from '../../central/demonstration/places.ts';
import { newToken, secretHash } from '../../central/services/credentials.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import type { CentralStorage, LoadBatch } from '../../central/storage/central-storage.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { monthOf } from '../../domain/calendar/month.ts';
import type { Change } from '../../domain/records/change.ts';
import { countySeed } from '../bench/county-rows.ts';
import { addressAs } from '../helpers/postgresql.ts';
import { blanksFor } from './prepared-commands.ts';
import { recordsOfWindows, type LoadedWindow } from './windows.ts';

/** A window of one of the counties, and the credential of its counter. */
export interface EnrolledWindow {
  readonly county: string;
  readonly workstationId: string;
  readonly token: string;
}

export interface LoadedCounties {
  readonly counties: readonly string[];
  readonly windows: readonly EnrolledWindow[];
  /** What the making took, seconds. */
  readonly seconds: { readonly load: number; readonly copy: number; readonly vacuum: number };
}

/**
 * So many counties with the same people, windows and blanks, and a credential for every window. The first one comes as
 * every county comes into a central office; the others are copied from it within the database.
 * @param databaseUrl as the serving role
 */
export async function loadCounties(
  databaseUrl: string,
  settings: {
    readonly counties: number;
    readonly persons: number;
    readonly windows: readonly LoadedWindow[];
    readonly commandsEach: number;
  },
): Promise<LoadedCounties> {
  const counties = Array.from({ length: settings.counties }, (_unused, index) =>
    String(Number(countyCode) + index),
  );
  const [first = countyCode, ...others] = counties;
  const storage = await openStorageAt(databaseUrl);
  try {
    const { persons } = settings;
    const load = await secondsOf(() =>
      loadGenerated(storage, { county: first, persons, demonstration: false }, extraOf(settings)),
    );
    const copy = await secondsOf(() => copyCounty(addressAs('superuser', databaseUrl), first, others));
    const vacuum = await secondsOf(() => runAsSuperuser(databaseUrl, 'vacuum analyze'));
    const windows: EnrolledWindow[] = [];
    for (const county of counties) windows.push(...(await enrolAll(storage, county, settings.windows)));
    return { counties, windows, seconds: { load, copy, vacuum } };
  } finally {
    await storage.close();
  }
}

/** The central office's storage over PostgreSQL, beside the process that serves. */
export async function openStorageAt(databaseUrl: string): Promise<CentralStorage> {
  const database = await openPostgresqlDatabase({
    connectionString: databaseUrl,
    onFault: (error) => console.error(error),
  });
  return await openCentralStorage(database);
}

/** The county of the benches, of so many persons, as every county comes into a central office; with what is added to it. */
export async function loadGenerated(
  storage: CentralStorage,
  county: { readonly county: string; readonly persons: number; readonly demonstration: boolean },
  added: readonly LoadBatch[] = [],
): Promise<void> {
  const { persons, ...named } = county;
  await storage.loadCounty({ ...named, name: '示范县' }, batches(), monthOf(systemClock().today()));

  function* batches(): Iterable<LoadBatch> {
    for (const batch of demonstrationCounty({ ...countySeed, persons }).batches()) yield* byTable(batch);
    yield* added;
  }
}

function extraOf(settings: {
  readonly windows: readonly LoadedWindow[];
  readonly commandsEach: number;
}): readonly LoadBatch[] {
  const { windows, commandsEach } = settings;
  return [
    ...byTable(recordsOfWindows(windows)),
    { table: 'blankCard', records: blanksFor(windows, commandsEach) },
  ];
}

function byTable(changes: readonly Change[]): readonly LoadBatch[] {
  const tables = new Map<Change['table'], Change['record'][]>();
  for (const { table, record } of changes) tables.set(table, [...(tables.get(table) ?? []), record]);
  return [...tables].map(([table, records]) => ({ table, records }));
}

/** Every table that has a county, with the months that were paid there paid in the new one. */
async function copyCounty(superuser: string, source: string, targets: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; columns: readonly string[] }>(
      `select columns.table_name as table, array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
       group by columns.table_name having bool_or(column_name = 'county')`,
    );
    for (const target of targets) {
      for (const { table, columns } of rows) {
        const values = columns.map((column) => {
          if (column === 'county') return '$2';
          return column === 'area_code' ? `case when area_code = $1 then $2 else area_code end` : column;
        });
        await client.query(
          `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where county = $1`,
          [source, target],
        );
      }
    }
  } finally {
    await client.end();
  }
}

/** One statement, as somebody whom row-level security does not hold. */
export async function runAsSuperuser(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressAs('superuser', databaseUrl) });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** As enrolment gives credentials, without the codes that three hundred people would type. */
async function enrolAll(
  storage: CentralStorage,
  county: string,
  windows: readonly LoadedWindow[],
): Promise<readonly EnrolledWindow[]> {
  return await storage.change(county, async (writer) => {
    const enrolled: EnrolledWindow[] = [];
    for (const { workstation } of windows) {
      const token = newToken(county);
      const { officeId, id: workstationId } = workstation;
      await writer.addCredential(secretHash(token), { officeId, workstationId });
      enrolled.push({ county, workstationId, token });
    }
    return enrolled;
  });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
