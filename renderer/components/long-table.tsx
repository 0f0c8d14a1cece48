import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useEffect, useRef, type ReactElement } from 'react';
import type { SeenRows } from './counter-pages.ts';
import type { RowNavigation } from './row-navigation.ts';

export interface LongColumn {
  readonly heading: string;
  /** As CSS has it; the columns without one share what is left. */
  readonly width?: string;
  readonly right?: boolean;
}

/** The usual height of a row, pixels; one that needs more lines is measured. */
const usualHeight = 33;
/** Rows that are drawn above and below what is seen. */
const drawnBeyond = 12;

/**
 * A table of which only what is seen is drawn: ten thousand rows cost as much as thirty. What has not come yet has the
 * shape of a row. The chosen row is always there, so that the keys work wherever the mouse has scrolled to.
 */
export function LongTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly LongColumn[];
  /** How many rows there are, also those that have not come yet. */
  readonly count: number;
  readonly row: (index: number) => Row | undefined;
  readonly navigation: RowNavigation;
  /** The cells of a row, as `td`. */
  readonly cells: (row: Row) => ReactElement;
  /** Told of what is seen: that is loaded. */
  readonly onSeen: (seen: SeenRows) => void;
  /** Whether the chosen row is marked, because something beside the table speaks of it: a click only chooses then. */
  readonly marksChosen?: boolean;
}): ReactElement {
  const { columns, count, navigation, onSeen } = props;
  const scroll = useRef<HTMLDivElement>(null);
  // No compiler memoizes this component, and nothing of the virtualizer is given to another.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => usualHeight,
    overscan: drawnBeyond,
    // The headings stay above the rows.
    scrollMargin: usualHeight,
    scrollPaddingStart: usualHeight,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(navigation.chosen, Math.max(0, count - 1))])]
        .filter((index) => index < count)
        .sort((a, b) => a - b),
  });
  const { reveal, chosen } = navigation;
  /** The row that the keys have gone to and that may not have come; none when the clerk scrolls by himself. */
  const sought = useRef<number | null>(null);
  useEffect(() => {
    reveal.current = (index) => {
      sought.current = index;
      virtualizer.scrollToIndex(index, { align: 'auto' });
    };
    return () => {
      reveal.current = null;
    };
  }, [reveal, virtualizer]);
  // The rows around it may be higher than their places were, and have pushed it out of sight.
  const chosenIsThere = props.row(chosen) !== undefined;
  useEffect(() => {
    if (!chosenIsThere || sought.current !== chosen) return;
    sought.current = null;
    virtualizer.scrollToIndex(chosen, { align: 'auto' });
  }, [chosen, chosenIsThere, virtualizer]);
  const seekNothing = () => {
    sought.current = null;
  };

  const items = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => onSeen({ first, last, chosen }), [first, last, chosen, onSeen]);

  let drawnTo = usualHeight;
  const body = items.map((item) => {
    const gap = item.start - drawnTo;
    drawnTo = item.end;
    const { ref, ...rowProps } = navigation.rowProps(item.index);
    const row = props.row(item.index);
    return (
      <Fragment key={item.key}>
        {gap > 0 && <Gap height={gap} columns={columns.length} />}
        <tr
          {...rowProps}
          onClick={props.marksChosen === true ? rowProps.onFocus : rowProps.onClick}
          ref={(element) => {
            ref(element);
            virtualizer.measureElement(element);
          }}
          data-index={item.index}
          aria-rowindex={item.index + 2}
          aria-selected={props.marksChosen === true ? item.index === navigation.chosen : undefined}
        >
          {row === undefined ? <Awaited columns={columns.length} /> : props.cells(row)}
        </tr>
      </Fragment>
    );
  });
  const rest = virtualizer.getTotalSize() + usualHeight - drawnTo;
  return (
    <div className="scroll" ref={scroll} onWheel={seekNothing} onPointerDown={seekNothing}>
      <table className="table rows long" aria-label={props.label} aria-rowcount={count + 1}>
        <colgroup>
          {columns.map(({ heading, width }) => (
            <col key={heading} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ heading, right }) => (
              <th key={heading} className={right === true ? 'right' : ''}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body}
          {rest > 0 && <Gap height={rest} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** The place of rows that are not drawn. */
function Gap(props: { readonly height: number; readonly columns: number }): ReactElement {
  return (
    <tr className="gap" aria-hidden="true">
      <td colSpan={props.columns} style={{ height: props.height }} />
    </tr>
  );
}

/** The shape of a row that has not come yet. */
function Awaited(props: { readonly columns: number }): ReactElement {
  return (
    <td colSpan={props.columns} aria-busy="true">
      <span className="awaited" />
    </td>
  );
}
