import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { onTestFinished } from 'vitest';
import { canonicalJson } from '../../../domain/records/canonical-json.ts';
import type { CallInput, CallName, CallOutput } from '../../../contract/counter-calls.ts';
import type { CounterEvent } from '../../../contract/counter-port.ts';
import { fail, type Outcome } from '../../../contract/envelope.ts';
import type { CommandEnvelope } from '../../../contract/sync-protocol.ts';
import { answerCall, type Caller } from '../../../counter/counter.ts';
import type { CounterRoom } from '../../../counter/counter-ports.ts';
import { CounterClock } from '../../../counter/engine/counter-clock.ts';
import { createContentOutbox } from '../../../counter/engine/content-outbox.ts';
import { createReplica } from '../../../counter/engine/replica.ts';
import type { CentralOffice } from '../../../counter/ports.ts';
import type { ContentOutbox, LineState, Replica } from '../../../counter/ports/synchronisation.ts';
import { Session } from '../../../counter/session.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../../db/counter-storage.ts';
import { connect, type DatabaseOptions } from '../../../db/open-database.ts';
import { recordColumns } from '../../../db/record-columns.ts';
import { tableNames } from '../../../domain/records/record-tables.ts';
import type { Change } from '../../../domain/records/change.ts';
import { beginning, centre, clerk, county, workstation } from '../../../domain/testing/county.ts';
import { outboxFiles } from '../../../electron/backend/outbox-files.ts';
import {
  enterAtPad,
  type PadCall,
  type PinEntered,
} from '../../../renderer/features/pin-pad/enter-at-pad.ts';
import { bytes, identifiers, passwords, sealing, pause } from '../../../electron/backend/platform.ts';
import { createRosterFiles } from '../../../electron/backend/roster/roster-files.ts';
import { freshFolder } from './fresh-folder.ts';

export const password = 'Tongxi-2026';
/** argon2id at the cost that the central office uses; made once for all tests of a file. */
export const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

/** The sample county with a clerk who can sign in. */
export const countyRecords: readonly Change[] = beginning.map((one) =>
  one.table === 'clerk' ? { table: 'clerk', record: { ...one.record, passwordHash } } : one,
);

export interface Place {
  readonly county: string;
  readonly officeId: string;
  readonly workstationId: string;
}
export const usualPlace: Place = { county, officeId: centre.id, workstationId: workstation.id };

/**
 * A counter that really stands on an encrypted file, with a clock that the test turns and a central office that only
 * comes when the test brings it.
 */
export class CounterDesk {
  readonly options: DatabaseOptions;
  storage: OpenCounterStorage;
  room: CounterRoom;
  replica: Replica;
  contents: ContentOutbox;
  /** The PC's clock and the one that never jumps, milliseconds. */
  readonly time = { now: Date.parse('2026-11-22T09:30:00+08:00'), monotonic: 1_000 };
  readonly events: CounterEvent[] = [];
  readonly reported: unknown[] = [];
  wakes = 0;
  /** The line that the work list is told of. */
  line: LineState = { state: 'offline', since: 0, reason: 'central-unreachable', nextTry: null };
  /** How another window's file comes to the central office; there is none until the test brings one. */
  attachment: CentralOffice['attachment'] = () => Promise.resolve(null);
  importOutbox: CentralOffice['importOutbox'] = () => Promise.resolve(fail('central-unreachable'));
  /** Called when the counter wakes its synchroniser. */
  woken: () => void = () => undefined;

  private constructor(options: DatabaseOptions) {
    this.options = options;
    [this.storage, this.room, this.replica, this.contents] = this.#open();
  }

  /** A counter on a new file, enrolled at this place; it is gone after the test. */
  static empty(place: Place = usualPlace, pinPublicKey = ''): CounterDesk {
    const desk = new CounterDesk({
      file: join(freshFolder(), 'counter.db'),
      key: '5eed'.repeat(16),
      nativeBinding: null,
    });
    onTestFinished(() => desk.remove());
    const { memory, unitOfWork } = desk.storage;
    unitOfWork.write(() => {
      memory.set('county', place.county);
      memory.set('county-name', '桐溪县');
      memory.set('office-id', place.officeId);
      memory.set('workstation-id', place.workstationId);
      memory.set('token', 'token');
      memory.set('pin-public-key', pinPublicKey);
    });
    return desk;
  }

  /** A counter that has the sample county already, as from a first synchronisation. */
  static ready(records: readonly Change[] = countyRecords, pinPublicKey = ''): CounterDesk {
    const desk = CounterDesk.empty(usualPlace, pinPublicKey);
    desk.storage.unitOfWork.write(() => {
      for (const one of records) desk.storage.records.putConfirmed(one, 0);
      desk.storage.memory.set('epoch', 'epoch-1');
      desk.storage.memory.set('feed-cursor', '0');
    });
    return desk;
  }

