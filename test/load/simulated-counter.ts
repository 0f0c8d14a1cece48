import { generateKeyPairSync } from 'node:crypto';
import type { CommandAnswer, CommandEnvelope, Position } from '../../contract/sync-protocol.ts';
import type { ContentOutbox, Replica } from '../../counter/ports/synchronisation.ts';
import { Synchroniser } from '../../sync/synchroniser.ts';
import { LineClient, type CallEnd } from './line-client.ts';

/** What a counter tells whoever measures. */
export interface CounterWatch {
  readonly callEnded: (end: CallEnd) => void;
  /** A command was sent and answered. Times are of `performance.now()`. */
  readonly answered: (command: {
    readonly counter: SimulatedCounter;
    readonly answer: CommandAnswer;
    readonly committedAt: number;
    readonly sentAt: number;
    readonly at: number;
  }) => void;
  /** Changes up to the last of these numbers are here. */
  readonly heard: (counter: SimulatedCounter, sequences: readonly number[], at: number) => void;
  readonly lineChanged: (state: string, reason: string | null) => void;
  /** A mistake of this harness, or of the synchroniser. */
  readonly fault: (error: unknown) => void;
}

interface Waiting {
  readonly command: CommandEnvelope;
  readonly committedAt: number;
  sentAt: number | null;
}

/**
 * A counter without a file: the program's own synchroniser with its pauses and tries, over the line, and in the place of
 * the replica a list of what waits and a cursor. What it sends was decided by the real counter beforehand.
 */
export class SimulatedCounter {
  readonly county: string;
  readonly acknowledged = new Map<string, CommandAnswer['outcome']>();
  cursor: number;
  #known: Position = { head: 0, mark: '' };
  readonly #epoch: string;
  readonly #watch: CounterWatch;
  readonly #waiting: Waiting[] = [];
  readonly #client: LineClient;
  readonly #synchroniser: Synchroniser;
  #ended: Promise<void> = Promise.resolve();

  constructor(settings: {
    readonly url: string;
    readonly county: string;
    readonly token: string;
    readonly epoch: string;
    /** Where the county stands at the beginning: as if it had just been pulled. */
    readonly cursor: number;
    readonly reads: boolean;
    readonly chance: () => number;
    readonly watch: CounterWatch;
  }) {
    const { url, token, reads, chance, watch } = settings;
    this.county = settings.county;
    this.cursor = settings.cursor;
    this.#epoch = settings.epoch;
    this.#watch = watch;
    this.#client = new LineClient(url, token, { reads, ended: watch.callEnded });
    const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    this.#synchroniser = new Synchroniser({
      replica: this.#replica(),
      contents: noContents,
      client: this.#client,
      workstationKey: { publicKey: () => key.toString('base64'), noteKnown: () => undefined },
      monotonic: () => performance.now(),
      chance,
      lineChanged: ({ state, reason }) => watch.lineChanged(state, reason),
      report: watch.fault,
    });
  }

  start(): void {
    this.#ended = this.#synchroniser.run();
  }

  /** As the engine does behind each commit. */
  commit(command: CommandEnvelope, committedAt: number): void {
    this.#waiting.push({ command, committedAt, sentAt: null });
    this.#synchroniser.wake();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async stop(): Promise<void> {
    this.#synchroniser.stop();
    await this.#ended;
    this.#client.close();
  }

  #replica(): Replica {
    return {
      state: () => ({ epoch: this.#epoch, cursor: this.cursor, known: this.#known, snapshot: null }),
      outgoing: (limit) => this.#outgoing(limit),
      confirmedCommands: () => [...this.acknowledged.keys()],
      receiveFeed: ({ changes, head, mark = '' }) => {
        const at = performance.now();
        const last = changes.at(-1);
        this.#farther({ head, mark });
        if (last === undefined) return;
        this.cursor = last.sequence;
        this.#watch.heard(
          this,
          changes.map(({ sequence }) => sequence),
          at,
        );
      },
      receiveAnswers: (answers, position) => {
        const at = performance.now();
        if (position !== undefined) this.#farther(position);
        for (const answer of answers) this.#receive(answer, at);
      },
      noteCentralTime: () => undefined,
      noteHello: () => undefined,
      beginSnapshot: notHere,
      receiveSnapshotPage: notHere,
      file: {
        mayBegin: notHere,
        held: notHere,
        receive: notHere,
        open: notHere,
        rows: notHere,
        copy: notHere,
      },
    };
  }

  /** `outgoing(1)` only asks whether something waits; what a batch takes is sent now. */
  #outgoing(limit: number): readonly CommandEnvelope[] {
    const sentAt = performance.now();
    return this.#waiting.slice(0, limit).map((one) => {
      if (limit > 1) one.sentAt = sentAt;
      return one.command;
    });
  }

  #receive(answer: CommandAnswer, at: number): void {
    const place = this.#waiting.findIndex(({ command }) => command.id === answer.id);
    const waiting = this.#waiting[place];
    if (waiting === undefined) throw new Error('an answer to a command that was not sent');
    // What the central office failed at is sent again.
    if (answer.outcome === 'rejected' && answer.code === 'internal-error') return;
    this.#waiting.splice(place, 1);
    this.acknowledged.set(answer.id, answer.outcome);
    const { committedAt, sentAt } = waiting;
    this.#watch.answered({ counter: this, answer, committedAt, sentAt: sentAt ?? committedAt, at });
  }

  #farther(position: Position): void {
    if (position.head > this.#known.head) this.#known = position;
  }
}

/** Nobody scans anything here. */
const noContents: ContentOutbox = {
  due: () => [],
  read: () => new Uint8Array(),
  noteSent: () => undefined,
  noteFailure: () => undefined,
  forgetOne: () => false,
};

/** The county is never pulled anew here: nothing was restored. */
function notHere(): never {
  throw new Error('a central office that was not restored let its counter pull anew');
}
