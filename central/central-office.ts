import { join } from 'node:path';
import { monthOf } from '../domain/calendar/month.ts';
import type { Payment } from '../domain/records/payment.ts';
import type { BankGateway } from './bank/bank-gateway.ts';
import type { PaymentGateway } from './bank/payment-gateway.ts';
import { SimulatedBank } from './bank/simulated-bank.ts';
import { SimulatedPayments } from './bank/simulated-payments.ts';
import type { ServerLimits } from './http/server-parts.ts';
import { createServer } from './http/server.ts';
import { openStorage, type StorageSettings } from './open-storage.ts';
import type { OtherAreaGateway } from './other-area/other-area-gateway.ts';
import { SimulatedOtherArea } from './other-area/simulated-other-area.ts';
import { startBankErrands } from './services/bank-errands.ts';
import { startTransferErrands } from './services/transfer-errands.ts';
import { systemClock, type CentralClock } from './services/central-clock.ts';
import { createChangeSignal } from './services/change-signal.ts';
import type { Errands, ErrandWaits } from './services/errands.ts';
import { loadDemonstration, type Demonstration } from './services/load-demonstration.ts';
import { readOrMakePinKeys, type PinKeys } from './services/pin-keys.ts';
import { startPaymentErrands } from './services/payment-errands.ts';
import { startMonthlyTurns } from './services/monthly-turns.ts';
import { openPinVault, type PinVault } from './services/pin-vault.ts';
import { publishVerificationAddress } from './services/publish-verification-address.ts';
import { openSnapshotFiles, type SnapshotFilePolicy, type SnapshotFiles } from './services/snapshot-files.ts';
import type { CentralStorage } from './storage/central-storage.ts';

export interface CentralOfficeSettings extends StorageSettings {
  /** The private key that opens sealed passwords; undefined keeps it in the data folder. */
  readonly pinKeyFile?: string | undefined;
  /** Where counties are kept as files for new counters; undefined is within the data folder, null makes none. */
  readonly snapshotFolder?: string | null | undefined;
  readonly snapshotPolicy?: Partial<SnapshotFilePolicy>;
  /** The natively built SQLite driver, where the shipped one does not fit. */
  readonly sqliteBinding?: string | undefined;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Given: the central office is a demonstration. */
  readonly demonstration?: Demonstration | undefined;
  readonly clock?: CentralClock;
  /** The bank that keeps the financial accounts; a demonstration has a simulated one, otherwise requests wait for one. */
  readonly bank?: BankGateway | undefined;
  readonly bankWaits?: Partial<ErrandWaits>;
  /** The offices of other pooling areas; a demonstration has simulated ones, otherwise letters wait for a way to them. */
  readonly otherAreas?: OtherAreaGateway | undefined;
  readonly transferWaits?: Partial<ErrandWaits>;
  /** The bank that pays what leaves the fund, which may be the same; without one what is approved waits to be paid. */
  readonly payments?: PaymentGateway | undefined;
  readonly paymentWaits?: Partial<ErrandWaits>;
  readonly limits?: Partial<ServerLimits>;
  /** Addresses of the TLS proxy before it, with commas between them. */
  readonly trustedProxy?: string | undefined;
  /** Where the public has papers checked; undefined leaves what was published before. */
  readonly verificationAddress?: string | undefined;
}

export interface CentralOffice {
  /** `http://host:port` */
  readonly url: string;
  readonly storage: CentralStorage;
  readonly vault: PinVault;
  /** Ends held requests, finishes running ones, closes the database and gives the folder back. */
  close(): Promise<void>;
}

/** The keys with which this database's passwords were sealed are not these. */
class PinKeyMismatchError extends Error {
  constructor() {
    super(
      'the PIN key is not the one with which this database was begun: its passwords could not be checked',
    );
    this.name = 'PinKeyMismatchError';
  }
}

/**
 * The keys of this database, made where it has none yet.
 * @throws PinKeyMismatchError when the database was begun with others
 */
export async function openPinKeys(
  storage: CentralStorage,
  { dataFolder, pinKeyFile }: Pick<CentralOfficeSettings, 'dataFolder' | 'pinKeyFile'>,
): Promise<PinKeys> {
  const keys = await readOrMakePinKeys(pinKeyFile ?? join(dataFolder, 'pin-key.pem'));
  if ((await storage.rememberPinKey(keys.fingerprint)) !== keys.fingerprint) throw new PinKeyMismatchError();
  return keys;
}

