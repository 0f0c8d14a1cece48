import type { ReactElement } from 'react';
import { useBarKeys } from './bar-keys.ts';
import './chart.css';

export interface ChartColumn {
  readonly key: string;
  /** What stands below it. */
  readonly name: string;
  /** From the top to the bottom; `look` is the class that paints it. */
  readonly parts: readonly { readonly look: string; readonly count: number }[];
  /** What it is made of, for who does not see it. */
  readonly says: string;
  readonly tone?: 'late' | 'today' | undefined;
}

/**
 * Columns made of parts, as high as their numbers. Drawn with what pages are made of, so that each column is a button that
 * has its number as text: the keys get to it and it leads to the list behind it.
 * @param onOpen null where the picture leads nowhere: then it is one picture with one name
 */
export function ColumnChart(props: {
  readonly columns: readonly ChartColumn[];
  readonly label: string;
  readonly onOpen: ((key: string) => void) | null;
}): ReactElement {
  const { label, onOpen } = props;
  const columns = props.columns.map((column) => ({
    ...column,
    all: column.parts.reduce((sum, { count }) => sum + count, 0),
  }));
  const most = Math.max(1, ...columns.map(({ all }) => all));
  const barProps = useBarKeys(columns.flatMap(({ key, all }) => (all === 0 ? [] : [key])));
  return (
    <div className="chart" role={onOpen === null ? 'img' : 'group'} aria-label={label}>
      {columns.map(({ key, name, parts, says, tone, all }) => {
        const drawn = (
          <>
            <span className="chart-number">{all === 0 ? '' : all}</span>
            {all > 0 && <span className="visually-hidden">{says}</span>}
            <span className="chart-bar" aria-hidden="true">
              {parts.map(({ look, count }) => (
                <span key={look} className={look} style={{ height: `${(count / most) * 100}%` }} />
              ))}
            </span>
            <span className={tone === 'today' ? 'chart-today' : 'soft'}>{name}</span>
          </>
        );
        const className = `chart-column${tone === 'late' ? ' chart-late' : ''}`;
        return onOpen === null || all === 0 ? (
          <div key={key} className={className}>
            {drawn}
          </div>
        ) : (
          <button
            key={key}
            type="button"
            className={className}
            onClick={() => onOpen(key)}
            {...barProps(key)}
          >
            {drawn}
          </button>
        );
      })}
    </div>
  );
}