  /** As after a restart: nobody is signed in, everything else is as the file says. */
  restart(): void {
    this.storage.close();
    [this.storage, this.room, this.replica, this.contents] = this.#open();
  }

  /** Closes the file and takes it away; a test that makes many desks does not wait for its end. */
  remove(): void {
    this.storage.close();
    rmSync(dirname(this.options.file), { recursive: true, force: true });
  }

  signInWithoutPassword(clerkId: string = clerk.id): void {
    this.room.session.open(clerkId);
  }

  /** Any call with any input, as it may come over a border. */
  answer(name: string, input: unknown, caller: Caller = 'counter'): Promise<Outcome<unknown>> {
    return answerCall(this.room, caller, name, input, (error) => this.reported.push(error));
  }

  /** A call that must succeed. */
  async call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    caller?: Caller,
  ): Promise<CallOutput<Name>> {
    const outcome = await this.answer(name, input, caller ?? 'counter');
    if (!outcome.ok) throw new Error(`${name} failed: ${JSON.stringify(outcome.error)}`);
    return outcome.value as CallOutput<Name>;
  }

  /** What the password pad makes of digits that are typed on it, the second entry as the first where it is not said. */
  enterPin(entered: PinEntered, first: string, second = first): Promise<Outcome<unknown>> {
    const call: PadCall = async (name, input) =>
      // The handler's own type, as above.
      (await this.answer(name, input, 'pin-pad')) as Outcome<CallOutput<typeof name>>;
    return enterAtPad(call, entered, first, second);
  }

  /** The code with which the digits are not taken, or 'ok'. */
  async pinCode(entered: PinEntered, first: string, second = first): Promise<string> {
    return codeOf(await this.enterPin(entered, first, second));
  }

  /** The code with which a call fails, or 'ok'; of a refusal the codes of its reasons. */
  async code(name: string, input: unknown, caller?: Caller): Promise<string> {
    return codeOf(await this.answer(name, input, caller));
  }

  outgoing(): readonly CommandEnvelope[] {
    return this.replica.outgoing(500);
  }

  /** Every row of every table as text, read by a connection of its own: what is committed, and nothing else. */
  committed(): ReadonlyMap<string, readonly string[]> {
    return this.#look((select) => {
      const names = select("SELECT name FROM sqlite_schema WHERE type = 'table'").map((row) =>
        String(row['name']),
      );
      return new Map(names.map((name) => [name, select(`SELECT * FROM "${name}"`).map(canonicalJson)]));
    });
  }

  /** The shared records as they stand here, one canonical line each, sorted: to be compared with the central office. */
  sharedRecords(): Readonly<Record<string, readonly string[]>> {
    return this.#look((select) =>
      Object.fromEntries(
        tableNames.map((table) => {
          const columns = recordColumns(table);
          const rows = select(`SELECT ${columns.selection} FROM ${columns.sqlName}`);
          return [table, rows.map((row) => canonicalJson(columns.toRecord(row))).sort()];
        }),
      ),
    );
  }

  #look<Result>(look: (select: (sql: string) => Record<string, unknown>[]) => Result): Result {
    const database = connect(this.options);
    try {
      return look((sql) => database.prepare<[], Record<string, unknown>>(sql).all());
    } finally {
      database.close();
    }
  }

  #open(): [OpenCounterStorage, CounterRoom, Replica, ContentOutbox] {
    const storage = openCounterStorage(this.options);
    const clock = new CounterClock({ now: () => this.time.now }, storage.memory);
    const room: CounterRoom = {
      storage,
      clock,
      session: new Session(storage),
      identifiers,
      passwords,
      sealing,
      bytes,
      outboxFiles,
      documentReader: { read: () => Promise.resolve(null) },
      rosterFiles: createRosterFiles(),
      pause,
      central: {
        enrol: () => Promise.resolve({ ok: false, code: 'central-unreachable' }),
        photo: () => Promise.resolve(null),
        attachment: (id) => this.attachment(id),
        importOutbox: (file) => this.importOutbox(file),
      },
      line: () => this.line,
      monotonic: () => this.time.monotonic,
      wake: () => {
        this.wakes += 1;
        this.woken();
      },
      emit: (event) => this.events.push(event),
      emitStatus: () => undefined,
    };
    return [
      storage,
      room,
      createReplica(storage, clock, () => undefined),
      createContentOutbox(storage, clock, room.monotonic, () => undefined),
    ];
  }
}

function codeOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return 'ok';
  const { code, refusals } = outcome.error;
  return code === 'refused' ? refusals.map((one) => one.code).join(' ') : code;
}
