import { useEffect } from 'react';
import { counter } from '../../counter.ts';

/** Nobody at the desk for this long: the screen locks itself, milliseconds. */
const idleLimit = 5 * 60_000;

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** A page that changes under a pointer at rest, or a window that opens over it, gives a move that goes nowhere. */
function isAtRest(event: Event): boolean {
  return (
    event instanceof PointerEvent &&
    event.type === 'pointermove' &&
    event.movementX === 0 &&
    event.movementY === 0
  );
}

/** Locks the screen after five minutes without a key or the mouse; the half-filled form stays. */
export function useIdleLock(): void {
  useEffect(() => {
    let lastSign = performance.now();
    const live = () => {
      lastSign = performance.now();
    };
    const note = (event: Event) => {
      if (!isAtRest(event)) live();
    };
    const lock = async () => {
      // While the program cannot be reached it is asked again at the next look.
      if ((await counter.call('lockScreen', {})).ok) live();
    };
    for (const sign of signsOfLife) window.addEventListener(sign, note, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (performance.now() - lastSign < idleLimit) return;
      void lock();
    }, 5_000);
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true });
    };
  }, []);
}
