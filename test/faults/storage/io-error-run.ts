import { calls, type Fault } from './shim.ts';

/** What the process is told. */
export interface IoErrorWork {
  readonly folder: string;
  readonly control: string;
  readonly desks: string;
  readonly kinds: number | null;
  /** Only these kinds of command and services of the storage; null: all. */
  readonly only: readonly string[] | null;
  /** Every so manieth place, beginning where the seed says; 1: every place. */
  readonly every: number;
  readonly seed: number;
  /** A counter that never says that nobody knows the result: the proof of it must break. */
  readonly neverUnknown?: boolean;
}

export type FaultMode = Omit<Fault, 'at' | 'torn'> & { readonly name: string };

const writing = calls.write | calls.truncate | calls.name;

const changing = writing | calls.sync | calls.remove;

/** A full disk takes nothing new, but syncs and removes what it has; a failing one fails at anything. */
export const faultModes: readonly FaultMode[] = [
  { name: 'ENOSPC once', kinds: writing, error: 'ENOSPC', lasting: false },
  { name: 'ENOSPC lasting', kinds: writing, error: 'ENOSPC', lasting: true },
  { name: 'EIO once', kinds: changing, error: 'EIO', lasting: false },
  { name: 'EIO lasting', kinds: changing, error: 'EIO', lasting: true },
  { name: 'EIO at reading', kinds: calls.read, error: 'EIO', lasting: false },
];

interface Place {
  readonly name: string;
  readonly mode: FaultMode;
  readonly at: number;
}

/** The figures of a run, and what was not as it must be. */
export class FaultRun {
  readonly #work: IoErrorWork;
  readonly #started = performance.now();
  readonly #codes = new Map<string, number>();
  readonly #partly = new Map<string, number>();
  readonly #completed = new Map<string, number>();
  readonly #left = new Map<string, number>();
  readonly #after = new Map<string, number>();
  readonly #effects = new Map<string, number>();
  readonly #names = new Set<string>();
  readonly #broken: string[] = [];
  #attempts = 0;
  #met = 0;
  #done = 0;

  constructor(work: IoErrorWork) {
    this.#work = work;
  }

  readonly tell = (line: string): void => {
    console.log(`${((performance.now() - this.#started) / 60_000).toFixed(1)} min | ${line}`);
  };

  attempted(met: boolean, done: boolean): void {
    this.#attempts += 1;
    if (met) this.#met += 1;
    if (met && done) this.#done += 1;
  }

  code(code: string): void {
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
  }

  isWanted(name: string): boolean {
    return this.#work.only?.includes(name) ?? true;
  }

  /** A step of several transactions, of which the first ones stay: no command among them. */
  partly(kind: string): void {
    this.#partly.set(kind, (this.#partly.get(kind) ?? 0) + 1);
  }

  /**
   * Told as failed, and stored: the error struck behind the commit, where what is answered or looked at next is read. It
   * must be whole. Where the clerk's eyes failed before, he may have done another thing than without.
   */
  leftBehind(kind: string, commands: number, where: Place): void {
    const known = this.#effects.get(kind);
    if (where.mode.kinds !== calls.read && known !== undefined && known !== commands) {
      this.break(where, `told as failed, and ${commands} of ${known} commands are stored`);
    }
    const what = `${commands} of ${kind} (${where.mode.name})`;
    this.#left.set(what, (this.#left.get(what) ?? 0) + 1);
  }

  /** A step of several commands may stop between two of them: the same step then does what is left of it. */
  isPartOf(kind: string, commands: number): boolean {
    return commands < (this.#effects.get(kind) ?? 0);
  }

  completed(kind: string): void {
    this.#completed.set(kind, (this.#completed.get(kind) ?? 0) + 1);
  }

  /** Told as failed, and there whole when the program was started again. */
  storedAfterAll(kind: string, commands: number, again: string): void {
    const what = `${commands} of ${kind}, then ${again}`;
    this.#after.set(what, (this.#after.get(what) ?? 0) + 1);
  }

  /** However often it was tried, it has as many effects as without an error. */
  effect(kind: string, undisturbed: boolean, commands: number, where: Place): void {
    const known = this.#effects.get(kind);
    if (known === undefined) this.#effects.set(kind, commands);
    else if (known !== commands) {
      this.break(
        where,
        `${commands} commands where there are ${known}${undisturbed ? ' with an error' : ''}`,
      );
    }
  }

  break({ name, mode, at }: Place, what: string): void {
    this.#broken.push(
      `${name}, ${mode.name} at call ${at}: ${what}; again: io-errors --seed ${this.#work.seed} --kind ${name}`,
    );
    if (this.#broken.length <= 20) console.log(this.#broken.at(-1));
  }

  tellFigures(name: string): void {
    this.#names.add(name);
    this.tell(
      [
        `services ${this.#names.size}, last ${name}`,
        `runs ${this.#attempts}`,
        `errors met ${this.#met}, of these done all the same ${this.#done}`,
        `not as it must be ${this.#broken.length}`,
      ].join(' | '),
    );
  }

  verdict(): number {
    const table = (map: ReadonlyMap<string, number>) =>
      [...map].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
    this.tell(`told as: ${table(this.#codes)}`);
    this.tell(`first transactions of a step that stay without a command: ${table(this.#partly)}`);
    this.tell(`stopped between two commands of a step, then completed: ${table(this.#completed)}`);
    this.tell(`told as failed behind the commit, stored whole: ${table(this.#left)}`);
    this.tell(`told as failed, whole after a restart: ${table(this.#after)}`);
    for (const line of this.#broken.slice(20, 60)) console.log(line);
    console.log(this.#broken.length === 0 ? 'ended well' : `${this.#broken.length} not as they must be`);
    return this.#broken.length === 0 ? 0 : 1;
  }
}
