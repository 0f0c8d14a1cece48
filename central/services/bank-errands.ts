import type { Journal } from '../journal.ts';
import { requestsUnderWay, serveBankRequest, type BankParts } from './serve-bank-requests.ts';

/** Milliseconds. */
export interface BankWaits {
  /** After a change of a county, so that many of them make one round. */
  readonly gather: number;
  /** Until the bank is asked again whether it has decided. */
  readonly undecided: number;
  /** Until it is tried again when it was not reached; doubled each time up to the longest. */
  readonly first: number;
  readonly longest: number;
}

const usualWaits: BankWaits = { gather: 200, undecided: 2_000, first: 1_000, longest: 300_000 };

/** How long a request waits when the bank was not reached for it so many times in a row. */
export function waitAfter(
  failures: number,
  { first, longest }: Pick<BankWaits, 'first' | 'longest'>,
): number {
  return Math.min(first * 2 ** (failures - 1), longest);
}

/** Runs errands to the bank beside everything else; whoever asked for them does not wait. */
export interface BankErrands {
  /** A county has changed; '*' any may have. */
  wake(county: string): void;
  /** Ends it; what is under way is finished. */
  close(): Promise<void>;
}

/**
 * Sends what counters have requested and fetches what the bank answers, request by request. A request at which the bank
 * was not reached waits longer each time and holds up no other; after a start all are tried at once.
 */
export function startBankErrands(
  parts: BankParts & { readonly journal: Journal },
  waits: Partial<BankWaits> = {},
): BankErrands {
  const { storage, journal } = parts;
  const { gather, undecided, first, longest } = { ...usualWaits, ...waits };
  /** When each request that must wait is tried again, and how often the bank was not reached for it. */
  const patience = new Map<string, { readonly until: number; readonly failures: number }>();
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Infinity;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  function wakeIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (closed || at >= timerAt) return;
    if (timer !== null) clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(begin, milliseconds);
  }

  function begin(): void {
    timer = null;
    timerAt = Infinity;
    if (running !== null) {
      again = true;
      return;
    }
    running = round()
      .catch((error: unknown) => {
        journal.recordError('database fault', error);
        wakeIn(first);
      })
      .finally(() => {
        running = null;
        if (again) wakeIn(0);
        again = false;
      });
  }

  async function round(): Promise<void> {
    for (const { county } of await storage.counties()) {
      for await (const request of requestsUnderWay(storage, county)) {
        if (closed) return;
        const key = `${county} ${request.id}`;
        const known = patience.get(key);
        const left = (known?.until ?? 0) - performance.now();
        if (left > 0) {
          wakeIn(left);
          continue;
        }
        const step = await serveBankRequest(parts, county, request, (error) =>
          journal.recordError('bank not reached', error, { county }),
        ).catch((error: unknown) => {
          // One request whose record cannot be written now holds up no other.
          journal.recordError('database fault', error, { county });
          return 'not-reached' as const;
        });
        if (step === 'answered') journal.record('bank answered', { county });
        // Another process was quicker, or it was about something that a restore has lost.
        if (step === 'not-wanted') journal.record('bank answer not wanted', { county });
        if (step === 'answered' || step === 'sent' || step === 'not-wanted') {
          patience.delete(key);
          // What was sent is asked for in the next round.
          if (step === 'sent') wakeIn(gather);
          continue;
        }
        const failures = step === 'not-reached' ? (known?.failures ?? 0) + 1 : 0;
        const wait = failures === 0 ? undecided : waitAfter(failures, { first, longest });
        patience.set(key, { until: performance.now() + wait, failures });
        wakeIn(wait);
      }
    }
  }

  wakeIn(0);
  return {
    wake: () => wakeIn(gather),
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
