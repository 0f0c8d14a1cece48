import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../../contract/counter-calls.ts';
import { fail, type Outcome } from '../../../contract/envelope.ts';
import { answerCall } from '../../../counter/counter.ts';
import type { CounterRoom } from '../../../counter/counter-ports.ts';
import { CounterClock } from '../../../counter/engine/counter-clock.ts';
import { createContentOutbox } from '../../../counter/engine/content-outbox.ts';
import { createReplica, envelopeOf } from '../../../counter/engine/replica.ts';
import { createWorkstationKey } from '../../../counter/engine/workstation-key.ts';
import type { CounterStorage } from '../../../counter/ports.ts';
import type { ContentOutbox, Replica, WorkstationKey } from '../../../counter/ports/synchronisation.ts';
import { Session } from '../../../counter/session.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../../db/counter-storage.ts';
import { connect, type DatabaseOptions } from '../../../db/open-database.ts';
import { outboxFiles } from '../../../electron/backend/outbox-files.ts';
import {
  enterAtPad,
  type PadCall,
  type PinEntered,
} from '../../../renderer/features/pin-pad/enter-at-pad.ts';
import { bytes, identifiers, passwords, sealing, pause } from '../../../electron/backend/platform.ts';
import { createRosterFiles } from '../../../electron/backend/roster/roster-files.ts';
import { CrashTimer, withCrashPoints } from './crash-points.ts';
import { sharedRecordsOf, type SharedRecords } from '../../helpers/counter-records.ts';
import type { Credential } from './office.ts';
import { codeOf, isUnknown } from './told.ts';
import { Violation } from './violation.ts';

/** What a broken variant may put in the place of a part of the counter. */
export interface CounterVariant {
  readonly wrapStorage?: (storage: CounterStorage) => CounterStorage;
  readonly wrapReplica?: (replica: Replica, storage: CounterStorage) => Replica;
}

export interface CounterSettings {
  readonly place: Credential;
  readonly clerkId: string;
  readonly token: string;
  readonly pinPublicKey: string;
  /** The PC's clock, milliseconds. */
  readonly now: () => number;
  readonly variant?: CounterVariant;
  /** Where its file lies or is to be made; a folder of its own where none is named. */
  readonly folder?: string;
  /** Is told of each command at once: that it has an id, and that the clerk was told that it is done. */
  readonly notes?: { made(id: string): void; acknowledged(id: string): void };
}

/** In memory where the system has such a folder: what is proven here is not what a disk does. */
export const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const counterFile = 'counter.db';
export const counterKey = '5eed'.repeat(16);

/** What the window of the password pad asks, and no other. */
const forThePad: ReadonlySet<CallName> = new Set(['getPinEntry', 'submitCardPin', 'submitPinEntry']);

/**
 * A real counter on a real encrypted file, put together as the backend does, with a program that can end at any step.
 * What the clerk was told is kept beside it, to be held against it in the end.
 */
export class Counter {
  readonly settings: CounterSettings;
  readonly crash = new CrashTimer();
  /** Commands of which the clerk was told that they are done. */
  readonly acknowledged = new Set<string>();
  /** Every command that was ever made here, whether or not it was written. */
  readonly made = new Set<string>();
  readonly #madeInOrder: string[] = [];
  readonly reported: unknown[] = [];
  /** What the clerk was told where he only looked and saw nothing, each code. */
  readonly failedLooks: string[] = [];
  /** The next command's hash is wrong, as a bit that fell over in the memory or on the disk. */
  poisonNext = false;
  woken: () => void = () => undefined;
  restarts = 0;
  readonly #options: DatabaseOptions;
  #opened: Opened;

