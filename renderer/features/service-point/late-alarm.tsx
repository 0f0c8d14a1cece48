import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';

/**
 * 逾期: a band across every page for as long as a card for a service point is late. It cannot be closed; it goes when
 * the card is there and its holder told.
 */
export function LateAlarm(props: { readonly status: CounterStatus }): ReactElement {
  const { t } = useTranslation();
  const { late, office } = props.status;
  return (
    <div className="alarm-place" role="alert">
      {late.count > 0 && (
        <div className="alarm">
          <span aria-hidden="true">▲</span>
          <strong>
            {t(office?.kind === 'county-centre' ? 'service-point.alarmCentre' : 'service-point.alarmPoint', {
              count: late.count,
            })}
          </strong>
          <span>{t('service-point.alarmOldest', { date: late.oldest ?? '' })}</span>
          <Link to="/service-point/$show" params={{ show: 'late' }}>
            {t('service-point.alarmOpen')}
          </Link>
        </div>
      )}
    </div>
  );
}
