/** Wakes those who wait for a change of a county. */
export interface ChangeSignal {
  /** '*' wakes everybody. */
  raise(county: string): void;
  /**
   * Begins to watch a county at once, so that a change between looking and waiting is not missed. `wait` resolves
   * true at the first change since then, false after the time or when the caller gives up; `stop` must be called.
   */
  watch(county: string): ChangeWatch;
  /** Ends every wait; later ones end at once. */
  close(): void;
}

export interface ChangeWatch {
  wait(milliseconds: number, gaveUp: AbortSignal): Promise<boolean>;
  stop(): void;
}

export function createChangeSignal(): ChangeSignal {
  const watches = new Map<string, Set<() => void>>();
  let closed = false;
  const wake = (those: Iterable<() => void>) => {
    for (const one of [...those]) one();
  };
  return {
    raise(county) {
      if (county === '*') for (const those of watches.values()) wake(those);
      else wake(watches.get(county) ?? []);
    },
    watch(county) {
      const those = watches.get(county) ?? new Set();
      watches.set(county, those);
      let changed = false;
      let onChange: (() => void) | undefined;
      const one = () => {
        changed = true;
        onChange?.();
      };
      those.add(one);
      return {
        wait: (milliseconds, gaveUp) =>
          new Promise((resolve) => {
            if (changed || closed || gaveUp.aborted) {
              resolve(changed);
              return;
            }
            const end = () => {
              clearTimeout(timer);
              gaveUp.removeEventListener('abort', end);
              onChange = undefined;
              const answer = changed;
              changed = false;
              resolve(answer);
            };
            const timer = setTimeout(end, milliseconds);
            gaveUp.addEventListener('abort', end, { once: true });
            onChange = end;
          }),
        stop() {
          those.delete(one);
          if (those.size === 0 && watches.get(county) === those) watches.delete(county);
        },
      };
    },
    close() {
      closed = true;
      for (const those of watches.values()) wake(those);
    },
  };
}
