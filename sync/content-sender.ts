import type { FailureCode } from '../contract/error-codes.ts';
import { largestAttachmentQuestion } from '../contract/sync-protocol.ts';
import type { ContentOutbox } from '../counter/ports/synchronisation.ts';
import type { CentralClient } from './central-client.ts';
import { retryDelay } from './retry-delay.ts';
import { Wake } from './wake.ts';

export interface ContentSenderPorts {
  readonly contents: ContentOutbox;
  readonly client: Pick<CentralClient, 'missingAttachments' | 'sendAttachment'>;
  /** Commands wait to be sent, or are on their way: they go first. */
  readonly commandsWait: () => boolean;
  readonly monotonic: () => number;
  readonly chance: () => number;
  readonly report: (error: unknown) => void;
}

type Due = ReturnType<ContentOutbox['due']>[number];

/** Asked anew each time: it changes while something is waited for. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** What became of one content: whole, tried in vain, or left for commands or because the line broke. */
type Fate = 'whole' | 'failed' | 'left';

/** How often what is due is looked at while nothing wakes it, milliseconds. */
const look = 1_000;
/** The central office had it whole and the feed has not told yet, or it does not know it yet: so long it is let be. */
const rest = 5_000;
/** Old contents are looked for so often. */
const tidyPause = 3_600_000;
const longestPause = 300_000;

/** A line that broke is tried again soon; a content that the central office does not take is no better in a moment. */
function pauseOf(code: FailureCode, failures: number, chance: number): number {
  const isLine = code === 'central-unreachable' || code === 'central-busy';
  return isLine ? retryDelay(failures, chance) : Math.min(rest * 2 ** Math.min(failures, 10), longestPause);
}

/**
 * Sends the contents of scanned documents, one chunk at a time, each time from where the central office says that it
 * is. It never hurries: a failure is a pause for that content and a short one for all, and before each chunk the
 * commands that wait are let pass. Nothing that happens here breaks the connection.
 */
export class ContentSender {
  readonly #ports: ContentSenderPorts;
  readonly #wake = new Wake();
  /** When a content may be tried again, and how often it has failed, by its id. */
  readonly #resting = new Map<string, { readonly until: number; readonly failures: number }>();
  #tidiedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: ContentSenderPorts) {
    this.#ports = ports;
  }

  wake(): void {
    this.#wake.now();
  }

  /** Runs until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let pause = look;
      try {
        const went = await this.#round(signal);
        failures = went === 'failed' ? failures + 1 : 0;
        if (went === 'failed') pause = retryDelay(failures, this.#ports.chance());
        else if (went === 'more') pause = 0;
        else this.#tidy();
      } catch (error) {
        // The disk, or a mistake of the program: commands and feed say so themselves where they meet it.
        this.#ports.report(error);
        failures += 1;
        pause = retryDelay(failures, this.#ports.chance());
      }
      if (pause > 0 && !isOver(signal)) await this.#wake.within(pause);
    }
  }

  /** Asks where the contents that are due stand, and sends them in their order until one cannot go on. */
  async #round(signal: AbortSignal): Promise<'nothing' | 'more' | 'failed'> {
    const { contents, client, monotonic } = this.#ports;
    const now = monotonic();
    const due = contents
      .due(largestAttachmentQuestion)
      .filter(({ id }) => (this.#resting.get(id)?.until ?? 0) <= now);
    if (due.length === 0 || this.#ports.commandsWait()) return 'nothing';
    const answer = await client.missingAttachments(
      due.map(({ id }) => id),
      signal,
    );
    if (!answer.ok) return 'failed';
    const missing = new Map(answer.value.missing.map(({ id, received }) => [id, received]));
    for (const one of due) {
      const received = missing.get(one.id);
      if (received === undefined) this.#let(one.id, rest);
      else {
        contents.noteSent(one.id, Math.min(received, one.size));
        const fate = await this.#send(one, received, signal);
        if (fate !== 'whole') return fate === 'failed' ? 'failed' : 'nothing';
        this.#let(one.id, rest);
      }
    }
    return 'more';
  }

  async #send({ id, size }: Due, from: number, signal: AbortSignal): Promise<Fate> {
    const { contents, client } = this.#ports;
    for (let offset = from; ;) {
      if (isOver(signal) || this.#ports.commandsWait()) return 'left';
      const bytes = contents.read(id, offset);
      const answer = await client.sendAttachment(id, offset, bytes, signal);
      if (isOver(signal)) return 'left';
      if (!answer.ok) {
        contents.noteFailure(id, answer.code);
        const failures = (this.#resting.get(id)?.failures ?? 0) + 1;
        this.#let(id, pauseOf(answer.code, failures, this.#ports.chance()), failures);
        return 'failed';
      }
      const { received, whole } = answer.value;
      contents.noteSent(id, Math.min(received, size));
      if (whole) return 'whole';
      // Somebody else sends the same, or the answer makes no sense: the next question tells where it stands.
      if (received <= offset) {
        this.#let(id, rest);
        return 'left';
      }
      offset = received;
    }
  }

  #let(id: string, milliseconds: number, failures = 0): void {
    this.#resting.set(id, { until: this.#ports.monotonic() + milliseconds, failures });
  }

  /** One content at a time: nobody waits for it. */
  #tidy(): void {
    const { contents, monotonic } = this.#ports;
    if (monotonic() - this.#tidiedAt < tidyPause) return;
    if (contents.forgetOne()) return;
    this.#tidiedAt = monotonic();
    this.#resting.clear();
  }
}
