import { useEffectEvent, useLayoutEffect } from 'react';
import { belongsToInputMethod } from './input-method.ts';
import { scanPause } from './scan-recogniser.ts';

/**
 * Calls `choose` with 1 to 9 when a digit is pressed outside a field, and stands alone: a digit that others follow as
 * quickly as a scanner sends them is part of a scan and chooses nothing.
 */
export function useDigitKeys(choose: (digit: number) => void, enabled: boolean): void {
  const latest = useEffectEvent(choose);
  useLayoutEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastKeyAt = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      clearTimeout(timer);
      const follows = event.timeStamp - lastKeyAt <= scanPause;
      lastKeyAt = event.timeStamp;
      if (follows || event.ctrlKey || event.altKey || event.metaKey || belongsToInputMethod(event)) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
      if (!/^[1-9]$/.test(event.key)) return;
      timer = setTimeout(() => latest(Number(event.key)), scanPause + 10);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [enabled]);
}
