import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { commandOrder } from '../../domain/command/command-order.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import type { CountyHead } from '../storage/central-storage.ts';

/** The verdict on a command, and the command's hash, for when the same id comes again. */
interface Verdict {
  readonly hash: string;
  readonly answer: CommandAnswer;
}

/**
 * How far a batch has come. A run of it works on a copy, which counts only when the database has taken the run.
 *
 * A command that failed by a mistake of the program is sent again later. Until then nothing behind it that belongs to
 * the same subject or service may be decided: it would be refused for want of what the first one makes, and a refusal
 * is kept for ever.
 */
export class BatchProgress {
  readonly #verdicts: Map<string, Verdict>;
  readonly #held: Set<string>;
  #head: CountyHead;

  constructor(head: CountyHead, before?: BatchProgress) {
    this.#head = head;
    this.#verdicts = new Map(before === undefined ? [] : before.#verdicts);
    this.#held = new Set(before === undefined ? [] : before.#held);
  }

  copy(): BatchProgress {
    return new BatchProgress(this.#head, this);
  }

  get head(): CountyHead {
    return this.#head;
  }

  /** The verdict on a command of this batch with the same id. */
  before(id: string): Verdict | undefined {
    return this.#verdicts.get(id);
  }

  decided(id: string, verdict: Verdict, head: CountyHead): void {
    this.#verdicts.set(id, verdict);
    this.#head = head;
  }

  /** Whether a command stands behind a failed one of its subject, service or batch. */
  isHeld(body: CommandBody): boolean {
    return this.#held.size > 0 && commandOrder(body).heldBy.some((one) => this.#held.has(one));
  }

  hold(body: CommandBody): void {
    for (const one of commandOrder(body).holds) this.#held.add(one);
  }
}
