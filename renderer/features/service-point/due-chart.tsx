import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointOverview } from '../../../contract/parcels.ts';
import { columnsOf, parts } from './due-columns.ts';

/** What is still to be done, by the day on which it is due: late at the left, then today, then the days to come. */
export function DueChart(props: {
  readonly days: PointOverview['days'];
  readonly today: string;
}): ReactElement {
  const { t } = useTranslation();
  const columns = columnsOf(props.days, props.today);
  const most = Math.max(1, ...columns.map(({ all }) => all));
  const total = columns.reduce((sum, { all }) => sum + all, 0);
  if (total === 0) return <p className="empty">{t('service-point.chartCalm')}</p>;
  return (
    <figure className="due-chart">
      <div
        className="chart"
        role="img"
        aria-label={t('service-point.chartLabel', {
          count: total,
          late: columns.find(({ day }) => day === 'late')?.all ?? 0,
        })}
      >
        {columns.map((column) => (
          <div key={column.day} className={`chart-hour${column.day === 'late' ? ' chart-late' : ''}`}>
            <span className="chart-number">{column.all === 0 ? '' : column.all}</span>
            <div className="chart-bar">
              {parts.map((part) => (
                <div
                  key={part}
                  className={`due-${part}`}
                  style={{ height: `${(column.counts[part] / most) * 100}%` }}
                />
              ))}
            </div>
            <span className={column.day === props.today ? 'chart-today' : 'soft'}>{nameOf(column.day)}</span>
          </div>
        ))}
      </div>
      <figcaption className="chart-legend">
        {parts.map((part) => (
          <span key={part}>
            <i className={`due-${part}`} aria-hidden="true" />
            {t(`service-point.part-${part}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );

  function nameOf(day: string): string {
    if (day === 'late' || day === 'later') return t(`service-point.column-${day}`);
    return day === props.today ? t('service-point.today') : day.slice(5);
  }
}
