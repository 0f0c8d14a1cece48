import type { OutboxEntry, OutboxStore } from '../counter/ports.ts';
import type { PlacedWork, WorkPlace } from '../counter/ports/open-work.ts';
import type { Lookup } from '../domain/command/facts.ts';
import { printCommandKinds } from '../domain/paper-print/print-facts.ts';
import type { Change } from '../domain/records/change.ts';
import type { TableName } from '../domain/records/record-tables.ts';

/** A record by its table and id. */
export interface RecordPlace {
  readonly table: TableName;
  readonly id: string;
}

/** What a command read and wrote when it was last decided. */
export interface Touches {
  readonly reads: readonly Lookup[];
  readonly writes: readonly RecordPlace[];
}

type Standing = Pick<OutboxEntry, 'state' | 'sequence' | 'nextTryAt'> & { readonly settled: boolean };

/** What must be at hand of a command that nobody is done with yet. */
export interface OpenCommand extends Pick<OutboxEntry, 'ordinal' | 'id' | 'subject' | 'service'>, Standing {
  /** The instant at which it was made. */
  readonly at: string;
  readonly kind: string;
  /** The employer's batch that it belongs to; a command of the batch itself has it as its service. */
  readonly batch?: string | null;
  readonly touches: Touches | null;
}

/**
 * The open commands of the outbox in memory, by everything by which they are asked for. The file holds the same
 * (`outbox` with its `touches`); keeping the index here saves six pages of every commit. One process owns the file, and
 * what was taken back by a rollback is read anew.
 */
export class OutboxRegister {
  readonly #commands = new Map<number, OpenCommand>();
  readonly #ordinals = new Map<string, number>();
  readonly #bySubject = new Groups();
  readonly #byBelonging = new Groups();
  readonly #readers = new Groups();
  readonly #writers = new Groups();
  readonly #waiting = new Groups();
  readonly #problems = new Groups();
  /** Pending ones and problems: what a person may have to look at. */
  readonly #work = new Groups();
  #pending = 0;

  /** All of them, in the order in which they were made. */
  commands(): Iterable<OpenCommand> {
    return this.#commands.values();
  }

  /** Takes a command in. They must come in their order. */
  add(command: OpenCommand): void {
    this.#commands.set(command.ordinal, command);
    this.#ordinals.set(command.id, command.ordinal);
    this.#bySubject.add(command.subject, command.ordinal);
    this.#byBelonging.add(belongingOf(command), command.ordinal);
    this.#count(command);
    this.#index(command);
  }

  byOrdinal(ordinal: number): OpenCommand | undefined {
    return this.#commands.get(ordinal);
  }

  byId(id: string): OpenCommand | undefined {
    const ordinal = this.#ordinals.get(id);
    return ordinal === undefined ? undefined : this.#commands.get(ordinal);
  }

  /** The commands of one subject, in order. */
  ofSubject(subject: string): readonly OpenCommand[] {
    return this.#resolve(this.#bySubject.of(subject));
  }

  /** The commands of one service, or the one without a service that has this id, in order. */
  ofService(service: string): readonly OpenCommand[] {
    return this.#resolve(this.#byBelonging.of(service));
  }

  readersOf(table: TableName, field: string, value: string): readonly OpenCommand[] {
    return this.#resolve(this.#readers.of(readKey(table, field, value)));
  }

  writersOf(place: RecordPlace): readonly OpenCommand[] {
    return this.#resolve(this.#writers.of(writeKey(place)));
  }

  /** Whether no command has read or written anything. */
  get isUntouched(): boolean {
    return this.#readers.isEmpty && this.#writers.isEmpty;
  }

  /** The command's state changed. One that is done with and touches nothing is open no longer. */
  stand(command: OpenCommand, standing: Partial<Standing>): void {
    this.#replace(command, { ...command, ...standing });
  }

  touch(command: OpenCommand, touches: Touches | null): void {
    this.#replace(command, { ...command, touches });
  }

  summary(): ReturnType<OutboxStore['summary']> {
    let oldestAt: string | null = null;
    if (!this.#waiting.isEmpty) {
      for (const command of this.#commands.values()) {
        if (!isAwaited(command)) continue;
        oldestAt = command.at;
        break;
      }
    }
    return {
      waitingServices: this.#waiting.size,
      oldestAt,
      problems: this.#problems.size,
      pendingCommands: this.#pending,
    };
  }

  /** How many services, and commands without one, have work. */
  get workCount(): number {
    return this.#work.size;
  }

