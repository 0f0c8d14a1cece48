import { performance } from 'node:perf_hooks';
import { onTestFinished } from 'vitest';
import type { MemoryName } from '../../../counter/ports.ts';
import type { LineState } from '../../../counter/ports/synchronisation.ts';
import { CentralClient } from '../../../sync/central-client.ts';
import { createWorkstationKey } from '../../../counter/engine/workstation-key.ts';
import { outboxFiles } from '../../../electron/backend/outbox-files.ts';
import { enrol } from '../../../sync/enrol.ts';
import { importOutbox } from '../../../sync/import-outbox.ts';
import { Synchroniser } from '../../../sync/synchroniser.ts';
import { until } from '../../helpers/until.ts';
import { CounterDesk } from './counter-desk.ts';

/** A counter with its synchroniser running against an address, as the backend puts them together. */
export class JoinedDesk {
  readonly desk: CounterDesk;
  readonly url: string;
  /** Every state of the line, as the screen was told of it. */
  readonly lines: LineState[] = [];
  readonly reported: unknown[] = [];
  /** Makes every county worth a file, in parts of so many bytes. */
  filePart: number | null = null;
  #synchroniser: Synchroniser | null = null;
  #ended: Promise<void> = Promise.resolve();

  private constructor(desk: CounterDesk, url: string) {
    this.desk = desk;
    this.url = url;
  }

  /** Enrols; `start` begins to synchronise. */
  static async at(url: string, code = 'demonstration'): Promise<JoinedDesk> {
    const desk = CounterDesk.empty();
    // An office of a test shares its processor with much else: told that it is busy, a person tries again.
    const enrolled = await until('the central office is not busy', async () => {
      const result = await enrol(url, code, null, null);
      if (result.ok) return result;
      if (result.code !== 'central-busy') throw new Error(result.code);
      return null;
    });
    desk.storage.unitOfWork.write(() => {
      for (const [name, value] of Object.entries(enrolled.memory)) {
        desk.storage.memory.set(name as MemoryName, value);
      }
    });
    const joined = new JoinedDesk(desk, url);
    onTestFinished(() => joined.stop());
    return joined;
  }

  get line(): LineState | undefined {
    return this.lines.at(-1);
  }

  /** The states that the screen was told, without the times: 'online', 'offline central-unreachable' … */
  told(): readonly string[] {
    return this.lines.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
  }

  /** When a line that is down is tried again, as the work list is told. */
  get nextTry(): number | null {
    return this.#synchroniser?.line.nextTry ?? null;
  }

  start(): void {
    const { desk } = this;
    const client = new CentralClient(this.url, desk.storage.memory.get('token'));
    desk.importOutbox = (file) => importOutbox(client, file);
    const synchroniser = new Synchroniser({
      replica: desk.replica,
      contents: desk.contents,
      client,
      workstationKey: createWorkstationKey(desk.storage, outboxFiles),
      monotonic: () => performance.now(),
      chance: () => 0.5,
      lineChanged: (line) => {
        desk.line = line;
        this.lines.push(line);
      },
      report: (error) => this.reported.push(error),
      ...(this.filePart === null ? {} : { leastForFile: 1, filePart: this.filePart }),
    });
    desk.woken = () => synchroniser.wake();
    this.#synchroniser = synchroniser;
    this.#ended = synchroniser.run();
  }

  async stop(): Promise<void> {
    this.#synchroniser?.stop();
    await this.#ended;
    this.#synchroniser = null;
  }

  /** The program is closed in the middle of what it does, and started again on the same file. */
  async restart(): Promise<void> {
    await this.stop();
    this.desk.restart();
    this.start();
  }

  wake(): void {
    this.#synchroniser?.wake();
  }
}
