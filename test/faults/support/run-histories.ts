import type { SqlDatabase } from '../../../central/storage/sql-database.ts';
import { Chance } from './chance.ts';
import { makeHistory, runHistory, tellHistory, type Happening } from './history.ts';
import { Office } from './office.ts';
import { Tally } from './tally.ts';
import type { Variant } from '../variants/variant.ts';

/** How a history failed, and how to see it again. */
export interface Failure {
  readonly seed: number;
  readonly error: unknown;
  readonly happenings: readonly Happening[];
}

/** A central office on a time that the histories turn, for one history after the other. */
export class HistoryRunner {
  readonly tally = new Tally();
  readonly #office: Office;
  readonly #time: { now: number };
  readonly #variant: Variant | null;

  private constructor(office: Office, time: { now: number }, variant: Variant | null) {
    this.#office = office;
    this.#time = time;
    this.#variant = variant;
  }

  /** @param database of its central office; an embedded one where none is given */
  static async open(variant: Variant | null = null, database?: SqlDatabase): Promise<HistoryRunner> {
    const time = { now: 0 };
    const office = await Office.open(() => time.now, variant?.office, database);
    return new HistoryRunner(office, time, variant);
  }

  /** Runs the history of a seed; null where all was as it must be. */
  async run(seed: number): Promise<Failure | null> {
    const happenings = historyOf(seed);
    const error = await this.try(happenings);
    return error === null ? null : { seed, error, happenings };
  }

  async try(happenings: readonly Happening[]): Promise<unknown> {
    try {
      const checked = await runHistory(
        this.#office,
        this.#time,
        happenings,
        this.tally,
        this.#variant?.counter,
      );
      this.tally.note('commands', checked.commands);
      this.tally.note('applied', checked.applied);
      this.tally.note('refused', checked.refused);
      for (const what of checked.seen) this.tally.note(what);
      this.tally.note('histories');
      return null;
    } catch (error) {
      return error;
    }
  }

  close(): Promise<void> {
    return this.#office.close();
  }
}

/** The same seed makes the same history, for ever. */
export function historyOf(seed: number): readonly Happening[] {
  return makeHistory(new Chance(seed), 90);
}

/** What a person needs to see it again. */
export function tellFailure({ seed, error, happenings }: Failure): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return [
    what,
    `seed ${seed}; again: node test/faults/long-run.ts --history ${seed}`,
    `${happenings.length} happenings:`,
    tellHistory(happenings),
  ].join('\n');
}
