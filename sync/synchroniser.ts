import type { FailureCode } from '../contract/error-codes.ts';
import { largestBatch, largestQuestion } from '../contract/sync-protocol.ts';
import { snapshotLayout } from '../contract/snapshot-file.ts';
import type {
  ContentOutbox,
  LineState,
  Replica,
  SnapshotState,
  WorkstationKey,
} from '../counter/ports/synchronisation.ts';
import type { AnnouncedFile } from '../counter/ports/snapshot-file.ts';
import { behindTable } from '../domain/records/record-tables.ts';
import type { CentralClient, ClientOutcome } from './central-client.ts';
import { ContentSender } from './content-sender.ts';
import { protocolMisfit } from './protocol-fit.ts';
import { pullFile } from './pull-file.ts';
import { readRows } from './read-rows.ts';
import { retryDelay } from './retry-delay.ts';
import { Wake } from './wake.ts';

export interface SynchroniserPorts {
  readonly replica: Replica;
  readonly contents: ContentOutbox;
  readonly client: CentralClient;
  readonly workstationKey: WorkstationKey;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly chance: () => number;
  readonly lineChanged: (line: LineState) => void;
  /** A mistake of the program or of the disk while news was written; synchronisation goes on after a pause. */
  readonly report: (error: unknown) => void;
  /** How many records make a county worth a file; for tests. */
  readonly leastForFile?: number;
  /** Bytes of a part of a file; for tests. */
  readonly filePart?: number;
}

/** Below it a few pages are there before a file would be opened. */
const usualLeastForFile = 50_000;

/** How often the file that was begun may be gone before pages are pulled, until the program is started anew. */
const mostFiles = 3;

const snapshotPageSize = 10_000;
const feedPageSize = 2_000;
const longPoll = 25_000;

/**
 * Keeps the replica and the central office together: first the county's snapshot, then for ever the feed on one
 * request that is held open, and the outbox on another that is sent whenever something was written. Either failing is
 * the line failing; it is tried again after a capped delay, and at once when something is written. Contents of scanned
 * documents go on a third one, whose fate says nothing of the line.
 */
export class Synchroniser {
  readonly #ports: SynchroniserPorts;
  readonly #stop = new AbortController();
  readonly #outboxWake = new Wake();
  readonly #retryWake = new Wake();
  readonly #contents: ContentSender;
  #line: LineState;
  #failures = 0;
  /** The central office said that it does not know what this counter holds: it was restored. */
  #mustPullAnew = false;
  #filesLeft = mostFiles;

