import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type Database from 'better-sqlite3';
import { root } from '../../../build/setup/paths.mjs';
import {
  counterCalls,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../../contract/counter-calls.ts';
import { connectToCounter, sharedRecordsOf, type SharedRecords } from '../../helpers/counter-records.ts';
import { until } from '../../helpers/until.ts';

/** The program was ended before it answered. */
export class EndedError extends Error {}

interface Line {
  readonly id: number | null;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: unknown;
}

export interface OutboxRow {
  readonly id: string;
  readonly service: string | null;
  readonly state: string;
}

/** The headless counter as a process of its own, to be ended by kill -9 and started again on the same data. */
export class KillableCounter {
  readonly folder: string;
  readonly #waiting = new Map<number, { done: (line: Line) => void; gone: (error: Error) => void }>();
  readonly complaints: string[] = [];
  #process: ChildProcess | null = null;
  #last = 0;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'guitai-kill-'));
  }

  /**
   * Starts the program; it may not be ready yet.
   * @param settings.environment for this start alone, over the one of the tests
   */
  start(
    central: string,
    code: string | null,
    settings: { readonly environment?: Readonly<Record<string, string>> } = {},
  ): ChildProcess {
    const child = spawn(
      process.execPath,
      [
        'electron/backend/headless.ts',
        ...['--data', this.folder, '--central', central, '--key-file'],
        ...(code === null ? [] : ['--enrolment-code', code]),
      ],
      { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...settings.environment } },
    );
    this.#process = child;
    // Whoever writes to a program that has just ended is not at fault.
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (part: Buffer) => this.complaints.push(part.toString()));
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      this.#waiting.get(line.id ?? -1)?.done(line);
      this.#waiting.delete(line.id ?? -1);
    });
    child.once('exit', () => {
      for (const { gone } of this.#waiting.values()) gone(new EndedError());
      this.#waiting.clear();
    });
    return child;
  }

  /** Of several that were started, the one that is called from now on; otherwise the last. */
  speakWith(child: ChildProcess): void {
    this.#process = child;
  }

  /** @throws EndedError when the program ends before it answers, Error with the failure when it answers with one */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    this.#last += 1;
    const id = this.#last;
    const line = await new Promise<Line>((done, gone) => {
      this.#waiting.set(id, { done, gone });
      if (this.#process?.exitCode !== null) gone(new EndedError());
      this.#process?.stdin?.write(`${JSON.stringify({ id, call: name, input })}\n`);
    });
    if (!line.ok) throw new Error(`${name}: ${JSON.stringify(line.error)}`);
    // The schema of this very call read it.
    return counterCalls[name].output.parse(line.value) as CallOutput<Name>;
  }

  /**
   * Until the replica is whole and the line is there; then the clerk signs in.
   * @throws Error with how things stand, and with what the program complained of, where that never comes
   */
  async ready(loginName: string, password: string): Promise<void> {
    let stands: unknown = null;
    try {
      await until('the counter is whole and online', async () => {
        const { enrolled, firstSynchronisation, connection } = await this.call('getCounterStatus', {});
        stands = { enrolled, firstSynchronisation, connection };
        return firstSynchronisation.done && connection.state === 'online';
      });
    } catch (error) {
      if (error instanceof EndedError) throw error;
      const complaints = this.complaints.join('').trim();
      throw new Error(`it stands so: ${JSON.stringify(stands)}; it said: ${complaints}`, { cause: error });
    }
    await this.call('signIn', { loginName, password });
  }

  /** kill -9, now. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  async ended(): Promise<void> {
    const child = this.#process;
    if (child !== null && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  async stop(): Promise<void> {
    this.#process?.stdin?.end();
    await this.ended();
  }

  /** A second connection to its file, as it is committed, whether or not the program runs. */
  async look<Result>(look: (database: Database.Database) => Result): Promise<Result> {
    const database = await this.connect();
    try {
      return look(database);
    } finally {
      database.close();
    }
  }

  connect(): Promise<Database.Database> {
    return connectToCounter(this.folder);
  }

  get hasFile(): boolean {
    return existsSync(join(this.folder, 'counter.db'));
  }

  outbox(): Promise<readonly OutboxRow[]> {
    return this.look((database) =>
      database.prepare<[], OutboxRow>('SELECT id, service, state FROM outbox ORDER BY ordinal').all(),
    );
  }

  sharedRecords(): Promise<SharedRecords> {
    return this.look(sharedRecordsOf);
  }

  async remove(): Promise<void> {
    this.kill();
    await this.ended();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
