import { randomUUID } from 'node:crypto';
import { migrate, requireShape } from '../migrations/migrate.ts';
import {
  UnknownCountyError,
  type CentralIdentity,
  type CentralStorage,
  type County,
  type CountyReader,
} from './central-storage.ts';
import { contentStore } from './content-store.ts';
import { countyReader, readHead } from './county-reader.ts';
import { countyWriter, noteMonthlyTurn, writeCardPins } from './county-writer.ts';
import { recordSql } from './record-sql.ts';
import { requireServingRole } from './serving-role.ts';
import { isDatabaseFault, requireCountyCode, type SqlDatabase, type SqlTransaction } from './sql-database.ts';
import { textOf } from './sql-values.ts';
import { turnsByCounty } from './turns.ts';

/**
 * The storage of the central office over either database, in SQL that both understand. An embedded database is brought
 * to its shape here; PostgreSQL by its owner (`central migrate`), and the role that serves must be held to one county.
 * @throws NewerDatabaseError when a newer central office has migrated this database
 * @throws OlderDatabaseError, UnfitRoleError with PostgreSQL
 */
export async function openCentralStorage(database: SqlDatabase): Promise<CentralStorage> {
  if (database.kind === 'pglite') await migrate(database);
  else {
    await requireServingRole(database);
    await requireShape(database);
  }
  const inTurn = turnsByCounty();
  return {
    kind: database.kind,
    commitsAreDurable: database.commitsAreDurable,
    beginEpoch: () => beginEpoch(database),
    identity: () => database.transaction(null, readIdentity),
    rememberPinKey: (fingerprint) =>
      database.transaction(null, async (transaction) => {
        await transaction.query(
          'update central_identity set pin_key_fingerprint = $1 where pin_key_fingerprint is null',
          [fingerprint],
        );
        const { pinKeyFingerprint } = await readIdentity(transaction);
        if (pinKeyFingerprint === null) throw new Error('the fingerprint was not kept');
        return pinKeyFingerprint;
      }),
    counties: () => database.transaction(null, readCounties),
    read<T>(county: string, work: (reader: CountyReader) => Promise<T>): Promise<T> {
      return database.transaction(county, (transaction) => work(countyReader(transaction, county)));
    },
    change: (county, work) =>
      inTurn(county, () =>
        database.transaction(county, async (transaction) => {
          const head = await readHead(transaction, county, 'for update');
          if (head === undefined) throw new UnknownCountyError();
          return await work(countyWriter(database, transaction, county, head));
        }),
      ),
    contents: (county, work) =>
      database.transaction(county, (transaction) => work(contentStore(transaction, county))),
    loadCounty: (county, batches, turned) => loadCounty(database, county, batches, turned),
    isFault: isDatabaseFault,
    onChange(listener) {
      database.onAnnounced(listener);
    },
    close: () => database.close(),
  };
}

async function readCounties(transaction: SqlTransaction): Promise<readonly County[]> {
  const rows = await transaction.query('select county, name, demonstration from county order by county');
  return rows.map((row) => ({
    county: textOf(row['county']),
    name: textOf(row['name']),
    demonstration: row['demonstration'] === true,
  }));
}

/** Every county's head is locked meanwhile: a batch is decided wholly before the new epoch or not at all. */
async function beginEpoch(database: SqlDatabase): Promise<string> {
  return await database.transaction(null, async (transaction) => {
    const counties = await readCounties(transaction);
    for (const { county } of counties) {
      await transaction.execute(`set local guitai.county = '${requireCountyCode(county)}'`);
      await readHead(transaction, county, 'for update');
      await database.announce(transaction, county);
    }
    const epoch = randomUUID();
    await transaction.query('update central_identity set epoch = $1', [epoch]);
    return epoch;
  });
}

async function readIdentity(transaction: SqlTransaction): Promise<CentralIdentity> {
  const [row] = await transaction.query('select epoch, pin_key_fingerprint from central_identity');
  const fingerprint = row?.['pin_key_fingerprint'];
  return {
    epoch: textOf(row?.['epoch']),
    pinKeyFingerprint: typeof fingerprint === 'string' ? fingerprint : null,
  };
}

/** In one transaction: a load that breaks off has left nothing. It is not tried again: batches come only once. */
async function loadCounty(
  database: SqlDatabase,
  { county, name, demonstration }: County,
  batches: Parameters<CentralStorage['loadCounty']>[1],
  turned: string | undefined,
): Promise<void> {
  let begun = false;
  await database.transaction(county, async (transaction) => {
    if (begun) throw new Error('the county could not be loaded alone; load it again');
    begun = true;
    const [known] = await transaction.query('select 1 from county where county = $1', [county]);
    if (known !== undefined) throw new Error('the county is already here');
    for (const { table, records, cardPins = [] } of batches) {
      await transaction.query(recordSql[table].load, [county, JSON.stringify(records)]);
      await writeCardPins(transaction, county, cardPins);
    }
    await transaction.query('insert into county (county, name, demonstration) values ($1, $2, $3)', [
      county,
      name,
      demonstration,
    ]);
    await transaction.query('insert into county_head (county) values ($1)', [county]);
    if (turned !== undefined) {
      await noteMonthlyTurn(transaction, county, turned, { after: '', done: true });
    }
    // With PostgreSQL the service owns no table, and its autovacuum looks at them by itself.
    if (database.kind === 'pglite') await transaction.execute('analyze');
  });
}
