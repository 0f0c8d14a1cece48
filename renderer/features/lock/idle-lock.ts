import { useEffect } from 'react';
import { counter } from '../../counter.ts';

/** Nobody at the desk for this long: the screen locks itself, milliseconds. */
const idleLimit = 5 * 60_000;

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks the screen after five minutes without a key or the mouse; the half-filled form stays. */
export function useIdleLock(): void {
  useEffect(() => {
    let lastSign = performance.now();
    const note = () => {
      lastSign = performance.now();
    };
    for (const sign of signsOfLife) window.addEventListener(sign, note, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (performance.now() - lastSign < idleLimit) return;
      note();
      void counter.call('lockScreen', {});
    }, 5_000);
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true });
    };
  }, []);
}
