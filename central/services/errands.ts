import type { Journal, JournalEvent } from '../journal.ts';
import type { CentralStorage } from '../storage/central-storage.ts';

/** Milliseconds. */
export interface ErrandWaits {
  /** After a change of a county, so that many of them make one round. */
  readonly gather: number;
  /** Until it is asked again whether there is an answer. */
  readonly undecided: number;
  /** Until it is tried again when nobody was reached; doubled each time up to the longest. */
  readonly first: number;
  readonly longest: number;
}

const usualWaits: ErrandWaits = { gather: 200, undecided: 2_000, first: 1_000, longest: 300_000 };

/** How long something waits when nobody was reached for it so many times in a row. */
export function waitAfter(
  failures: number,
  { first, longest }: Pick<ErrandWaits, 'first' | 'longest'>,
): number {
  return Math.min(first * 2 ** (failures - 1), longest);
}

/** Errands to somebody outside, run beside everything else; whoever asked for them does not wait. */
export interface Errands {
  /** A county has changed; '*' any may have. */
  wake(county: string): void;
  /** Something has become of this one of a county: it is served in the next round, however long it was to wait. */
  hasten(county: string, id: string): void;
  /** Ends it; what is under way is finished. */
  close(): Promise<void>;
}

/**
 * What has become of one errand: further by a step, nothing new, nothing to be expected soon, nobody was reached, or its answer
 * is not wanted: there is one already, or a restore has lost what it was about.
 */
export type ErrandStep = 'sent' | 'answered' | 'undecided' | 'listening' | 'not-reached' | 'not-wanted';

export interface ErrandParts<T extends { readonly id: string }> {
  readonly storage: Pick<CentralStorage, 'counties'>;
  readonly journal: Journal;
  /** What of a county is under way. */
  readonly underWay: (county: string) => AsyncIterable<T>;
  /** Takes one as far as it goes now. */
  readonly serve: (county: string, one: T, onFailure: (error: unknown) => void) => Promise<ErrandStep>;
  readonly events: {
    readonly answered: JournalEvent;
    readonly notReached: JournalEvent;
    readonly notWanted: JournalEvent;
  };
}

/**
 * Runs errand by errand, county by county. One for which nobody was reached waits longer each time and holds up no other;
 * after a start all are tried at once.
 */
export function startErrands<T extends { readonly id: string }>(
  { storage, journal, underWay, serve, events }: ErrandParts<T>,
  waits: Partial<ErrandWaits> = {},
): Errands {
  const { gather, undecided, first, longest } = { ...usualWaits, ...waits };
  /** When each that must wait is tried again, and how often nobody was reached for it. */
  const patience = new Map<string, { readonly until: number; readonly failures: number }>();
  /** What must not wait, also where it is being served now with what was before. */
  const hastened = new Set<string>();
  /** When which county is looked at next; '*' stands for all. */
  const due = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Infinity;
  let running: Promise<void> | null = null;
  let closed = false;

  function wakeIn(county: string, milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (closed || at >= (due.get(county) ?? Infinity)) return;
    due.set(county, at);
    if (running === null) setTimer();
  }

  function setTimer(): void {
    const next = Math.min(...due.values());
    if (closed || next >= timerAt) return;
    if (timer !== null) clearTimeout(timer);
    timerAt = next;
    timer = setTimeout(begin, Math.max(0, next - performance.now()));
  }

  function begin(): void {
    timer = null;
    timerAt = Infinity;
    running = round()
      .catch((error: unknown) => journal.recordError('database fault', error))
      .finally(() => {
        running = null;
        setTimer();
      });
  }

  /** Looks at the counties that are due, and at no other: a hundred of them do not pay for a change of one. */
  async function round(): Promise<void> {
    const now = performance.now();
    const left = new Set([...due].flatMap(([county, at]) => (at <= now ? [county] : [])));
    for (const county of left) due.delete(county);
    try {
      if (left.has('*')) {
        for (const { county } of await storage.counties()) left.add(county);
        left.delete('*');
      }
      for (const county of left) {
        for await (const one of underWay(county)) {
          if (closed) return;
          await serveOne(county, one);
        }
        left.delete(county);
      }
    } catch (error) {
      for (const county of left) wakeIn(county, first);
      throw error;
    }
  }

  async function serveOne(county: string, one: T): Promise<void> {
    const key = keyOf(county, one.id);
    const known = patience.get(key);
    const left = hastened.delete(key) ? 0 : (known?.until ?? 0) - performance.now();
    if (left > 0) {
      wakeIn(county, left);
      return;
    }
    const step = await serve(county, one, (error) =>
      journal.recordError(events.notReached, error, { county }),
    ).catch((error: unknown) => {
      // One whose record cannot be written now holds up no other.
      journal.recordError('database fault', error, { county });
      return 'not-reached' as const;
    });
    if (step === 'answered') journal.record(events.answered, { county });
    if (step === 'not-wanted') journal.record(events.notWanted, { county });
    if (step === 'answered' || step === 'sent' || step === 'not-wanted') {
      patience.delete(key);
      // What was sent is asked for in the next round.
      if (step === 'sent') wakeIn(county, gather);
      return;
    }
    const failures = step === 'not-reached' ? (known?.failures ?? 0) + 1 : 0;
    const wait =
      failures > 0 ? waitAfter(failures, { first, longest }) : step === 'listening' ? longest : undecided;
    patience.set(key, { until: performance.now() + wait, failures });
    wakeIn(county, hastened.has(key) ? gather : wait);
  }

  wakeIn('*', 0);
  return {
    wake: (county) => wakeIn(county, gather),
    hasten(county, id) {
      hastened.add(keyOf(county, id));
      wakeIn(county, gather);
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

function keyOf(county: string, id: string): string {
  return `${county} ${id}`;
}
