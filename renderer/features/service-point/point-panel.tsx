import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointOverview, PointService } from '../../../contract/parcels.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { DueChart } from './due-chart.tsx';
import { StandingTag } from './standing-tag.tsx';

/** At the right of the list: the picture of what falls due, and the chosen card with what to do with it. */
export function PointPanel(props: {
  readonly overview: PointOverview | undefined;
  readonly chosen: PointService | undefined;
  readonly action: { readonly label: string; readonly run: () => void } | null;
  readonly onOpen: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  const { today } = useKnownCounterStatus();
  const { overview, chosen, action } = props;
  return (
    <aside className="card work-detail">
      <h2>
        {t('service-point.chart')}
        <small>{t('service-point.chartNote')}</small>
      </h2>
      {overview !== undefined && <DueChart days={overview.days} today={today} />}
      {chosen !== undefined && (
        <>
          <h2>
            <PersonName name={chosen.personName} />
            <small>{chosen.serviceNumber}</small>
          </h2>
          <dl className="point-facts">
            <Fact name={t('table.state')}>
              <StandingTag standing={chosen.standing} />
            </Fact>
            <Fact name={t('service-point.office')}>{chosen.officeName}</Fact>
            <Fact name={t('table.service')}>{t(`application-type.${chosen.applicationType}`)}</Fact>
            <Fact name={t('service-point.openedOn')}>{chosen.openedOn}</Fact>
            <Fact name={t('service-point.cardNumber')}>{chosen.cardNumber ?? '—'}</Fact>
            {chosen.toldAgainOn !== null && (
              <Fact name={t('service-point.toldAgainOn')}>{chosen.toldAgainOn}</Fact>
            )}
            {chosen.liesSince !== null && <Fact name={t('service-point.liesSince')}>{chosen.liesSince}</Fact>}
          </dl>
          {chosen.deceasedOn === null ? (
            <p className="say">{t(`service-point.say-${chosen.standing}`)}</p>
          ) : (
            <div className="notice bad" role="alert">
              <strong>{t('service-point.deceasedOn', { date: chosen.deceasedOn })}</strong>
              <p>
                {t(`service-point.deceasedAdvice-${wayOut(chosen.standing)}`, { office: chosen.officeName })}
              </p>
            </div>
          )}
          <div className="service-buttons">
            {props.onOpen !== null && action?.label !== t('work-list.open') && (
              <button type="button" className="button" onClick={props.onOpen}>
                {t('work-list.open')}
              </button>
            )}
            {action !== null && (
              <button type="button" className="button primary" onClick={action.run}>
                {action.label}
                <kbd>F10</kbd>
              </button>
            )}
          </div>
        </>
      )}
    </aside>
  );
}

/** How the application of somebody who died is ended from where its card stands. */
function wayOut(standing: PointService['standing']): 'queue' | 'made' | 'moving' | 'there' {
  switch (standing) {
    case 'to-make':
      return 'queue';
    case 'in-making':
    case 'to-send':
      return 'made';
    case 'under-way':
    case 'missing':
      return 'moving';
    case 'ready':
    case 'told':
      return 'there';
    default:
      return standing satisfies never;
  }
}

function Fact(props: { readonly name: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
