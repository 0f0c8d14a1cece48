import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  startCentralOffice,
  type CentralOffice,
  type CentralOfficeSettings,
} from '../../../central/central-office.ts';
import { createJournal } from '../../../central/journal.ts';
import { makeEnrolmentCode } from '../../../central/services/enrolment.ts';
import { canonicalJson } from '../../../domain/records/canonical-json.ts';
import type { CentralStorage } from '../../../central/storage/central-storage.ts';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames } from '../../../domain/records/record-tables.ts';
import { county } from '../../../domain/testing/county.ts';
import { layEmptyDatabase } from '../../helpers/empty-database.ts';
import { freshFolder } from './fresh-folder.ts';

/** What goes on whatever becomes of the central office. */
type Outside = Pick<CentralOfficeSettings, 'clock' | 'payments' | 'paymentWaits'>;

/** A real central office with HTTP and an embedded database, whose demonstration county is the sample county. */
export class CountyOffice {
  readonly folder: string;
  readonly #records: readonly Change[];
  readonly #outside: Outside;
  readonly #port: number;
  #office: CentralOffice | null;

  private constructor(folder: string, records: readonly Change[], outside: Outside, office: CentralOffice) {
    this.folder = folder;
    this.#records = records;
    this.#outside = outside;
    this.#office = office;
    this.#port = Number(new URL(office.url).port);
  }

  static async open(
    records: readonly Change[],
    folder = freshFolder(),
    outside: Outside = {},
  ): Promise<CountyOffice> {
    if (!existsSync(join(folder, 'database'))) await layEmptyDatabase(folder);
    return new CountyOffice(folder, records, outside, await start(folder, records, outside, 0));
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** Comes back at the same address. */
  async up(): Promise<void> {
    this.#office ??= await start(this.folder, this.#records, this.#outside, this.#port);
  }

  async down(): Promise<void> {
    await this.#office?.close();
    this.#office = null;
  }

  /** A copy of everything it has, made while it is down. */
  backup(): string {
    const copy = freshFolder();
    cpSync(this.folder, copy, { recursive: true });
    return copy;
  }

  /** Takes the place of what it has; while it is down. */
  restore(backup: string): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(backup, this.folder, { recursive: true });
    rmSync(backup, { recursive: true, force: true });
  }

  /** A code with which one workstation is enrolled, as for a machine that takes another's place. */
  async codeFor(workstationId: string, officeId: string): Promise<string> {
    const office = this.#office;
    if (office === null) throw new Error('the central office is down');
    return (await makeEnrolmentCode(office.storage, { county, officeId, workstationId })).code;
  }

  /** Of the office that is up. */
  get storage(): CentralStorage {
    if (this.#office === null) throw new Error('the central office is down');
    return this.#office.storage;
  }

  async sharedRecords(): Promise<Readonly<Record<string, readonly string[]>>> {
    const office = this.#office;
    if (office === null) throw new Error('the central office is down');
    const tables = await Promise.all(
      tableNames.map(async (table) => {
        const records = await office.storage.read(county, (reader) => reader.all(table));
        return [table, records.map(canonicalJson).sort()] as const;
      }),
    );
    return Object.fromEntries(tables);
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function start(
  dataFolder: string,
  records: readonly Change[],
  outside: Outside,
  port: number,
): Promise<CentralOffice> {
  return startCentralOffice({
    ...outside,
    dataFolder,
    host: '127.0.0.1',
    port,
    journal: createJournal({ write: () => undefined }),
    snapshotPolicy: { quiet: 0 },
    demonstration: {
      county,
      countyName: '桐溪县',
      clerks: [],
      portrait: () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
      batches: () => [records],
    },
  });
}
