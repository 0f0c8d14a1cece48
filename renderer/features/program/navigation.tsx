import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { usePersonOnTheDesk } from '../person/recent-persons.ts';

/** The pages that there are; a number where something waits for somebody. */
export function Navigation(props: { readonly status: CounterStatus }): ReactElement {
  const { t } = useTranslation();
  const { problems, waiting } = props.status.outbox;
  const personId = usePersonOnTheDesk();
  return (
    <nav className="navigation" aria-label={t('navigation.label')}>
      {personId === null ? (
        <Link to="/" activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: true }}>
          {t('navigation.persons')}
        </Link>
      ) : (
        <Link to="/persons/$personId" params={{ personId }} activeProps={{ 'aria-current': 'page' }}>
          {t('navigation.persons')}
        </Link>
      )}
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
        {problems + waiting > 0 && (
          <span className={`count${problems > 0 ? ' bad' : ''}`}>
            {problems > 0 ? (
              <>
                <span aria-hidden="true">! {problems}</span>
                <span className="visually-hidden">{t('navigation.problems', { count: problems })}</span>
              </>
            ) : (
              waiting
            )}
          </span>
        )}
      </Link>
      <Link to="/stock" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.stock')}
      </Link>
      <Link to="/today" activeProps={{ 'aria-current': 'page' }}>
        {t('navigation.today')}
      </Link>
    </nav>
  );
}
