import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/counter-views.ts';

const firstHour = 8;
const lastHour = 18;

/** The hours of an ordinary day, and those beyond it in which something was done. */
function hoursOf(services: readonly Pick<ServiceView, 'openedAt'>[]): readonly number[] {
  const used = services.map((service) => Number(service.openedAt.slice(11, 13)));
  const from = Math.min(firstHour, ...used);
  const to = Math.max(lastHour - 1, ...used);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The day's services by the hour of their acceptance: handed over, still open, withdrawn. */
export function DayChart(props: { readonly services: readonly ServiceView[] }): ReactElement {
  const { t } = useTranslation();
  const hours = hoursOf(props.services).map((hour) => {
    const all = props.services.filter((service) => Number(service.openedAt.slice(11, 13)) === hour);
    const completed = all.filter((service) => service.stage === 'completed').length;
    const withdrawn = all.filter((service) => service.stage === 'withdrawn').length;
    return { hour, completed, withdrawn, open: all.length - completed - withdrawn, all: all.length };
  });
  const most = Math.max(1, ...hours.map((one) => one.all));
  const share = (value: number) => `${(value / most) * 100}%`;
  return (
    <div className="chart" role="img" aria-label={t('today.chartLabel', { count: props.services.length })}>
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
