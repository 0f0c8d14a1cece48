import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceFilter } from '../../../contract/service-views.ts';
import { addDays, isCivilDate } from '../../../domain/calendar/civil-date.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { timeOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { ConfirmationTag, StageTag } from '../../components/tags.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { useDrafts } from '../issue-card/drafts.ts';

const filters: readonly ServiceFilter[] = ['all', 'open', 'waiting', 'confirmed', 'refused'];

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

/** 办件: what was done on a day, and how far the central office is with it. */
export function ServicesPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { today, office } = useKnownCounterStatus();
  const [day, setDay] = useState(today);
  const [filter, setFilter] = useState<ServiceFilter>('all');
  const { whose = 'office', hour = null, family = null } = useSearch({ from: '/services' });
  const list = useCounterPages(
    'listServices',
    { day, show: filter, whose, hour, family },
    rowsOfPage,
    ({ services }) => services,
  );
  const within = [
    ...(whose === 'office' ? [] : [t(`today.whose-${whose}`)]),
    ...(hour === null ? [] : [t('services.hour', { from: hour, to: hour + 1 })]),
    ...(family === null ? [] : [t(`service-family.${family}`)]),
  ];
  const drafts = useDrafts();
  const rows = useRowNavigation(list.total, (index) => {
    const service = list.row(index);
    if (service === undefined) return;
    void navigate({ to: '/services/$serviceNumber', params: { serviceNumber: service.serviceNumber } });
  });
  // Batches are made at the county centre alone (domain rules section 3).
  const toBatches = office?.kind === 'county-centre' ? () => void navigate({ to: '/batches' }) : null;
  useFunctionKey('F9', t('navigation.batches'), toBatches);
  useFunctionKey('F7', t('navigation.transfers'), () => void navigate({ to: '/transfers' }));
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));

  const loaded = list.data !== undefined;
  useFocusFirst(rows, loaded);

  return (
    <section className="card list-page" aria-labelledby="services-title">
      <header className="list-header">
        <h1 id="services-title">{t('services.title')}</h1>
        <DayField day={day} today={today} onChange={setDay} />
        <Segmented<ServiceFilter>
          value={filter}
          onChange={setFilter}
          aria-label={t('services.filter')}
          options={filters.map((value) => ({ value, label: t(`services.filter-${value}`) }))}
        />
        {within.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => void navigate({ to: '/services', search: {}, replace: true })}
          >
            {t('services.within', { within: within.join(' · ') })}
            <span aria-hidden="true"> ✕</span>
            <span className="visually-hidden">{t('services.showAll')}</span>
          </button>
        )}
        <span className="soft list-count">{t('services.count', { count: list.total })}</span>
      </header>
      {drafts.length > 0 && (
        <ul className="drafts" aria-label={t('services.drafts')}>
          {drafts.map((draft) => (
            <li key={draft.personId}>
              <button
                type="button"
                className="button"
                onClick={() =>
                  void navigate({ to: '/persons/$personId/issue-card', params: { personId: draft.personId } })
                }
              >
                <span className="tag warn">{t('person.draft')}</span>
                <PersonName name={draft.personName} />
                <span className="soft">{t('service-kind.issue-card')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Answer query={list}>
        {() =>
          list.total === 0 ? (
            <p className="empty">
              {t(filter === 'all' && within.length === 0 ? 'services.empty' : 'services.emptyFilter')}
            </p>
          ) : (
            <LongTable
              key={`${day} ${filter} ${within.join(' ')}`}
              label={t('services.title')}
              columns={[
                { heading: t('table.time'), width: '72px' },
                { heading: t('table.serviceNumber'), width: '210px' },
                { heading: t('table.person') },
                { heading: t('table.service'), width: '130px' },
                { heading: t('table.stage'), width: '130px' },
                { heading: t('table.confirmation'), width: '140px' },
                ...(whose === 'county' ? [{ heading: t('services.office'), width: '150px' }] : []),
                { heading: t('table.clerk'), width: '120px' },
                { heading: t('table.window'), width: '64px', right: true },
              ]}
              count={list.total}
              row={list.row}
              navigation={rows}
              onSeen={list.see}
              cells={(service) => (
                <>
                  <td>{timeOf(service.openedAt)}</td>
                  <td>{service.serviceNumber}</td>
                  <td className="wrap">
                    <PersonName name={service.personName} />{' '}
                    <span className="soft">{service.maskedNumber}</span>
                  </td>
                  <td>{t(`service-kind.${service.kind}`)}</td>
                  <td>
                    <StageTag service={service} />
                  </td>
                  <td>
                    <ConfirmationTag confirmation={service.confirmation} />
                  </td>
                  {whose === 'county' && <td className="wrap">{service.officeName}</td>}
                  <td>{service.clerkName}</td>
                  <td className="right">{service.workstationNumber}</td>
                </>
              )}
            />
          )
        }
      </Answer>
    </section>
  );
}

/** The day, by arrows or typed. */
function DayField(props: {
  readonly day: string;
  readonly today: string;
  readonly onChange: (day: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { day, today, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="day">
      <button
        type="button"
        className="button"
        aria-label={t('services.dayBefore')}
        onClick={() => onChange(addDays(day, -1))}
      >
        ‹
      </button>
      <input
        className="input number"
        aria-label={t('services.day')}
        value={typed ?? day}
        maxLength={10}
        aria-invalid={typed !== null && !isCivilDate(typed)}
        onChange={(event) => {
          setTyped(event.target.value);
          if (isCivilDate(event.target.value)) onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
      />
      <button
        type="button"
        className="button"
        aria-label={t('services.dayAfter')}
        disabled={day >= today}
        onClick={() => onChange(addDays(day, 1))}
      >
        ›
      </button>
      <button type="button" className="button" disabled={day === today} onClick={() => onChange(today)}>
        {t('services.today')}
      </button>
    </div>
  );
}