  constructor(settings: CounterSettings) {
    this.settings = settings;
    this.#options = {
      file: join(settings.folder ?? mkdtempSync(join(memoryFolder, 'guitai-faults-')), counterFile),
      key: counterKey,
      nativeBinding: null,
    };
    this.#opened = this.#open();
    const { memory, unitOfWork } = this.#opened.file;
    unitOfWork.write(() => {
      memory.set('county', settings.place.county);
      memory.set('county-name', '桐溪县');
      memory.set('office-id', settings.place.officeId);
      memory.set('workstation-id', settings.place.workstationId);
      memory.set('token', settings.token);
      memory.set('pin-public-key', settings.pinPublicKey);
    });
  }

  get replica(): Replica {
    return this.#opened.replica;
  }

  get contents(): ContentOutbox {
    return this.#opened.contents;
  }

  get room(): CounterRoom {
    return this.#opened.room;
  }

  /** The storage as the counter itself sees it: with crash points, and with a variant's mistake. */
  get storage(): CounterStorage {
    return this.#opened.storage;
  }

  /** The storage as it is. */
  get file(): OpenCounterStorage {
    return this.#opened.file;
  }

  /** Where its file lies, and what opens it. */
  get database(): DatabaseOptions {
    return this.#options;
  }

  /** The key with which its workstation signs. */
  get key(): WorkstationKey {
    return createWorkstationKey(this.file, outboxFiles);
  }

  /** What is not confirmed, as a file for the central office; null where all is. */
  exportOutbox(): Uint8Array | null {
    const commands = this.storage.outbox.unconfirmed().map(envelopeOf);
    const signingKey = this.file.memory.get('signing-key');
    if (commands.length === 0 || signingKey === null) return null;
    const { place, pinPublicKey } = this.settings;
    const header = { product: 'guitai-outbox', format: 1, madeAt: this.room.clock.instant() } as const;
    return outboxFiles.seal({ ...header, ...place, commands: commands.length }, commands, {
      signingKey,
      centralKey: pinPublicKey,
    });
  }

  /** As after the program was ended and started again; the clerk has signed in anew. */
  restart(): void {
    this.restarts += 1;
    this.file.close();
    this.crash.disarm();
    this.#opened = this.#open();
  }

  /** What the password pad makes of digits that are typed on it twice. */
  enterPin(entered: PinEntered, pin: string): Promise<Outcome<unknown>> {
    const call: PadCall = async (name, input) =>
      // The handler's own type; the schema of the answer is read by the page.
      (await this.ask(name, input)) as Outcome<CallOutput<typeof name>>;
    return enterAtPad(call, entered, pin, pin);
  }

  /**
   * A call of the window. Of what it answers as done the commands must be in the file at once, of what it refuses
   * none may; where it says that nobody knows, either.
   */
  async ask(name: CallName, input: unknown): Promise<Outcome<unknown>> {
    const before = this.made.size;
    const caller = forThePad.has(name) ? 'pin-pad' : 'counter';
    const outcome = await answerCall(this.room, caller, name, input, (error) => this.#report(error));
    if (this.crash.fired) return outcome;
    const fresh = this.madeSince(before);
    // Settling tries what may be refused without telling; what it wrote is a command like any other.
    const written = fresh.filter((id) => this.file.outbox.get(id) !== undefined);
    if (outcome.ok && name !== 'settleWork' && written.length !== fresh.length) {
      throw new Violation('loss', `${name} was told as done and its command is not in the outbox`);
    }
    if (!outcome.ok && written.length > 0 && !isUnknown(outcome)) {
      throw new Violation('difference', `${name} was told as not done and left a command`);
    }
    if (outcome.ok) for (const id of written) this.acknowledge(id);
    return outcome;
  }

  /** The commands that were made here when there were so many before. */
  madeSince(count: number): readonly string[] {
    return this.#madeInOrder.slice(count);
  }

  /** The clerk was told that this command is done. */
  acknowledge(id: string): void {
    this.acknowledged.add(id);
    this.settings.notes?.acknowledged(id);
  }

  /** A call that reads and cannot fail, but with its disk. */
  async look<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name> | null> {
    const outcome = await answerCall(this.room, 'counter', name, input, (error) => this.#report(error));
    if (outcome.ok) return outcome.value as CallOutput<Name>;
    this.failedLooks.push(codeOf(outcome));
    return null;
  }

  /** The shared records as committed, one canonical line each, sorted, read by a connection of its own. */
  sharedRecords(): SharedRecords {
    const database = connect(this.#options);
    try {
      return sharedRecordsOf(database);
    } finally {
      database.close();
    }
  }

  /** How many confirmed values are still kept beneath unconfirmed ones. */
  keptBases(): number {
    const database = connect(this.#options);
    try {
      return Number(database.prepare('SELECT count(*) FROM base_record').pluck().get());
    } finally {
      database.close();
    }
  }

  remove(): void {
    this.file.close();
    rmSync(dirname(this.#options.file), { recursive: true, force: true });
  }

  #report(error: unknown): void {
    if (!this.crash.fired) this.reported.push(error);
  }

  #open(): Opened {
    const { now, clerkId, variant = {} } = this.settings;
    const file = openCounterStorage(this.#options);
    const crashing = withCrashPoints(file, this.crash);
    const storage = variant.wrapStorage?.(crashing) ?? crashing;
    const clock = new CounterClock({ now }, storage.memory);
    const session = new Session(storage);
    session.open(clerkId);
    const room: CounterRoom = {
      storage,
      clock,
      session,
      identifiers: {
        newCommandId: () => {
          const id = identifiers.newCommandId();
          this.made.add(id);
          this.#madeInOrder.push(id);
          this.settings.notes?.made(id);
          return id;
        },
        newRecordId: () => identifiers.newRecordId(),
      },
      passwords,
      sealing: { ...sealing, sha256: (text) => this.#hash(text) },
      bytes,
      outboxFiles,
      documentReader: { read: () => Promise.resolve(null) },
      rosterFiles: createRosterFiles(),
      pause,
      central: {
        enrol: () => Promise.resolve({ ok: false, code: 'central-unreachable' }),
        photo: () => Promise.resolve(null),
        attachment: () => Promise.resolve(null),
        importOutbox: () => Promise.resolve(fail('central-unreachable')),
      },
      line: () => ({ state: 'offline', since: 0, reason: 'central-unreachable', nextTry: null }),
      monotonic: () => performance.now(),
      wake: () => this.woken(),
      emit: () => undefined,
      emitStatus: () => undefined,
    };
    const plain = createReplica(storage, clock, () => undefined);
    const contents = createContentOutbox(storage, clock, room.monotonic, () => undefined);
    return { file, storage, room, contents, replica: variant.wrapReplica?.(plain, storage) ?? plain };
  }

  #hash(text: string): string {
    const hash = sealing.sha256(text);
    // What a clerk signs is hashed too; a command is an object.
    if (!this.poisonNext || !text.startsWith('{')) return hash;
    this.poisonNext = false;
    return hash.startsWith('0') ? `1${hash.slice(1)}` : `0${hash.slice(1)}`;
  }
}

interface Opened {
  readonly file: OpenCounterStorage;
  readonly storage: CounterStorage;
  readonly room: CounterRoom;
  readonly replica: Replica;
  readonly contents: ContentOutbox;
}
