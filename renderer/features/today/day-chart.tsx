import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../contract/service-views.ts';

const firstHour = 8;
const lastHour = 18;

type Hour = DayFigures['hours'][number];

/** The hours of an ordinary day, and those beyond it in which something was done. */
function everyHour(used: readonly Hour[]): readonly Hour[] {
  const from = Math.min(firstHour, ...used.map((one) => one.hour));
  const to = Math.max(lastHour - 1, ...used.map((one) => one.hour));
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const hour = from + index;
    return used.find((one) => one.hour === hour) ?? { hour, completed: 0, open: 0, withdrawn: 0 };
  });
}

/** The day's services by the hour of their acceptance: handed over, still open, withdrawn. */
export function DayChart(props: { readonly hours: readonly Hour[] }): ReactElement {
  const { t } = useTranslation();
  const hours = everyHour(props.hours).map((one) => ({
    ...one,
    all: one.completed + one.open + one.withdrawn,
  }));
  const count = hours.reduce((sum, one) => sum + one.all, 0);
  const most = Math.max(1, ...hours.map((one) => one.all));
  const share = (value: number) => `${(value / most) * 100}%`;
  return (
    <div className="chart" role="img" aria-label={t('today.chartLabel', { count })}>
      {hours.map((one) => (
        <div key={one.hour} className="chart-hour">
          <span className="chart-number">{one.all === 0 ? '' : one.all}</span>
          <div className="chart-bar">
            <div className="chart-withdrawn" style={{ height: share(one.withdrawn) }} />
            <div className="chart-open" style={{ height: share(one.open) }} />
            <div className="chart-completed" style={{ height: share(one.completed) }} />
          </div>
          <span className="soft">{one.hour}</span>
        </div>
      ))}
    </div>
  );
}
