import { describe, expect, it, onTestFinished } from 'vitest';
import type { AttachmentChunkAnswer } from '../contract/sync-protocol.ts';
import type { ClientOutcome } from './central-client.ts';
import { ContentSender } from './content-sender.ts';

const chunk = 4;

/** A sender over contents in memory and a central office of a few lines. */
class Bench {
  readonly sizes = new Map<string, number>();
  readonly there = new Map<string, number>();
  readonly sent: string[] = [];
  readonly failures: string[] = [];
  readonly reported: unknown[] = [];
  commandsWait = false;
  now = 0;
  old = 0;
  looksForOld = 0;
  /** Answers a chunk, or null for what a central office does. */
  answer: (id: string, offset: number) => ClientOutcome<AttachmentChunkAnswer> | null = () => null;
  readonly #sender: ContentSender;

  constructor() {
    this.#sender = new ContentSender({
      contents: {
        due: () =>
          [...this.sizes]
            .filter(([id, size]) => (this.there.get(id) ?? 0) < size)
            .map(([id, size]) => ({ id, size })),
        read: (id, offset) => new Uint8Array(Math.min(chunk, (this.sizes.get(id) ?? 0) - offset)),
        noteSent: () => undefined,
        noteFailure: (id, code) => this.failures.push(`${id} ${code}`),
        forgetOne: () => {
          this.looksForOld += 1;
          this.old -= 1;
          return this.old >= 0;
        },
      },
      client: {
        missingAttachments: (ids) =>
          Promise.resolve({
            ok: true,
            value: { missing: ids.map((id) => ({ id, received: this.there.get(id) ?? 0 })) },
          }),
        sendAttachment: (id, offset, bytes) => Promise.resolve(this.#take(id, offset, bytes.length)),
      },
      commandsWait: () => this.commandsWait,
      monotonic: () => this.now,
      chance: () => 0,
      report: (error) => this.reported.push(error),
    });
    const stop = new AbortController();
    const ended = this.#sender.run(stop.signal);
    onTestFinished(async () => {
      stop.abort();
      this.#sender.wake();
      await ended;
    });
  }

  /** Wakes it and lets it do all that it can do now. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      this.#sender.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #take(id: string, offset: number, length: number): ClientOutcome<AttachmentChunkAnswer> {
    this.sent.push(`${id} ${String(offset)}`);
    const answer = this.answer(id, offset);
    if (answer !== null) return answer;
    const received = offset + length;
    this.there.set(id, received);
    return { ok: true, value: { received, whole: received === this.sizes.get(id) } };
  }
}

describe('the contents of scans', () => {
  it('are sent in their order, chunk by chunk, from where they stand', async () => {
    const bench = new Bench();
    bench.sizes.set('a', 10).set('b', 4);
    bench.there.set('a', 4);
    await bench.settle();
    expect(bench.sent).toEqual(['a 4', 'a 8', 'b 0']);
  });

  it('let the commands that wait go first, also in the middle of one', async () => {
    const bench = new Bench();
    bench.answer = () => {
      bench.commandsWait = true;
      return null;
    };
    bench.sizes.set('a', 12);
    await bench.settle();
    expect(bench.sent).toEqual(['a 0']);
    bench.commandsWait = false;
    await bench.settle();
    expect(bench.sent).toEqual(['a 0', 'a 4']);
    bench.answer = () => null;
    bench.commandsWait = false;
    await bench.settle();
    expect(bench.sent).toEqual(['a 0', 'a 4', 'a 8']);
  });

  it.each(['internal-error', 'attachment-content-differs', 'not-found', 'central-unreachable'] as const)(
    'do not hold each other up: one that always fails with %s rests, the others go',
    async (code) => {
      const bench = new Bench();
      bench.sizes.set('bad', 8).set('good', 8);
      bench.answer = (id) => (id === 'bad' ? { ok: false, code } : null);
      await bench.settle();
      expect(bench.sent).toEqual(['bad 0', 'good 0', 'good 4']);
      expect(bench.failures).toEqual([`bad ${code}`]);
      bench.now += 300_000;
      await bench.settle();
      expect(bench.sent.at(-1)).toBe('bad 0');
      expect(bench.sent).toHaveLength(4);
    },
  );

  it('are not sent for ever to a central office whose answers make no sense', async () => {
    const bench = new Bench();
    bench.sizes.set('a', 8);
    bench.answer = () => ({ ok: true, value: { received: 0, whole: false } });
    await bench.settle();
    expect(bench.sent).toEqual(['a 0']);
  });

  it('go on from where the answer says, whatever was sent', async () => {
    const bench = new Bench();
    bench.sizes.set('a', 12);
    bench.answer = (_id, offset) => {
      if (offset > 0) return null;
      bench.there.set('a', 8);
      return { ok: true, value: { received: 8, whole: false } };
    };
    await bench.settle();
    expect(bench.sent).toEqual(['a 0', 'a 8']);
  });

  it('go on after a mistake of the program or of the disk, which is told', async () => {
    const bench = new Bench();
    bench.sizes.set('a', 4);
    bench.answer = () => {
      bench.answer = () => null;
      throw new Error('SQLITE_IOERR');
    };
    await bench.settle();
    expect(bench.reported).toHaveLength(1);
    expect(bench.sent).toEqual(['a 0', 'a 0']);
  });

  it('that are old are looked for when nothing else is to do, until there is none, and an hour later again', async () => {
    const bench = new Bench();
    bench.old = 3;
    await bench.settle();
    expect(bench.looksForOld).toBe(4);
    await bench.settle();
    expect(bench.looksForOld).toBe(4);
    bench.now += 3_600_000;
    await bench.settle();
    expect(bench.looksForOld).toBe(5);
  });
});
