import { takeFocus } from './take-focus.ts';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

export interface RowProps {
  readonly ref: (row: HTMLTableRowElement | null) => void;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  readonly onClick: () => void;
}

export interface RowNavigation {
  readonly chosen: number;
  readonly rowProps: (index: number) => RowProps;
  readonly focusFirst: () => void;
  /** Brings a row into view that may not be on the page yet; a list that draws only what is seen sets it. */
  readonly reveal: RefObject<((index: number) => void) | null>;
}

/** Rows that PageUp and PageDown go. */
const rowsOfScreen = 15;

/**
 * A list that is one stop of the Tab key: arrows, Home and End go through its rows, Enter opens one. The row stays
 * chosen when the list changes below it. A list that is empty when its first row is to have the focus gives it when
 * there is one, unless the clerk is somewhere else by then.
 * @param begin the row with which it opens, where it is not the first
 */
export function useRowNavigation(length: number, open: (index: number) => void, begin = 0): RowNavigation {
  const [wanted, setChosen] = useState(begin);
  const rows = useRef(new Map<number, HTMLTableRowElement>());
  const reveal = useRef<((index: number) => void) | null>(null);
  /** A row that is to have the focus as soon as it is drawn. */
  const awaited = useRef<number | null>(null);
  const firstIsAwaited = useRef(false);
  const chosen = Math.min(wanted, Math.max(0, length - 1));

  function go(index: number): void {
    const next = Math.max(0, Math.min(index, length - 1));
    setChosen(next);
    const row = rows.current.get(next);
    awaited.current = row === undefined ? next : null;
    reveal.current?.(next);
    row?.focus({ preventScroll: reveal.current !== null });
  }

  useEffect(() => {
    if (length === 0 || !firstIsAwaited.current) return;
    firstIsAwaited.current = false;
    takeFocus(rows.current.get(0));
  }, [length]);

  return {
    chosen,
    reveal,
    focusFirst: () => {
      firstIsAwaited.current = length === 0;
      go(begin);
    },
    rowProps: (index) => ({
      ref: (row) => {
        if (row === null) rows.current.delete(index);
        else rows.current.set(index, row);
        if (row === null || awaited.current !== index) return;
        awaited.current = null;
        row.focus({ preventScroll: true });
      },
      tabIndex: index === chosen ? 0 : -1,
      onFocus: () => setChosen(index),
      onClick: () => open(index),
      onKeyDown: (event) => {
        const target = {
          ArrowDown: index + 1,
          ArrowUp: index - 1,
          PageDown: index + rowsOfScreen,
          PageUp: index - rowsOfScreen,
          Home: 0,
          End: length - 1,
        }[event.key];
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

/**
 * Puts the cursor into the first row when the list opens, and never again: neither a later answer nor another choice of
 * what is listed takes the cursor from where the clerk has it.
 * @param isThere false until there is an answer
 */
export function useFocusFirst({ focusFirst }: Pick<RowNavigation, 'focusFirst'>, isThere = true): void {
  const begin = useEffectEvent(focusFirst);
  useEffect(() => {
    if (isThere) begin();
  }, [isThere]);
}