/** Starts a central office and resolves when it answers. */
export async function startCentralOffice(settings: CentralOfficeSettings): Promise<CentralOffice> {
  const { demonstration, journal } = settings;
  const opened = await openStorage(settings);
  const { storage } = opened;
  try {
    const keys = await openPinKeys(storage, settings);
    const clock = settings.clock ?? systemClock();
    const vault = await openPinVault(keys, storage);
    if (demonstration !== undefined) {
      await loadDemonstration(storage, demonstration, journal, { turned: monthOf(clock.today()), vault });
    }
    if (settings.verificationAddress !== undefined) {
      await publishVerificationAddress({ storage, clock, journal }, settings.verificationAddress);
    }
    const signal = createChangeSignal();
    storage.onChange((county) => signal.raise(county));
    const snapshotFiles = await openFiles(settings, storage);
    const mode = demonstration === undefined ? 'production' : 'demonstration';
    const server = await createServer({
      storage,
      vault,
      clock,
      journal,
      signal,
      epoch: (await storage.identity()).epoch,
      durable: (county, head) => opened.durable(county, head),
      snapshotFiles,
      mode,
      demonstrationClerks: demonstration?.clerks ?? [],
      portrait: demonstration === undefined ? null : (person, today) => demonstration.portrait(person, today),
      trustedProxy: settings.trustedProxy,
      ...(settings.limits === undefined ? {} : { limits: settings.limits }),
    });
    const url = await server.listen({ host: settings.host, port: settings.port });
    const errands = beginErrands(settings, storage, clock);
    const turns = startMonthlyTurns({ storage, clock, journal });
    journal.record('central office listening', { storage: storage.kind, mode });
    return {
      url,
      storage,
      vault,
      async close() {
        await server.close();
        await Promise.all(errands.map((one) => one.close()));
        await turns.close();
        await snapshotFiles?.close();
        await opened.close();
        journal.record('central office closed');
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Errands to banks and to other areas. Without a way to one what is for it waits, and says so. */
function beginErrands(
  {
    bank,
    bankWaits,
    otherAreas,
    transferWaits,
    payments,
    paymentWaits,
    demonstration,
    journal,
  }: CentralOfficeSettings,
  storage: CentralStorage,
  clock: CentralClock,
): readonly Errands[] {
  const isDemonstration = demonstration !== undefined;
  const toBank = bank ?? (isDemonstration ? new SimulatedBank() : undefined);
  const toAreas = otherAreas ?? (isDemonstration ? new SimulatedOtherArea() : undefined);
  const toPay = payments ?? (isDemonstration ? new SimulatedPayments() : undefined);
  const errands: Errands[] = [];
  if (toBank === undefined) journal.record('no bank gateway');
  else errands.push(startBankErrands({ storage, bank: toBank, clock, journal }, bankWaits));
  const transfers =
    toAreas === undefined
      ? null
      : startTransferErrands({ storage, otherAreas: toAreas, clock, journal }, transferWaits);
  if (transfers === null) journal.record('no way to other areas');
  else errands.push(transfers);
  if (toPay === undefined) journal.record('no payment gateway');
  else {
    // A transfer that has ended is listened to now and then only; money that goes back for it is paid before.
    const onAnswered = (county: string, { serviceId, purpose }: Payment) => {
      if (purpose !== 'payout') transfers?.hasten(county, serviceId);
    };
    const parts = { storage, bank: toPay, clock, journal };
    errands.push(startPaymentErrands(parts, paymentWaits, onAnswered));
  }
  storage.onChange((county) => {
    for (const one of errands) one.wake(county);
  });
  return errands;
}

async function openFiles(
  { snapshotFolder, dataFolder, journal, sqliteBinding, snapshotPolicy = {} }: CentralOfficeSettings,
  storage: CentralStorage,
): Promise<SnapshotFiles | null> {
  if (snapshotFolder === null) return null;
  const folder = snapshotFolder ?? join(dataFolder, 'snapshots');
  try {
    return await openSnapshotFiles({
      storage,
      journal,
      folder,
      sqliteBinding: sqliteBinding ?? null,
      policy: snapshotPolicy,
    });
  } catch (error) {
    // They only make a first synchronisation faster: without a folder for them every counter gets pages.
    journal.recordError('no folder for county files', error);
    return null;
  }
}
