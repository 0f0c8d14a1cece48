import { useRef, useState, type KeyboardEvent, type Ref } from 'react';

export interface BarProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

/**
 * A picture is one stop of the Tab key: arrows, Home and End go through its bars, and Enter opens what is behind one. The
 * bar stays chosen while its number changes below it.
 * @param bars what can be gone to, in order, each by a name of its own
 */
export function useBarKeys(bars: readonly string[]): (bar: string) => BarProps {
  const [wanted, setWanted] = useState<string | null>(null);
  const places = useRef(new Map<string, HTMLButtonElement>());
  const stop = wanted !== null && bars.includes(wanted) ? wanted : bars[0];
  return (bar) => ({
    ref: (place) => {
      if (place === null) places.current.delete(bar);
      else places.current.set(bar, place);
    },
    tabIndex: bar === stop ? 0 : -1,
    onFocus: () => setWanted(bar),
    onKeyDown: (event) => {
      const index = bars.indexOf(bar);
      const target = {
        ArrowRight: index + 1,
        ArrowDown: index + 1,
        ArrowLeft: index - 1,
        ArrowUp: index - 1,
        Home: 0,
        End: bars.length - 1,
      }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      places.current.get(bars[Math.max(0, Math.min(target, bars.length - 1))] ?? '')?.focus();
    },
  });
}
