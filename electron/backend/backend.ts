import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CounterEvent } from '../../contract/counter-port.ts';
import type { Outcome } from '../../contract/envelope.ts';
import { answerCall, type Caller } from '../../counter/counter.ts';
import type { CounterRoom } from '../../counter/counter-ports.ts';
import { counterStatus } from '../../counter/counter-status.ts';
import { CounterClock } from '../../counter/engine/counter-clock.ts';
import { createContentOutbox } from '../../counter/engine/content-outbox.ts';
import { createReplica, type ReplicaNews } from '../../counter/engine/replica.ts';
import { createWorkstationKey } from '../../counter/engine/workstation-key.ts';
import type { CentralOffice } from '../../counter/ports.ts';
import type { LineState } from '../../counter/ports/synchronisation.ts';
import { rehearsePersonPage } from '../../counter/person-page.ts';
import { Session } from '../../counter/session.ts';
import { openCounterStorage, type OpenCounterStorage } from '../../db/counter-storage.ts';
import { takeDataDirectory } from '../../db/data-directory-lock.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { enrol } from '../../sync/enrol.ts';
import { importOutbox } from '../../sync/import-outbox.ts';
import { Synchroniser } from '../../sync/synchroniser.ts';
import { demonstrationReader, noReader } from './demonstration-reader.ts';
import { enrolAtStart } from './enrol-at-start.ts';
import { outboxFiles } from './outbox-files.ts';
import { bytes, identifiers, passwords, sealing, pause } from './platform.ts';
import { createRosterFiles } from './roster/roster-files.ts';
import type { StartMessage } from './start-message.ts';

export interface BackendOptions extends Omit<StartMessage, 'kind'> {
  /** Mistakes of the program and of the disk; nothing personal is in them. */
  readonly report: (error: unknown, where: string) => void;
}

export interface Backend {
  answer(caller: Caller, call: string, input: unknown): Promise<Outcome<unknown>>;
  /** Calls the listener at every event until the function that is returned is called. */
  listen(listener: (event: CounterEvent) => void): () => void;
  /** Whether the file can be read at all; where it cannot, only a new start reads it again. */
  isUsable(): boolean;
  stop(): Promise<void>;
}

/** The name of the encrypted file in the data directory. */
export const databaseFile = 'counter.db';

/** Opens the encrypted file and begins to synchronise: the counter without a window. */
export function startBackend(options: BackendOptions): Backend {
  mkdirSync(options.dataDirectory, { recursive: true, mode: 0o700 });
  const giveBack = takeDataDirectory(options.dataDirectory, options.sqliteBinding);
  const storage = openOwnStorage(options, giveBack);
  const clock = new CounterClock({ now: () => Date.now() }, storage.memory);
  const listeners = new Set<(event: CounterEvent) => void>();
  const emit = (event: CounterEvent) => {
    for (const listener of listeners) listener(event);
  };
  const session = new Session(storage);
  const startedAt = performance.now();
  let running: {
    readonly synchroniser: Synchroniser;
    readonly ended: Promise<void>;
    readonly token: string | null;
  } | null = null;
  const line = (): LineState =>
    running?.synchroniser.line ?? { state: 'connecting', since: startedAt, reason: null, nextTry: null };

  const central: CentralOffice = {
    enrol,
    photo: (personId) => {
      const client = centralClient();
      return client === null ? Promise.resolve(null) : client.photo(personId);
    },
    attachment: (attachmentId) => {
      const client = centralClient();
      return client === null ? Promise.resolve(null) : client.attachment(attachmentId);
    },
    importOutbox: (file) => importOutbox(centralClient(), file),
  };
  const status = gather(
    () => emit({ event: 'status-changed', status: counterStatus(room) }),
    (error) => options.report(error, 'status'),
  );
  const room: CounterRoom = {
    storage,
    clock,
    session,
    identifiers,
    passwords,
    sealing,
    bytes,
    outboxFiles,
    documentReader:
      storage.memory.get('mode') === 'demonstration' || options.demonstration
        ? demonstrationReader(central, storage.queries, () => clock.today())
        : noReader,
    rosterFiles: createRosterFiles(),
    pause,
    central,
    line,
    monotonic: () => performance.now(),
    wake: () => {
      // Enrolled, for the first time or again: the line speaks with the new credential.
      if (running?.token !== storage.memory.get('token')) startSynchroniser();
      else running.synchroniser.wake();
    },
    emit,
    emitStatus: status.call,
  };
  const tell = (news: ReplicaNews) => {
    emit({ event: 'records-changed', persons: [...news.persons], services: [...news.services] });
    room.emitStatus();
  };
  const replica = createReplica(storage, clock, tell);
  const contents = createContentOutbox(storage, clock, room.monotonic, tell);

  function centralClient(): CentralClient | null {
    const url = storage.memory.get('central-url');
    const token = storage.memory.get('token');
    return url === null || token === null ? null : new CentralClient(url, token);
  }

  function startSynchroniser(): void {
    const client = centralClient();
    if (client === null) return;
    const synchroniser = new Synchroniser({
      replica,
      contents,
      client,
      workstationKey: createWorkstationKey(storage, outboxFiles),
      monotonic: () => performance.now(),
      chance: Math.random,
      lineChanged: () => room.emitStatus(),
      report: (error) => options.report(error, 'synchronisation'),
    });
    const before = running;
    before?.synchroniser.stop();
    // One after the other: both would write what comes in.
    const ended = (before?.ended ?? Promise.resolve()).then(() => synchroniser.run());
    running = { synchroniser, ended, token: storage.memory.get('token') };
  }

  const enrolment = enrolAtStart(room, options, (error) => options.report(error, 'enrolment'));
  startSynchroniser();
  return {
    async answer(caller, call, input) {
      const outcome = await answerCall(room, caller, call, input, (error, name) =>
        options.report(error, name),
      );
      // A sign-in takes long in any case, for its password; it stands, whatever becomes of this.
      if (call === 'signIn' && outcome.ok) rehearse(room, options.report);
      return outcome;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isUsable: () => storage.isUsable(),
    async stop() {
      listeners.clear();
      enrolment.stop();
      await enrolment.ended;
      running?.synchroniser.stop();
      await running?.ended;
      status.stop();
      storage.close();
      giveBack();
    },
  };
}

/** What fails of it is told, and fails again in the hands of whoever does it for somebody. */
function rehearse(room: CounterRoom, report: BackendOptions['report']): void {
  try {
    rehearsePersonPage(room);
  } catch (error) {
    report(error, 'rehearsal');
  }
}

/** Opens the file of a data directory that was taken; where it cannot be used the directory is given back. */
function openOwnStorage(options: BackendOptions, giveBack: () => void): OpenCounterStorage {
  try {
    return openCounterStorage({
      file: join(options.dataDirectory, databaseFile),
      key: options.databaseKey,
      nativeBinding: options.sqliteBinding,
    });
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** How long the bar's news may be gathered: no eye sees it, and a burst of commands pays for one look only. */
const statusPause = 60;

/**
 * Runs once for all calls of a short while. `stop` drops what is due: the file is closed after it. A disk that fails
 * meanwhile is reported, and costs nobody his session: the news come with the next call.
 */
function gather(
  run: () => void,
  report: (error: unknown) => void,
): { readonly call: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  return {
    call() {
      timer ??= setTimeout(() => {
        timer = null;
        try {
          run();
        } catch (error) {
          report(error);
        }
      }, statusPause);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