  /** The items of the work list behind a place (counter/ports/open-work.ts). */
  workAfter(place: WorkPlace | null, limit: number): readonly PlacedWork[] {
    const problems = place?.waits === true ? [] : this.#items(false, place?.ordinal ?? 0, limit);
    const left = limit - problems.length;
    if (left === 0) return problems;
    return [...problems, ...this.#items(true, place?.waits === true ? place.ordinal : 0, left)];
  }

  /** An item is where its first command is: commands are walked through in their order, and none is read. */
  #items(waits: boolean, after: number, limit: number): readonly PlacedWork[] {
    const found: PlacedWork[] = [];
    if (!waits && this.#problems.isEmpty) return found;
    for (const command of this.#commands.values()) {
      if (found.length >= limit) break;
      const { ordinal } = command;
      if (ordinal <= after || !isWork(command)) continue;
      const key = belongingOf(command);
      if (this.#problems.has(key) === waits) continue;
      if (Math.min(...this.#work.of(key)) === ordinal) found.push({ key, waits, ordinal });
    }
    return found;
  }

  /** What of the work list only waits (counter/ports/open-work.ts). */
  waitingWork(): readonly { readonly key: string; readonly at: string }[] {
    const found = new Map<string, string>();
    for (const command of this.#commands.values()) {
      const key = belongingOf(command);
      if (isWork(command) && !found.has(key) && !this.#problems.has(key)) found.set(key, command.at);
    }
    return [...found].map(([key, at]) => ({ key, at }));
  }

  #replace(before: OpenCommand, after: OpenCommand): void {
    this.#uncount(before);
    this.#unindex(before);
    if (isDoneWith(after)) {
      this.#commands.delete(after.ordinal);
      this.#ordinals.delete(after.id);
      this.#bySubject.delete(after.subject, after.ordinal);
      this.#byBelonging.delete(belongingOf(after), after.ordinal);
      return;
    }
    this.#commands.set(after.ordinal, after);
    this.#count(after);
    this.#index(after);
  }

  #count(command: OpenCommand): void {
    if (command.state === 'pending') this.#pending += 1;
    if (isAwaited(command)) this.#waiting.add(belongingOf(command), command.ordinal);
    if (isProblem(command)) this.#problems.add(belongingOf(command), command.ordinal);
    if (isWork(command)) this.#work.add(belongingOf(command), command.ordinal);
  }

  #uncount(command: OpenCommand): void {
    if (command.state === 'pending') this.#pending -= 1;
    if (isAwaited(command)) this.#waiting.delete(belongingOf(command), command.ordinal);
    if (isProblem(command)) this.#problems.delete(belongingOf(command), command.ordinal);
    if (isWork(command)) this.#work.delete(belongingOf(command), command.ordinal);
  }

  #index({ ordinal, touches }: OpenCommand): void {
    if (touches === null) return;
    for (const { table, by, value } of touches.reads) this.#readers.add(readKey(table, by, value), ordinal);
    for (const place of touches.writes) this.#writers.add(writeKey(place), ordinal);
  }

  #unindex({ ordinal, touches }: OpenCommand): void {
    if (touches === null) return;
    for (const { table, by, value } of touches.reads)
      this.#readers.delete(readKey(table, by, value), ordinal);
    for (const place of touches.writes) this.#writers.delete(writeKey(place), ordinal);
  }

  #resolve(ordinals: ReadonlySet<number>): readonly OpenCommand[] {
    return [...ordinals]
      .sort((a, b) => a - b)
      .flatMap((ordinal) => {
        const command = this.#commands.get(ordinal);
        return command === undefined ? [] : [command];
      });
  }
}

/** The records that changes are about. */
export function placesOf(changes: readonly Change[]): readonly RecordPlace[] {
  return changes.map(({ table, record }) => ({ table, id: record.id }));
}

/** Waits for the central office: not answered, or answered and not yet seen in the feed. */
export function isWaiting(command: Standing): boolean {
  return command.state === 'pending' || command.state === 'applied';
}

/** Refused or set aside, and nobody has settled it. */
export function isProblem(command: Standing): boolean {
  return (command.state === 'refused' || command.state === 'rejected') && !command.settled;
}

/** Waits, and somebody with it: records of prints go their way without anybody looking (domain/paper-print). */
function isAwaited(command: Standing & Pick<OpenCommand, 'kind'>): boolean {
  return isWaiting(command) && !printCommandKinds.has(command.kind);
}

/** Not answered yet, where somebody waits for that, or a problem. */
export function isWork(command: Standing & Pick<OpenCommand, 'kind'>): boolean {
  return (command.state === 'pending' && isAwaited(command)) || isProblem(command);
}

/** Touches are forgotten by the rebase that follows the end of a command in the same transaction. */
function isDoneWith(command: OpenCommand): boolean {
  return !isWaiting(command) && !isProblem(command) && command.touches === null;
}

/** Commands without a service of their own are counted and settled by their own id. */
function belongingOf(command: OpenCommand): string {
  return command.service ?? command.id;
}

// Neither the names of tables nor those of fields have a dot or an equals sign.
function readKey(table: TableName, field: string, value: string): string {
  return `${table}.${field}=${value}`;
}

function writeKey({ table, id }: RecordPlace): string {
  return `${table}=${id}`;
}

const nobody: ReadonlySet<number> = new Set();

/** Ordinals by a key; a key without any is not there. */
class Groups {
  readonly #members = new Map<string, Set<number>>();

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** How many keys have members. */
  get size(): number {
    return this.#members.size;
  }

  has(key: string): boolean {
    return this.#members.has(key);
  }

  of(key: string): ReadonlySet<number> {
    return this.#members.get(key) ?? nobody;
  }

  add(key: string, ordinal: number): void {
    const members = this.#members.get(key);
    if (members === undefined) this.#members.set(key, new Set([ordinal]));
    else members.add(ordinal);
  }

  delete(key: string, ordinal: number): void {
    const members = this.#members.get(key);
    members?.delete(ordinal);
    if (members?.size === 0) this.#members.delete(key);
  }
}
