import type { Page } from 'playwright';

/** How long a page's main thread let nothing else in, at the worst; by the clock, in milliseconds. */
export interface Stall {
  /** The longest task that the browser itself tells of; it tells of those over 50 ms only, otherwise 0. */
  readonly longTask: number;
  /** Between two turns of a timer: several tasks where keys come faster than they are worked off. */
  readonly gap: number;
}

export interface ScreenWatch {
  /** Does something with the page, and gives the longest that it stood still meanwhile. */
  readonly during: (work: () => Promise<void>) => Promise<Stall>;
}

/** What the page keeps for the watch. */
interface Watching {
  readonly begin: () => void;
  readonly end: () => Promise<Stall>;
}

declare global {
  interface Window {
    benchStalls?: Watching;
  }
}

/** The longest single stretch: of a task that the browser does not tell of, the gap around it is an upper bound. */
export function longestOf({ longTask, gap }: Stall): number {
  return longTask > 0 ? longTask : Math.min(gap, longTaskFrom);
}

/** The browser tells of tasks that take longer (W3C Long Tasks API). */
const longTaskFrom = 50;

/** Watches the main thread of a page that is visible: of a hidden one the browser slows the timers down. */
export async function watchScreen(page: Page): Promise<ScreenWatch> {
  await page.evaluate(watchInPage);
  return {
    during: async (work) => {
      await page.evaluate(() => {
        if (document.visibilityState !== 'visible') throw new Error('the window is not visible');
        window.benchStalls?.begin();
      });
      await work();
      const stall = await page.evaluate(() => window.benchStalls?.end());
      if (stall === undefined) throw new Error('the page was loaded anew');
      return stall;
    },
  };
}

/** Runs in the page. */
function watchInPage(): void {
  // A timer that sets itself again comes after 4 ms at the earliest (HTML standard, timer initialization steps).
  const interval = 4;
  let gap = 0;
  let longTask = 0;
  let begun = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last - interval);
    last = now;
  }, interval);
  const hear = (entries: readonly PerformanceEntry[]) => {
    for (const { startTime, duration } of entries) {
      if (startTime >= begun) longTask = Math.max(longTask, duration);
    }
  };
  const observer = new PerformanceObserver((list) => hear(list.getEntries()));
  observer.observe({ type: 'longtask' });
  window.benchStalls = {
    begin: () => {
      observer.takeRecords();
      begun = last = performance.now();
      gap = longTask = 0;
    },
    // The browser tells of a task when it is over: a frame and a turn later.
    end: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() =>
          setTimeout(() => {
            hear(observer.takeRecords());
            resolve({ gap, longTask });
          }, interval),
        );
      }),
  };
}
