import { requestsUnderWay, serveBankRequest } from '../../../central/services/serve-bank-requests.ts';
import { paymentsUnderWay, servePayment } from '../../../central/services/serve-payments.ts';
import { serveTransfer, transfersAwaiting } from '../../../central/services/serve-transfers.ts';
import { HistoryAreas } from './history-areas.ts';
import { HistoryBank, HistoryPayments } from './history-bank.ts';
import type { SharedRecords } from '../../helpers/counter-records.ts';
import { openEmptyDatabase } from '../../helpers/empty-database.ts';
import { writeForeignChanges } from '../../helpers/foreign-changes.ts';
import { constants, privateDecrypt, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as aTurnForOthers } from 'node:timers/promises';
import { createServer } from '../../../central/http/server.ts';
import { createJournal } from '../../../central/journal.ts';
import { applyCommands, type ApplyCommandsParts } from '../../../central/services/apply-commands.ts';
import { systemClock } from '../../../central/services/central-clock.ts';
import { createChangeSignal } from '../../../central/services/change-signal.ts';
import { newToken, secretHash } from '../../../central/services/credentials.ts';
import { makeEnrolmentCode } from '../../../central/services/enrolment.ts';
import type { ErrandStep } from '../../../central/services/errands.ts';
import { importOutbox } from '../../../central/services/import-outbox.ts';
import { readOrMakePinKeys } from '../../../central/services/pin-keys.ts';
import { findMissingContents, receiveContent } from '../../../central/services/receive-content.ts';
import { openPinVault, type PinVault } from '../../../central/services/pin-vault.ts';
import { readSnapshotPage, readSnapshotSize } from '../../../central/services/read-snapshot.ts';
import { registerSigningKey } from '../../../central/services/signing-keys.ts';
import type { CentralStorage } from '../../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../../central/storage/sql-database.ts';
import { canonicalJson } from '../../../domain/records/canonical-json.ts';
import { recordChange } from '../../../contract/records.ts';
import type { OutboxImportAnswer } from '../../../contract/outbox-file.ts';
import type { CommandAnswer } from '../../../contract/sync-protocol.ts';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames, type TableName } from '../../../domain/records/record-tables.ts';
import { monthOf } from '../../../domain/calendar/month.ts';
import { turnMonthFurther } from '../../../central/services/turn-month.ts';
import { DecisionLog, noting } from './decision-log.ts';

/** What a broken variant may put in the place of a part of the central office. */
export interface OfficeVariant {
  readonly wrapStorage?: (storage: CentralStorage) => CentralStorage;
  readonly apply?: typeof applyCommands;
}

export interface Credential {
  readonly county: string;
  readonly officeId: string;
  readonly workstationId: string;
}

export interface FeedPart {
  readonly epoch: string;
  readonly head: number;
  readonly changes: readonly { readonly sequence: number; readonly change: Change }[];
}

/**
 * A real central office: its services, called as HTTP would call them, and its HTTP server for counters that come over a
 * line. It keeps many counties, one for each history.
 */
export class Office {
  readonly epoch: string;
  readonly log = new DecisionLog();
  /** The clock of the central office, milliseconds. */
  readonly now: () => number;
  readonly #storage: CentralStorage;
  readonly #vault: PinVault;
  readonly #privateKey: KeyObject;
  readonly #folder: string;
  readonly bank = new HistoryBank();
  readonly payments = new HistoryPayments();
  readonly areas = new HistoryAreas();
  readonly #apply: typeof applyCommands;
  readonly #servers: { close(): Promise<void> }[] = [];
  /** By county: transfers of which nothing came when they were served last, as they stood then. */
  readonly #silent = new Map<string, Map<string, string>>();
  #counties = 0;
  #foreign = 0;

  private constructor(
    parts: {
      readonly storage: CentralStorage;
      readonly vault: PinVault;
      readonly privateKey: KeyObject;
      readonly epoch: string;
    },
    settings: { readonly folder: string; readonly now: () => number; readonly variant: OfficeVariant },
  ) {
    const noted = noting(parts.storage, this.log, () => systemClock(settings.now).today());
    this.#storage = settings.variant.wrapStorage?.(noted) ?? noted;
    this.#vault = parts.vault;
    this.#privateKey = parts.privateKey;
    this.#apply = settings.variant.apply ?? applyCommands;
    this.#folder = settings.folder;
    this.epoch = parts.epoch;
    this.now = settings.now;
  }

