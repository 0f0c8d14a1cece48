import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';

/** A sheet of A4 and the space below it, in pixels of a style sheet. */
const sheetHeight = (297 * 96) / 25.4;
const space = 12;

/**
 * The sheets of a long paper as the clerk sees them before they are printed: only those in sight are drawn, so that ten
 * thousand lines are there as fast as one.
 */
export function SheetList(props: {
  readonly count: number;
  /** The sheet with this number, from 0. */
  readonly sheet: (index: number) => ReactElement;
}): ReactElement {
  const { count, sheet } = props;
  const place = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState<HTMLElement | null>(null);
  // The desk on which the paper lies (paper-desk.tsx).
  useLayoutEffect(() => setScroll(place.current?.closest<HTMLElement>('[role="region"]') ?? null), []);
  // No compiler memoizes this component, and nothing of the virtualizer is given to another.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll,
    estimateSize: () => sheetHeight,
    gap: space,
    overscan: 1,
  });
  return (
    <div ref={place} className="sheet-list" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => (
        <div key={index} style={{ top: start }}>
          {sheet(index)}
        </div>
      ))}
    </div>
  );
}
