import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointList, PointService } from '../../../contract/parcels.ts';
import { PersonName } from '../../components/person-name.tsx';
import type { useRowNavigation } from '../../components/row-navigation.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { DueDay, StandingTag } from './standing-tag.tsx';

/** One list of cards for service points, the most urgent first. */
export function PointTable(props: {
  readonly services: readonly PointService[];
  readonly show: PointList;
  readonly rows: Pick<ReturnType<typeof useRowNavigation>, 'rowProps' | 'chosen'>;
  /** Whose card it is to hand out: at the centre, which makes them for all. */
  readonly withOffice: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { today } = useKnownCounterStatus();
  const { services, rows, withOffice } = props;
  const isLying = props.show === 'ready' || props.show === 'told' || props.show === 'uncollected';
  return (
    <div className="scroll">
      <table className="table rows">
        <thead>
          <tr>
            <th>{t('service-point.dueOn')}</th>
            <th>{t('table.person')}</th>
            {withOffice && <th>{t('service-point.office')}</th>}
            <th>{t('table.state')}</th>
            <th>{t('table.serviceNumber')}</th>
            <th>{t(isLying ? 'service-point.liesSince' : 'service-point.openedOn')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service, index) => (
            <tr key={service.serviceNumber} {...rows.rowProps(index)} aria-selected={index === rows.chosen}>
              <td>
                <DueDay
                  dueOn={service.dueOn}
                  provisional={service.dueProvisional}
                  late={service.late}
                  today={today}
                />
              </td>
              <td className="wrap">
                <PersonName name={service.personName} />{' '}
                <span className="soft whole">{service.maskedNumber}</span>
              </td>
              {withOffice && <td className="wrap">{service.officeName}</td>}
              <td>
                <StandingTag standing={service.standing} />
                {service.deceasedOn !== null && (
                  <span className="tag bad">
                    <span aria-hidden="true">!</span>
                    {t('service-point.deceased')}
                  </span>
                )}
              </td>
              <td>{service.serviceNumber}</td>
              <td>
                {isLying ? service.liesSince : service.openedOn}
                {isLying && service.toldAgainOn !== null && (
                  <div className="soft">{t('service-point.toldAgain', { date: service.toldAgainOn })}</div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
