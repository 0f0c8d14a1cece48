import { z } from 'zod';
import { failure } from '../../contract/envelope.ts';
import type { HelloAnswer } from '../../contract/sync-protocol.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import type { Journal } from '../journal.ts';
import type { CentralClock } from '../services/central-clock.ts';
import type { ChangeSignal } from '../services/change-signal.ts';
import type { PinVault } from '../services/pin-vault.ts';
import type { SnapshotFiles } from '../services/snapshot-files.ts';
import type { CentralStorage } from '../storage/central-storage.ts';

/** All that the routes stand on. */
export interface ServerParts {
  readonly storage: CentralStorage;
  readonly vault: PinVault;
  readonly clock: CentralClock;
  readonly journal: Journal;
  readonly signal: ChangeSignal;
  /** The epoch at the start, told where the database does not answer. */
  readonly epoch: string;
  /** Up to which feed number of a county with this head the data is on the disk; by default as the database says. */
  readonly durable?: (county: string, head: number) => number;
  /** Counties as files; null where none are made, and counters pull pages. */
  readonly snapshotFiles?: SnapshotFiles | null;
  readonly mode: 'production' | 'demonstration';
  readonly demonstrationClerks: readonly HelloAnswer['demonstrationClerks'][number][];
  /** Draws a photo as SVG where nobody is real; null where photos would have to be photos. */
  readonly portrait: ((person: InsuredPerson, today: string) => string) | null;
  readonly limits?: Partial<ServerLimits>;
  /** Addresses of the proxy before this service, whose word about the caller's address counts; none: nobody's does. */
  readonly trustedProxy?: string | undefined;
}

export interface ServerLimits {
  /** Per workstation, or per address where there is no credential. */
  readonly requestsPerMinute: number;
  /** Enrolments are guesses at a code: few for each address. */
  readonly enrolmentsPerMinute: number;
  /** Papers that are checked on the public page, for each address: more than a person types. */
  readonly verificationsPerMinute: number;
  /** Batches that may wait for their turn at the same time; more are told to come again. */
  readonly batchesWaiting: number;
  /** Files of other workstations that are taken in at the same time; more are told to come again. */
  readonly importsAtOnce: number;
  /** Bytes of a request's body: 500 commands with room to spare. */
  readonly largestBody: number;
}

export const usualLimits: ServerLimits = {
  requestsPerMinute: 60_000,
  enrolmentsPerMinute: 120,
  verificationsPerMinute: 60,
  batchesWaiting: 256,
  importsAtOnce: 4,
  largestBody: 8 * 1024 * 1024,
};

/** What every refused request is answered with. */
export const failureAnswer = z.object({ ok: z.literal(false), error: failure });
