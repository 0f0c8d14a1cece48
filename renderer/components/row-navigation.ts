import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

export interface RowProps {
  readonly ref: (row: HTMLTableRowElement | null) => void;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  readonly onClick: () => void;
}

/**
 * A list that is one stop of the Tab key: arrows, Home and End go through its rows, Enter opens one. The row stays
 * chosen when the list changes below it. A list that is empty when its first row is to have the focus gives it when
 * there is one, unless the clerk is somewhere else by then.
 */
export function useRowNavigation(
  length: number,
  open: (index: number) => void,
): {
  readonly chosen: number;
  readonly rowProps: (index: number) => RowProps;
  readonly focusFirst: () => void;
} {
  const [wanted, setChosen] = useState(0);
  const rows = useRef<(HTMLTableRowElement | null)[]>([]);
  const firstIsAwaited = useRef(false);
  const chosen = Math.min(wanted, Math.max(0, length - 1));

  function go(index: number): void {
    const next = Math.max(0, Math.min(index, length - 1));
    setChosen(next);
    rows.current[next]?.focus();
  }

  useEffect(() => {
    if (length === 0 || !firstIsAwaited.current) return;
    firstIsAwaited.current = false;
    if (document.activeElement === document.body) rows.current[0]?.focus();
  }, [length]);

  return {
    chosen,
    focusFirst: () => {
      firstIsAwaited.current = length === 0;
      go(0);
    },
    rowProps: (index) => ({
      ref: (row) => {
        rows.current[index] = row;
      },
      tabIndex: index === chosen ? 0 : -1,
      onFocus: () => setChosen(index),
      onClick: () => open(index),
      onKeyDown: (event) => {
        const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: length - 1 }[event.key];
        if (target !== undefined) {
          event.preventDefault();
          go(target);
        } else if (event.key === 'Enter' && event.target === event.currentTarget) {
          event.preventDefault();
          open(index);
        }
      },
    }),
  };
}
