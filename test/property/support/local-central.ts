import { layEmptyDatabase } from '../../helpers/empty-database.ts';
import { writeForeignChanges } from '../../helpers/foreign-changes.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createJournal } from '../../../central/journal.ts';
import { applyCommands } from '../../../central/services/apply-commands.ts';
import { systemClock } from '../../../central/services/central-clock.ts';
import { readOrMakePinKeys } from '../../../central/services/pin-keys.ts';
import { openPinVault } from '../../../central/services/pin-vault.ts';
import { openPgliteDatabase } from '../../../central/storage/pglite-database.ts';
import { openCentralStorage } from '../../../central/storage/sql-central-storage.ts';
import type { LoadBatch } from '../../../central/storage/central-storage.ts';
import { canonicalJson } from '../../../domain/records/canonical-json.ts';
import { recordChange } from '../../../contract/records.ts';
import type { CommandAnswer } from '../../../contract/sync-protocol.ts';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames, type RecordTypes, type TableName } from '../../../domain/records/record-tables.ts';
import type { Replica } from '../../../counter/ports/synchronisation.ts';
import type { Place } from './counter-desk.ts';
import { freshFolder } from './fresh-folder.ts';

export interface FeedPart {
  readonly head: number;
  readonly changes: readonly { readonly sequence: number; readonly change: Change }[];
}

/** The central office's own services on an embedded database, without HTTP between: the test is the line. */
export interface LocalCentral {
  readonly epoch: string;
  readonly pinPublicKey: string;
  addCounty(county: string, records: readonly Change[]): Promise<void>;
  push(place: Place, commands: readonly unknown[]): Promise<readonly CommandAnswer[]>;
  feed(county: string, after: number, limit: number): Promise<FeedPart>;
  /** Records change at the central office by another hand than a counter's. */
  change(county: string, changes: readonly Change[]): Promise<void>;
  /** One canonical line for each record, sorted, by table. */
  sharedRecords(county: string): Promise<Readonly<Record<string, readonly string[]>>>;
  /** First synchronisation of a counter. */
  /** As the synchroniser begins: every table's page; not yet the feed behind them. @param meanwhile before each page */
  pullPages(county: string, replica: Replica, meanwhile?: (table: TableName) => Promise<void>): Promise<void>;
  /** Whole, as the synchroniser ends it. */
  pullSnapshot(county: string, replica: Replica): Promise<void>;
  hasPin(county: string, cardNumber: string, pin: string): Promise<boolean>;
  close(): Promise<void>;
}

let foreign = 0;

export async function openLocalCentral(): Promise<LocalCentral> {
  const folder = freshFolder();
  await layEmptyDatabase(folder);
  const storage = await openCentralStorage(await openPgliteDatabase(join(folder, 'database')));
  const vault = await openPinVault(await readOrMakePinKeys(join(folder, 'pin-key.pem')), storage);
  const journal = createJournal({ write: () => undefined });
  const clock = systemClock(() => Date.parse('2026-11-22T09:30:00+08:00'));
  const { epoch } = await storage.identity();
  const read = async <T extends keyof RecordTypes>(county: string, table: T) =>
    await storage.read(county, (reader) => reader.all(table));
  const feed: LocalCentral['feed'] = async (county, after, limit) => {
    const page = await storage.read(county, (reader) => reader.feed(after, limit));
    if (page === undefined) throw new Error('the county is not here');
    const raw = JSON.parse(`[${page.changesText}]`) as { sequence: number; change: unknown }[];
    const changes = raw.map(({ sequence, change }) => ({ sequence, change: recordChange.parse(change) }));
    return { head: page.head, changes };
  };
  const pullPages: LocalCentral['pullPages'] = async (county, replica, meanwhile) => {
    const { head } = await storage.read(county, async (reader) => (await reader.head()) ?? { head: 0 });
    replica.beginSnapshot(epoch, head, 0);
    for (const [index, table] of tableNames.entries()) {
      await meanwhile?.(table);
      const page = await storage.read(county, (reader) => reader.page(table, '', 20_000));
      const following = tableNames[index + 1];
      replica.receiveSnapshotPage({
        table,
        rows: JSON.parse(`[${page.rowsText}]`) as unknown[][],
        next: following === undefined ? null : { table: following, after: '' },
      });
    }
  };
  return {
    epoch,
    pinPublicKey: vault.publicKey,
    async addCounty(county, records) {
      const batches: readonly LoadBatch[] = tableNames.map((table) => ({
        table,
        records: records.filter((one) => one.table === table).map((one) => one.record),
      }));
      await storage.loadCounty({ county, name: '桐溪县', demonstration: false }, batches);
    },
    push: (place, commands) => applyCommands({ storage, vault, clock, journal }, place, commands),
    feed,
    async change(county, changes) {
      foreign += 1;
      const number = foreign;
      await storage.change(county, (writer) => writeForeignChanges(writer, number, changes));
    },
    async sharedRecords(county) {
      const tables = await Promise.all(
        tableNames.map(
          async (table) => [table, (await read(county, table)).map(canonicalJson).sort()] as const,
        ),
      );
      return Object.fromEntries(tables);
    },
    pullPages,
    async pullSnapshot(county, replica) {
      await pullPages(county, replica);
      replica.receiveFeed({ epoch, ...(await feed(county, replica.state().cursor, 1_000)) });
    },
    hasPin: (county, cardNumber, pin) => vault.verifyPin(county, cardNumber, pin),
    async close() {
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