  constructor(ports: SynchroniserPorts) {
    this.#ports = ports;
    this.#contents = new ContentSender({
      ...ports,
      commandsWait: () => ports.replica.outgoing(1).length > 0,
    });
    this.#line = { state: 'connecting', since: ports.monotonic(), reason: null, nextTry: null };
  }

  get line(): LineState {
    return this.#line;
  }

  /** Something was written, or a clerk asks to try now. */
  wake(): void {
    this.#outboxWake.now();
    this.#retryWake.now();
    this.#contents.wake();
  }

  stop(): void {
    this.#stop.abort();
    this.wake();
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const broken = await this.#connection();
      if (this.#isStopped()) return;
      // The same epoch may come back with an older feed, where only the database was put back.
      if (broken === 'epoch-changed') this.#mustPullAnew = true;
      this.#failures += 1;
      this.#setLine('offline', broken);
      const delay = retryDelay(this.#failures, this.#ports.chance());
      // The work list says when; nobody is told of it by itself, since nothing else has changed.
      this.#line = { ...this.#line, nextTry: this.#ports.monotonic() + delay };
      await this.#retryWake.within(delay);
    }
  }

  /** One connection from its greeting until the line breaks; answers why it broke. */
  async #connection(): Promise<FailureCode> {
    const broken = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, broken.signal]);
    let contents = Promise.resolve();
    try {
      const greeting = await this.#greet(signal);
      if (!greeting.ok) return greeting.code;
      const snapshot = await this.#pullSnapshot(greeting.value, signal);
      if (snapshot !== null) return snapshot;
      contents = this.#contents.run(signal);
      return await Promise.race([this.#pullFeed(signal), this.#pushOutbox(signal)]);
    } catch (error) {
      this.#ports.report(error);
      return 'internal-error';
    } finally {
      broken.abort();
      this.#outboxWake.now();
      this.#contents.wake();
      await contents;
    }
  }

  /** Answers with the epoch of the central office. */
  async #greet(signal: AbortSignal): Promise<ClientOutcome<string>> {
    const hello = await this.#ports.client.hello(signal);
    if (!hello.ok) return hello;
    const misfit = protocolMisfit(hello.value);
    if (misfit !== null) return { ok: false, code: misfit };
    this.#ports.replica.noteHello({
      pinPublicKey: hello.value.pinPublicKey,
      demonstrationClerks: JSON.stringify(hello.value.demonstrationClerks),
    });
    this.#ports.replica.noteCentralTime(hello.value.now);
    const broken = await this.#registerKey(signal);
    return broken === null ? { ok: true, value: hello.value.epoch } : { ok: false, code: broken };
  }

  /**
   * At every greeting, before anybody can work here for the first time: so there is no counter with work whose files
   * could not be told as its own, and a central office that was restored learns the key again.
   */
  async #registerKey(signal: AbortSignal): Promise<FailureCode | null> {
    const { client, workstationKey, report } = this.#ports;
    const answer = await client.registerSigningKey(workstationKey.publicKey(), signal);
    if (answer.ok) workstationKey.noteKnown(answer.value.fingerprint);
    // An older central office does not know the call: nothing can be handed over as a file, everything else goes on.
    else if (answer.code === 'invalid-input') report(new Error(answer.code));
    else if (answer.code !== 'not-found') return answer.code;
    return null;
  }

  /** The county's records: from where it was begun, else from a file where one is there, else from pages. */
  async #pullSnapshot(epoch: string, signal: AbortSignal): Promise<FailureCode | null> {
    const { replica } = this.#ports;
    if (this.#mustPullAnew || replica.state().epoch !== epoch) {
      const failed = await this.#beginSnapshot(signal);
      if (failed !== null) return failed;
    }
    for (
      let file = replica.state().snapshot?.file;
      file !== undefined;
      file = replica.state().snapshot?.file
    ) {
      const outcome = await pullFile(this.#ports, file, signal);
      if (outcome !== 'unfit' && outcome !== 'gone') return outcome;
      this.#filesLeft = outcome === 'gone' ? this.#filesLeft - 1 : 0;
      // What came of it is not relied upon: all is pulled anew.
      const failed = await this.#beginSnapshot(signal);
      if (failed !== null) return failed;
    }
    return await this.#pullPages(signal);
  }

  async #beginSnapshot(signal: AbortSignal): Promise<FailureCode | null> {
    const { replica, client } = this.#ports;
    const size = await client.snapshotSize(signal);
    if (!size.ok) return size.code;
    const { epoch, mark, head, tables } = size.value;
    const lost = await this.#askForLost(epoch, signal);
    if (!lost.ok) return lost.code;
    const total = tables.reduce((sum, { count }) => sum + count, 0);
    const file = await this.#askForFile(epoch, total, signal);
    replica.beginSnapshot(epoch, head, total, { mark, lost: lost.value, file });
    this.#mustPullAnew = false;
    return null;
  }

  /** Null where there is none to be had, for whatever reason: pages are there always. */
  async #askForFile(epoch: string, total: number, signal: AbortSignal): Promise<AnnouncedFile | null> {
    const { replica, client, leastForFile = usualLeastForFile } = this.#ports;
    if (total < leastForFile || this.#filesLeft === 0 || !replica.file.mayBegin()) return null;
    const offer = await client.snapshotFile(signal);
    if (!offer.ok || offer.value.epoch !== epoch || offer.value.layout !== snapshotLayout) return null;
    const { id, size, sha256, key, head } = offer.value;
    return { id, size, sha256, key, head };
  }

  /** Page after page; the next one is asked for when this one is written, so that one at most comes twice. */
  async #pullPages(signal: AbortSignal): Promise<FailureCode | null> {
    const { replica, client } = this.#ports;
    let place: Pick<SnapshotState, 'table' | 'after'> | null = replica.state().snapshot;
    while (place !== null) {
      const answer = await client.snapshotPage(place.table, place.after, snapshotPageSize, signal);
      if (!answer.ok) return answer.code;
      const { table, rows, next } = answer.value;
      if (answer.value.epoch !== replica.state().epoch) return 'epoch-changed';
      if (table !== place.table) return 'central-not-guitai';
      const read = readRows(table, rows);
      if (read === null) return 'central-not-guitai';
      place = next === null ? behindTable(table) : { table, after: next };
      replica.receiveSnapshotPage({ table, rows: read, next: place });
    }
    return null;
  }

  /** Of the commands that this counter knows as applied those that the central office has lost. */
  async #askForLost(epoch: string, signal: AbortSignal): Promise<ClientOutcome<readonly string[]>> {
    const { replica, client } = this.#ports;
    const ids = replica.confirmedCommands();
    const lost: string[] = [];
    for (let from = 0; from < ids.length; from += largestQuestion) {
      const answer = await client.lostCommands(epoch, ids.slice(from, from + largestQuestion), signal);
      if (!answer.ok) return answer;
      if (answer.value.epoch !== epoch) return { ok: false, code: 'epoch-changed' };
      lost.push(...answer.value.lost);
    }
    return { ok: true, value: lost };
  }

  async #pullFeed(signal: AbortSignal): Promise<FailureCode> {
    const { replica, client } = this.#ports;
    // The first answer comes at once: it tells whether the replica is whole.
    let wait = 0;
    while (!signal.aborted) {
      const { epoch, cursor, known } = replica.state();
      const page = await client.feed(epoch ?? '', cursor, feedPageSize, wait, signal, known);
      if (!page.ok) return page.code;
      if (page.value.epoch !== replica.state().epoch) return 'epoch-changed';
      replica.receiveFeed(page.value);
      replica.noteCentralTime(page.value.now);
      const whole = replica.state().cursor >= page.value.head;
      if (whole) this.#online();
      // More is said to be there and nothing came: it is waited for, not asked for again and again.
      wait = whole || page.value.changes.length === 0 ? longPoll : 0;
    }
    return 'central-unreachable';
  }

  async #pushOutbox(signal: AbortSignal): Promise<FailureCode> {
    const { replica, client } = this.#ports;
    while (!signal.aborted) {
      const commands = replica.outgoing(largestBatch);
      if (commands.length === 0) {
        await this.#outboxWake.within(postponedCheck);
        continue;
      }
      const { epoch, known } = replica.state();
      const answer = await client.push(epoch ?? '', commands, signal, known);
      if (!answer.ok) return answer.code;
      if (answer.value.epoch !== replica.state().epoch) return 'epoch-changed';
      replica.receiveAnswers(answer.value.answers, answer.value);
      if (!answersAll(commands, answer)) return 'central-not-guitai';
      this.#failures = 0;
      this.#contents.wake();
    }
    return 'central-unreachable';
  }

  /** The feed alone is well: where something waits, the sending must have gone well too before pauses are short again. */
  #online(): void {
    if (this.#ports.replica.outgoing(1).length === 0) this.#failures = 0;
    this.#setLine('online', null);
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  #setLine(state: LineState['state'], reason: string | null): void {
    if (this.#line.state === state && this.#line.reason === reason) return;
    const since = this.#line.state === state ? this.#line.since : this.#ports.monotonic();
    this.#line = { state, since, reason, nextTry: null };
    this.#ports.lineChanged(this.#line);
  }
}

/** How often postponed commands are looked at while nothing else wakes the outbox, milliseconds. */
const postponedCheck = 1_000;

/** A central office that leaves a command without an answer would make this counter send it for ever. */
function answersAll(
  commands: readonly { readonly id: string }[],
  answer: ClientOutcome<{ readonly answers: readonly { readonly id: string }[] }>,
): boolean {
  if (!answer.ok) return false;
  const answered = new Set(answer.value.answers.map((one) => one.id));
  return commands.every((command) => answered.has(command.id));
}
