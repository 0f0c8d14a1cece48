import { randomUUID } from 'node:crypto';
import { recordTables, tableNames } from '../../domain/records/record-tables.ts';
import { migrate } from '../migrations/migrate.ts';
import {
  UnknownCountyError,
  type CentralIdentity,
  type CentralStorage,
  type County,
  type CountyReader,
} from './central-storage.ts';
import { countyReader, readHead } from './county-reader.ts';
import { countyWriter } from './county-writer.ts';
import { recordSql } from './record-sql.ts';
import { isDatabaseFault, type SqlDatabase, type SqlTransaction } from './sql-database.ts';
import { textOf } from './sql-values.ts';

/**
 * The storage of the central office over either database: brings its shape up to date, makes its epoch once, and
 * speaks SQL that both understand.
 * @throws NewerDatabaseError when a newer central office has migrated this database.
 */
export async function openCentralStorage(database: SqlDatabase): Promise<CentralStorage> {
  await migrate(database);
  await database.transaction(null, async (transaction) => {
    await transaction.query('insert into central_identity (epoch) values ($1) on conflict do nothing', [
      randomUUID(),
    ]);
  });
  return {
    kind: database.kind,
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
    counties: () =>
      database.transaction(null, async (transaction) => {
        const rows = await transaction.query(
          'select county, name, demonstration from county order by county',
        );
        return rows.map((row) => ({
          county: textOf(row['county']),
          name: textOf(row['name']),
          demonstration: row['demonstration'] === true,
        }));
      }),
    read<T>(county: string, work: (reader: CountyReader) => Promise<T>): Promise<T> {
      return database.transaction(county, (transaction) => work(countyReader(transaction, county)));
    },
    change: (county, work) =>
      database.transaction(county, async (transaction) => {
        const head = await readHead(transaction, county, 'for update');
        if (head === undefined) throw new UnknownCountyError();
        return await work(countyWriter(database, transaction, county, head));
      }),
    loadCounty: (county, batches) => loadCounty(database, county, batches),
    isFault: isDatabaseFault,
    onChange(listener) {
      database.onAnnounced(listener);
    },
    close: () => database.close(),
  };
}

async function readIdentity(transaction: SqlTransaction): Promise<CentralIdentity> {
  const [row] = await transaction.query('select epoch, pin_key_fingerprint from central_identity');
  const fingerprint = row?.['pin_key_fingerprint'];
  return {
    epoch: textOf(row?.['epoch']),
    pinKeyFingerprint: typeof fingerprint === 'string' ? fingerprint : null,
  };
}

/**
 * Each batch in its own transaction; the county's own row comes last and is the mark that all is there. What an
 * interrupted load left behind is removed first.
 */
async function loadCounty(
  database: SqlDatabase,
  { county, name, demonstration }: County,
  batches: Parameters<CentralStorage['loadCounty']>[1],
): Promise<void> {
  await database.transaction(county, async (transaction) => {
    const [known] = await transaction.query('select 1 from county where county = $1', [county]);
    if (known !== undefined) throw new Error('the county is already here');
    for (const table of tableNames) {
      await transaction.query(`delete from ${recordTables[table].sqlName} where county = $1`, [county]);
    }
  });
  for (const { table, records } of batches) {
    await database.transaction(county, async (transaction) => {
      await transaction.query(recordSql[table].load, [county, JSON.stringify(records)]);
    });
  }
  await database.transaction(county, async (transaction) => {
    await transaction.query('insert into county (county, name, demonstration) values ($1, $2, $3)', [
      county,
      name,
      demonstration,
    ]);
    await transaction.query('insert into county_head (county) values ($1)', [county]);
    await transaction.execute('analyze');
  });
}
