import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AnswerFrame, RequestFrame } from './support/http-frames.ts';
import type { Chance } from './support/chance.ts';
import { Tally } from './support/tally.ts';

/** What can happen to one request on its way and to its answer. */
export const faults = [
  /** The request never arrives. */
  'drop before',
  /** The request is done; its answer is lost. */
  'drop after commit',
  /** The very bytes arrive a second time, on a second connection. */
  'duplicate',
  /** The request arrives behind a later one; whoever sent it may have hung up by then. */
  'reorder',
  /** Nothing moves for a while, then the line breaks or goes on. */
  'stall',
  /** For a while requests go through and no answer comes back, on all connections. */
  'one-way cut',
  /** The answer breaks off anywhere. */
  'truncate',
  /** The answer comes in small pieces. */
  'slow',
] as const;
export type Fault = (typeof faults)[number];

export interface Passing {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/** Looks at what passes, and may stand in the way: the proxy goes on when the promise is kept. */
export interface ProxyObserver {
  readonly beforeRequest?: (passing: Passing) => Promise<void> | void;
  readonly beforeAnswer?: (passing: Passing, answer: Buffer) => Promise<void> | void;
}

/**
 * The line between one counter and the central office, on TCP: it reads whole requests and answers, so that it can lose,
 * double, hold back and cut exactly one of them. Which one, its chance says. Every fault is counted.
 */
export class FaultProxy {
  /** How many of all requests something happens to, 0 to 1. */
  share = 0;
  /** Which fault the next one meets; a test may decide by itself. */
  choose: (passing: Passing) => Fault | null;
  observer: ProxyObserver = {};
  readonly counted = new Tally();
  readonly #target: URL;
  readonly #server: Server;
  readonly #chance: Chance;
  readonly #near = new Set<Socket>();
  readonly #far = new Set<Socket>();
  /** Requests that wait until a later one has passed. */
  #held: (() => void)[] = [];
  #deafUntil = 0;
  #closed = false;

  private constructor(target: string, server: Server, chance: Chance) {
    this.#target = new URL(target);
    this.#server = server;
    this.#chance = chance;
    this.choose = () => this.#byChance();
    server.on('connection', (near) => this.#serve(near));
  }

  static async open(target: string, chance: Chance): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FaultProxy(target, server, chance);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on something happens to this share of all requests, whatever the line was before. */
  spoil(share: number): void {
    this.share = share;
    this.choose = () => this.#byChance();
  }

  /** The line is good from now on; what was held back arrives. */
  heal(): void {
    this.share = 0;
    this.choose = () => null;
    this.#deafUntil = 0;
    this.#release();
  }

  /** Every connection breaks off at once. */
  cut(): void {
    for (const socket of [...this.#near, ...this.#far]) socket.destroy();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.heal();
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #byChance(): Fault | null {
    return this.#chance.happens(this.share) ? this.#chance.pick(faults) : null;
  }

  #serve(near: Socket): void {
    keep(this.#near, near);
    let frame = new RequestFrame();
    let busy: Promise<void> = Promise.resolve();
    near.on('data', (bytes: Buffer) => {
      let rest = frame.push(bytes);
      while (rest !== null) {
        const request = frame;
        busy = busy.then(() => this.#pass(near, request)).catch(() => void near.destroy());
        frame = new RequestFrame();
        rest = rest.length > 0 ? frame.push(rest) : null;
      }
    });
  }

  async #pass(near: Socket, request: RequestFrame): Promise<void> {
    if (near.destroyed) return;
    const passing = { method: request.method, path: request.path };
    await this.observer.beforeRequest?.(passing);
    const fault = this.choose(passing);
    if (fault !== null) this.counted.note(fault);
    await this.#carry(near, request.bytes, passing, fault);
    // One that is still held back has not passed.
    if (fault !== 'reorder') this.#release();
  }

  async #carry(near: Socket, bytes: Buffer, passing: Passing, fault: Fault | null): Promise<void> {
    switch (fault) {
      case null:
      case 'truncate':
      case 'slow':
        return this.#answer(near, passing, await this.#exchange(bytes, near), fault);
      case 'drop before':
        near.destroy();
        return;
      case 'drop after commit':
        await this.#exchange(bytes, near);
        near.destroy();
        return;
      case 'duplicate': {
        const both = [this.#exchange(bytes, near), this.#exchange(bytes, near)];
        const first = await Promise.race(both);
        // A feed that is held open would keep the second one for long; of a batch either answer may be the one.
        const answer = passing.method === 'POST' && this.#chance.happens(0.5) ? await both[1] : first;
        return this.#answer(near, passing, answer ?? null, null);
      }
      case 'reorder':
        if (this.#chance.happens(0.5)) {
          // The sender hangs up, and tries again before this one has arrived.
          near.destroy();
          void this.#heldBack().then(() => this.#exchange(bytes, null));
          return;
        }
        await this.#heldBack();
        return this.#answer(near, passing, await this.#exchange(bytes, near), null);
      case 'stall': {
        const answer = await this.#exchange(bytes, near);
        await this.#wait(100 + this.#chance.below(900));
        if (this.#chance.happens(0.5)) near.destroy();
        return this.#answer(near, passing, answer, null);
      }
      case 'one-way cut':
        this.#deafUntil = Date.now() + 100 + this.#chance.below(700);
        return this.#answer(near, passing, await this.#exchange(bytes, near), null);
      default:
        fault satisfies never;
    }
  }

  async #answer(
    near: Socket,
    passing: Passing,
    answer: Buffer | null,
    fault: 'truncate' | 'slow' | null,
  ): Promise<void> {
    if (answer === null || near.destroyed) {
      near.destroy();
      return;
    }
    await this.observer.beforeAnswer?.(passing, answer);
    const deaf = this.#deafUntil - Date.now();
    if (deaf > 0) {
      await this.#wait(deaf);
      near.destroy();
      return;
    }
    if (fault === 'truncate') {
      const part = answer.subarray(0, 1 + this.#chance.below(answer.length - 1));
      near.write(part, () => near.destroy());
      return;
    }
    if (fault === 'slow') {
      const size = Math.ceil(answer.length / (2 + this.#chance.below(8)));
      for (let start = 0; start < answer.length; start += size) {
        if (!near.writable) return;
        near.write(answer.subarray(start, start + size));
        await this.#wait(2 + this.#chance.below(30));
      }
      return;
    }
    near.write(answer);
  }

  /** Brings a request to the central office on a connection of its own; null where there was no whole answer. */
  #exchange(bytes: Buffer, near: Socket | null): Promise<Buffer | null> {
    return new Promise((resolve) => {
      const far = connect(Number(this.#target.port), this.#target.hostname);
      keep(this.#far, far);
      const frame = new AnswerFrame();
      const hangUp = () => far.destroy();
      near?.once('close', hangUp);
      far.on('connect', () => far.write(bytes));
      far.on('data', (part: Buffer) => {
        if (frame.push(part)) far.destroy();
      });
      far.on('close', () => {
        near?.off('close', hangUp);
        resolve(frame.whole);
      });
    });
  }

  /** Until a later request has passed, but not for ever: there may be none. */
  async #heldBack(): Promise<void> {
    const passed = new Promise<void>((resolve) => this.#held.push(resolve));
    await Promise.race([passed, this.#wait(1_500)]);
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const one of held) one();
  }

  async #wait(milliseconds: number): Promise<void> {
    if (!this.#closed) await pause(milliseconds, undefined, { ref: false });
  }
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}