  /** @param database closed with it; an embedded one of its own where none is given */
  static async open(now: () => number, variant: OfficeVariant = {}, database?: SqlDatabase): Promise<Office> {
    const folder = mkdtempSync(join(tmpdir(), 'guitai-faults-office-'));
    const storage = await openCentralStorage(database ?? (await openEmptyDatabase()));
    const keys = await readOrMakePinKeys(join(folder, 'pin-key.pem'));
    const vault = await openPinVault(keys, storage);
    const { epoch } = await storage.identity();
    return new Office({ storage, vault, privateKey: keys.privateKey, epoch }, { folder, now, variant });
  }

  /** The password in its envelope, taken out with the key that only the central office has. */
  openSealedPin(sealed: string): string {
    return (this.#open(sealed) as { readonly pin: string }).pin;
  }

  /** A clerk's signature in its envelope; null where it is something else. */
  openSignature(sealed: string): { readonly password: string; readonly subject: string } | null {
    try {
      return this.#open(sealed) as { readonly password: string; readonly subject: string };
    } catch {
      return null;
    }
  }

  #open(sealed: string): unknown {
    const plain = privateDecrypt(
      { key: this.#privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(sealed, 'base64'),
    );
    return JSON.parse(plain.toString('utf8'));
  }

  get pinPublicKey(): string {
    return this.#vault.publicKey;
  }

  /** A county of its own, in which everything was paid that its people have paid; answers its code. */
  async addCounty(records: readonly Change[]): Promise<string> {
    this.#counties += 1;
    const county = String(340_000 + this.#counties);
    const batches = tableNames.map((table) => ({
      table,
      records: records
        .filter((one) => one.table === table)
        .map(({ record }) => ('areaCode' in record ? { ...record, areaCode: county } : record)),
    }));
    await this.#storage.loadCounty({ county, name: '桐溪县', demonstration: false }, batches);
    return county;
  }

  /** The token of a workstation, as enrolment gives it. */
  async enrol({ county, officeId, workstationId }: Credential): Promise<string> {
    const token = newToken(county);
    await this.#storage.change(county, (writer) =>
      writer.addCredential(secretHash(token), { officeId, workstationId }),
    );
    return token;
  }

  /** A code with which a workstation enrols over the line, once. */
  async enrolmentCode(place: Credential): Promise<string> {
    return (await makeEnrolmentCode(this.#storage, place)).code;
  }

  /** @param commands as they came: parsed JSON */
  push(place: Credential, commands: readonly unknown[]): Promise<readonly CommandAnswer[]> {
    return this.#apply(this.#parts(), place, commands);
  }

  #parts(): ApplyCommandsParts {
    return {
      storage: this.#storage,
      vault: this.#vault,
      clock: systemClock(this.now),
      journal: createJournal({ write: () => undefined }),
    };
  }

  /** A file that a workstation has made is brought here. */
  async importOutbox(county: string, file: Uint8Array): Promise<OutboxImportAnswer> {
    return await importOutbox(this.#parts(), file, county);
  }

  /** As a greeting tells it. */
  async registerSigningKey(place: Credential, publicKey: string): Promise<void> {
    await registerSigningKey(this.#storage, place, publicKey);
  }

  async feed(county: string, after: number, limit: number): Promise<FeedPart> {
    const page = await this.#storage.read(county, (reader) => reader.feed(after, limit));
    if (page === undefined) throw new Error('the county is not here');
    const raw = JSON.parse(`[${page.changesText}]`) as { sequence: number; change: unknown }[];
    const changes = raw.map(({ sequence, change }) => ({ sequence, change: recordChange.parse(change) }));
    return { epoch: this.epoch, head: page.head, changes };
  }

  missingContents(county: string, ids: readonly string[]) {
    return findMissingContents(this.#storage, county, ids);
  }

  receiveContent(county: string, chunk: Parameters<typeof receiveContent>[2]) {
    const parts = { storage: this.#storage, clock: systemClock(this.now) };
    return receiveContent(parts, county, chunk);
  }

  /**
   * One round of errands to the bank and to the other areas, as the central office makes them; answers how many came further
   * or will.
   * @param noteLost ended after the call, before what came of it was written
   * @param again whether another area is asked once more that has said nothing, and will not unless something is done here
   */
  async serveErrands(county: string, noteLost: boolean, again = true): Promise<number> {
    const lost: CentralStorage = { ...this.#storage, change: () => Promise.reject(new NoteLost()) };
    const parts = { storage: noteLost ? lost : this.#storage, clock: systemClock(this.now) };
    this.payments.down = this.bank.down;
    this.areas.down = this.bank.down;
    let steps = 0;
    const served = async (serve: () => Promise<ErrandStep>, isThinking: () => boolean) => {
      // The embedded database answers at once: whoever is on a line meanwhile would wait for all errands together.
      await aTurnForOthers();
      const before = steps;
      try {
        const step = await serve();
        if (step === 'sent' || step === 'answered' || step === 'not-wanted') steps += 1;
        if (step === 'undecided' && isThinking()) steps += 1;
      } catch (error) {
        if (!(error instanceof NoteLost)) throw error;
      }
      return steps > before;
    };
    const sure = () => true;
    const quiet = () => undefined;
    for await (const one of requestsUnderWay(this.#storage, county)) {
      await served(() => serveBankRequest({ ...parts, bank: this.bank }, county, one, quiet), sure);
    }
    const silent = this.#silent.get(county) ?? new Map<string, string>();
    this.#silent.set(county, silent);
    for await (const one of paymentsUnderWay(this.#storage, county)) {
      await served(() => servePayment({ ...parts, bank: this.payments }, county, one, quiet), sure);
      // What the bank has done is taken up by the transfer that it was for.
      silent.delete(one.serviceId);
    }
    const otherAreas = this.areas;
    for await (const one of transfersAwaiting(this.#storage, county)) {
      const stands = again ? '' : JSON.stringify(one);
      if (!again && silent.get(one.id) === stands) continue;
      const goesOn = await served(
        () => serveTransfer({ ...parts, otherAreas }, county, one, quiet),
        () => otherAreas.isThinking(one.id),
      );
      if (!again && !goesOn) silent.set(one.id, stands);
    }
    return steps;
  }

  /**
   * The turn of the present month, whole.
   * @param offices so many central offices on one database take it at the same time
   */
  async turnMonth(county: string, offices: number): Promise<void> {
    const clock = systemClock(this.now);
    const month = monthOf(clock.today());
    const before = await this.#storage.read(county, (reader) => reader.monthlyTurn(month));
    if (before.done) return;
    const whole = async () => {
      while (!(await turnMonthFurther({ storage: this.#storage, clock }, county)).done);
    };
    await Promise.all(Array.from({ length: offices }, whole));
    this.log.noteTurn(county, clock.today());
  }

  snapshotSize(county: string) {
    return readSnapshotSize(this.#storage, county);
  }

  async snapshotPage(county: string, place: { table: TableName; after: string; limit: number }) {
    const { head, page, next } = await readSnapshotPage(this.#storage, county, place);
    return { head, rows: JSON.parse(`[${page.rowsText}]`) as unknown[][], next };
  }

  /** Records change at the central office by another hand than a counter's. */
  async change(county: string, changes: readonly Change[]): Promise<void> {
    this.#foreign += 1;
    const number = this.#foreign;
    await this.#storage.change(county, async (writer) => {
      await writeForeignChanges(writer, number, changes);
      const today = systemClock(this.now).today();
      for (const change of changes) this.log.noteForeign(county, today, change);
    });
  }

  /** What the central office's own audit finds in a county: in its ledger, and in the papers that it has given codes. */
  audit(county: string) {
    return this.#storage.read(county, async (reader) => ({
      ledger: await reader.auditLedger(),
      papers: await reader.auditPapers((one) => this.#vault.paperCode(county, one)),
    }));
  }

  /** One canonical line for each record, sorted, by table. */
  async sharedRecords(county: string): Promise<SharedRecords> {
    const tables = await this.#storage.read(county, async (reader) => {
      const lines: [TableName, readonly string[]][] = [];
      for (const table of tableNames) {
        lines.push([table, (await reader.all(table)).map(canonicalJson).sort()]);
      }
      return lines;
    });
    return Object.fromEntries(tables) as unknown as SharedRecords;
  }

  /** Listens on loopback; gives the address. */
  async listen(): Promise<string> {
    const signal = createChangeSignal();
    this.#storage.onChange((county) => signal.raise(county));
    const server = await createServer({
      storage: this.#storage,
      vault: this.#vault,
      clock: systemClock(this.now),
      journal: createJournal({ write: () => undefined }),
      signal,
      epoch: this.epoch,
      mode: 'production',
      demonstrationClerks: [],
      portrait: null,
    });
    this.#servers.push(server);
    return await server.listen({ host: '127.0.0.1', port: 0 });
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.close();
    await this.#storage.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The central office ended before it had noted what the bank did, or the other area. */
class NoteLost extends Error {}
