import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayFigures, ServicesOf } from '../../../contract/service-views.ts';
import { serviceFamilies, type ServiceFamily } from '../../../domain/records/service-family.ts';
import { useBarKeys } from '../../components/bar-keys.ts';
import { ColumnChart } from '../../components/column-chart.tsx';
import { listOf } from '../../components/formatting.ts';
import { familiesOf, everyHour } from './day-hours.ts';
import { DayTable } from './day-table.tsx';

/** The day's services by the hour of their acceptance, and by what they are: each column and each kind leads to its list. */
export function DayChart(props: {
  readonly hours: DayFigures['hours'];
  readonly whose: ServicesOf;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { hours, whose } = props;
  const columns = everyHour(hours);
  const day = familiesOf(hours.flatMap(({ kinds }) => kinds));
  const present = serviceFamilies.filter((family) => day[family] > 0);
  const count = present.reduce((sum, family) => sum + day[family], 0);
  const barProps = useBarKeys(present);
  const open = (within: { readonly hour?: number; readonly family?: ServiceFamily }) =>
    void navigate({ to: '/services', search: { whose, ...within } });
  return (
    <figure className="day-chart">
      <ColumnChart
        label={t('today.chartLabel', { count })}
        columns={columns.map(({ hour, families }) => ({
          key: String(hour),
          name: `${String(hour)}:00`,
          parts: serviceFamilies.toReversed().map((family) => ({
            look: `family-${family}`,
            count: families[family],
          })),
          says: listOf(
            i18n.language,
            serviceFamilies.flatMap((family) =>
              families[family] === 0 ? [] : [`${t(`service-family.${family}`)} ${families[family]}`],
            ),
          ),
        }))}
        onOpen={(hour) => open({ hour: Number(hour) })}
      />
      <figcaption>
        <ul className="day-legend" aria-label={t('today.families')}>
          {present.map((family) => (
            <li key={family}>
              <button type="button" onClick={() => open({ family })} {...barProps(family)}>
                <i className={`family-${family}`} aria-hidden="true" />
                {t(`service-family.${family}`)} <b>{day[family]}</b>
              </button>
            </li>
          ))}
        </ul>
        <DayTable hours={hours} />
      </figcaption>
    </figure>
  );
}
