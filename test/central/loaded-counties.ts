import { afterAll, beforeAll, expect } from 'vitest';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { Change } from '../../domain/records/change.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import type { FactBase } from '../../domain/testing/fact-base.ts';
import { startDatabases, type DatabaseKind, type TestDatabases } from './databases.ts';

/** One database for all tests of a block, and counties in it that hold what the rules' own small world holds. */
export class LoadedCounties {
  #databases: TestDatabases | null = null;
  #storage: CentralStorage | null = null;
  #last: number;

  private constructor(before: number) {
    this.#last = before;
  }

  /**
   * Opened before the tests of the block, and closed after them.
   * @param before the counties are numbered behind this one
   */
  static on(kind: DatabaseKind, before: number): LoadedCounties {
    const counties = new LoadedCounties(before);
    beforeAll(async () => {
      const databases = await startDatabases(kind);
      counties.#databases = databases;
      counties.#storage = await openCentralStorage(await databases.open(await databases.newAddress()));
    }, 120_000);
    afterAll(async () => {
      await counties.#storage?.close();
      await counties.#databases?.stop();
    });
    return counties;
  }

  get storage(): CentralStorage {
    if (this.#storage === null) throw new Error('the database is not open');
    return this.#storage;
  }

  /** A county with these records; entries that have no serial get the next ones. */
  async load(base: FactBase): Promise<string> {
    this.#last += 1;
    const county = String(this.#last);
    let serial = 1;
    await this.storage.loadCounty(
      { county, name: '示范县', demonstration: false },
      tableNames.map((table) => ({
        table,
        records: base
          .all(table)
          .map((record) =>
            'serial' in record && record.serial === 0 ? { ...record, serial: ++serial } : record,
          ),
      })),
    );
    return county;
  }

  async all<T extends Change['table']>(county: string, table: T) {
    return await this.storage.read(county, (reader) => reader.all(table));
  }

  /** Its ledger breaks no rule, by what the audit asks. */
  async isSound(county: string): Promise<void> {
    const { unsound } = await this.storage.read(county, (reader) => reader.auditLedger());
    expect(unsound).toEqual([]);
  }
}
