import { Link, useMatchRoute } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { usePersonOnTheDesk } from '../person/recent-persons.ts';

/** The pages that there are; a number where something waits for somebody. */
export function Navigation(props: { readonly status: CounterStatus }): ReactElement {
  const { t } = useTranslation();
  const { outbox, bankAnswers, papersToReclaim, approvals, lateTransfers } = props.status;
  const { problems } = outbox;
  const toDo = outbox.waiting + bankAnswers + papersToReclaim;
  const personId = usePersonOnTheDesk();
  return (
    <nav className="navigation" aria-label={t('navigation.label')}>
      {personId === null ? (
        <Link to="/" activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: true }}>
          {t('navigation.persons')}
        </Link>
      ) : (
        <Link
          to="/persons/$personId"
          params={{ personId }}
          search={{}}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t('navigation.persons')}
        </Link>
      )}
      <Link to="/employers" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.employers')}
      </Link>
      <Link to="/services" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.services')}
      </Link>
      {props.status.office?.kind === 'county-centre' && (
        <Link to="/batches" activeProps={{ 'aria-current': 'page' }}>
          {t('navigation.batches')}
        </Link>
      )}
      <Link to="/work" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.work')}
        {problems + toDo > 0 && (
          <span className={`count${problems > 0 ? ' bad' : ''}`}>
            {problems > 0 ? (
              <>
                <span aria-hidden="true">! {problems}</span>
                <span className="visually-hidden">{t('navigation.problems', { count: problems })}</span>
              </>
            ) : (
              toDo
            )}
          </span>
        )}
      </Link>
      <Link to="/approvals" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.approvals')}
        {approvals > 0 && <span className="count">{approvals}</span>}
      </Link>
      <Link to="/transfers" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.transfers')}
        {lateTransfers > 0 && (
          <span className="count bad">
            <span aria-hidden="true">! {lateTransfers}</span>
            <span className="visually-hidden">{t('navigation.late', { count: lateTransfers })}</span>
          </span>
        )}
      </Link>
      <PointLinks status={props.status} />
      <Link to="/stock" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.stock')}
      </Link>
      <Link to="/today" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.today')}
      </Link>
      <Link to="/day" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.day')}
      </Link>
    </nav>
  );
}

/** 制卡队列 and 发卡 at the centre, 待领 and 收卡 at a service point. */
function PointLinks(props: { readonly status: CounterStatus }): ReactElement | null {
  const { t } = useTranslation();
  const matches = useMatchRoute();
  const { office, late } = props.status;
  if (office === null) return null;
  const atTheCentre = office.kind === 'county-centre';
  const isHere = (to: '/service-point/$show' | '/parcels') =>
    matches({ to, fuzzy: true }) === false ? undefined : 'page';
  return (
    <>
      <Link
        to="/service-point/$show"
        params={{ show: late.count > 0 ? 'late' : atTheCentre ? 'to-make' : 'ready' }}
        aria-current={isHere('/service-point/$show')}
      >
        {t(atTheCentre ? 'navigation.queue' : 'navigation.collection')}
        {late.count > 0 && (
          <span className="count bad">
            <span aria-hidden="true">! {late.count}</span>
            <span className="visually-hidden">{t('navigation.late', { count: late.count })}</span>
          </span>
        )}
      </Link>
      <Link to="/parcels" aria-current={isHere('/parcels')}>
        {t(atTheCentre ? 'navigation.sending' : 'navigation.receiving')}
      </Link>
    </>
  );
}
