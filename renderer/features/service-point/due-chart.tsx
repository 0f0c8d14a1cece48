import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointOverview } from '../../../contract/parcels.ts';
import { ColumnChart } from '../../components/column-chart.tsx';
import { listOf } from '../../components/formatting.ts';
import { columnsOf, parts, type DueColumn } from './due-columns.ts';
import './due-chart.css';

/** What is still to be done, by the day on which it is due: late at the left, then today, then the days to come. */
export function DueChart(props: {
  readonly days: PointOverview['days'];
  readonly today: string;
  /** Leads to the list behind a column; without it the picture stands beside that list. */
  readonly onOpen?: (column: DueColumn) => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { onOpen } = props;
  const columns = columnsOf(props.days, props.today);
  const total = columns.reduce((sum, { all }) => sum + all, 0);
  if (total === 0) return <p className="empty">{t('service-point.chartCalm')}</p>;
  return (
    <figure className="due-chart">
      <ColumnChart
        label={t('service-point.chartLabel', {
          count: total,
          late: columns.find(({ day }) => day === 'late')?.all ?? 0,
        })}
        columns={columns.map(({ day, counts }) => ({
          key: day,
          name: nameOf(day),
          parts: parts.map((part) => ({ look: `due-${part}`, count: counts[part] })),
          says: listOf(
            i18n.language,
            parts.flatMap((part) =>
              counts[part] === 0 ? [] : [`${t(`service-point.part-${part}`)} ${counts[part]}`],
            ),
          ),
          tone: day === 'late' ? 'late' : day === props.today ? 'today' : undefined,
        }))}
        onOpen={
          onOpen === undefined
            ? null
            : (key) => {
                const column = columns.find(({ day }) => day === key);
                if (column !== undefined) onOpen(column);
              }
        }
      />
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
