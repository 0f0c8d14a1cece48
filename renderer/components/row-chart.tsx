import type { ReactElement, ReactNode } from 'react';
import { useBarKeys } from './bar-keys.ts';
import './chart.css';

export interface ChartRow {
  readonly key: string;
  readonly name: ReactNode;
  /** How much of the track the bar takes, 0 to 1. */
  readonly share: number;
  /** The number with its unit, beside the bar. */
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: '' | 'warn' | 'bad' | undefined;
  /** Null where no list is behind it. */
  readonly onOpen: (() => void) | null;
}

/** Bars one below the other, each with its name and its number as text; those with a list behind them lead to it. */
export function RowChart(props: {
  readonly rows: readonly ChartRow[];
  readonly label: string;
}): ReactElement {
  const { rows, label } = props;
  const barProps = useBarKeys(rows.flatMap(({ key, onOpen }) => (onOpen === null ? [] : [key])));
  return (
    <ul className="row-chart" aria-label={label}>
      {rows.map(({ key, name, share, value, note, tone = '', onOpen }) => {
        const drawn = (
          <>
            <span className="row-chart-name">{name}</span>{' '}
            <span className="row-chart-track" aria-hidden="true">
              <span className={tone} style={{ width: `${share * 100}%` }} />
            </span>
            <span className={`row-chart-value ${tone}`}>{value}</span>{' '}
            {note !== undefined && <span className="row-chart-note">{note}</span>}
          </>
        );
        return (
          <li key={key}>
            {onOpen === null ? (
              <div className="row-chart-row">{drawn}</div>
            ) : (
              <button type="button" className="row-chart-row" onClick={onOpen} {...barProps(key)}>
                {drawn}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
