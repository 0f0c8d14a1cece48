import type { CounterEvent } from '../contract/counter-port.ts';
import type { CounterClock } from './engine/counter-clock.ts';
import type { CentralOffice, CounterStorage } from './ports.ts';
import type {
  ByteTools,
  DocumentReader,
  Identifiers,
  OutboxFiles,
  Passwords,
  Sealing,
} from './ports/platform.ts';
import type { LineState } from './ports/synchronisation.ts';
import type { RosterFiles } from './ports/roster-files.ts';
import type { Session } from './session.ts';

/** What every use case of the counter works with. */
export interface CounterRoom {
  readonly storage: CounterStorage;
  readonly clock: CounterClock;
  readonly session: Session;
  readonly identifiers: Identifiers;
  readonly passwords: Passwords;
  readonly sealing: Sealing;
  readonly bytes: ByteTools;
  readonly outboxFiles: OutboxFiles;
  readonly documentReader: DocumentReader;
  readonly rosterFiles: RosterFiles;
  /** Long work lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
  readonly central: CentralOffice;
  readonly line: () => LineState;
  /** Milliseconds of a clock that never jumps; `LineState.since` is on it. */
  readonly monotonic: () => number;
  /** Something was written, or the clerk asks to try now: the synchroniser wakes. */
  readonly wake: () => void;
  readonly emit: (event: CounterEvent) => void;
  readonly emitStatus: () => void;
}
