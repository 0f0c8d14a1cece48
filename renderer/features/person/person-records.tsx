import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { formatSignedYuan, formatYuan } from '../../../domain/money/fen.ts';
import { minuteOf } from '../../components/formatting.ts';
import { CardStatusTag, ConfirmationTag, StageTag } from '../../components/tags.tsx';

const tabs = ['entries', 'cards', 'services', 'contact'] as const;
type Tab = (typeof tabs)[number];

/** What is on record: last entries, cards, services, how to reach him. */
export function PersonRecords(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('entries');
  const { page } = props;
  const counts: Partial<Record<Tab, number>> = { cards: page.cards.length, services: page.services.length };
  return (
    <section className="card records">
      <div className="tabs" role="tablist" aria-label={t('person.records')}>
        {tabs.map((one, index) => (
          <button
            key={one}
            id={`tab-${one}`}
            type="button"
            role="tab"
            aria-selected={tab === one}
            aria-controls="tab-panel"
            tabIndex={tab === one ? 0 : -1}
            onClick={() => setTab(one)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              const next = tabs[(index + step + tabs.length) % tabs.length];
              if (step === 0 || next === undefined) return;
              setTab(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {t(`person.tab-${one}`)}
            {counts[one] !== undefined && <span className="soft"> {counts[one]}</span>}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0} className="tab-panel">
        {tab === 'entries' && <Entries page={page} />}
        {tab === 'cards' && <Cards page={page} />}
        {tab === 'services' && <Services page={page} />}
        {tab === 'contact' && <Contact page={page} />}
      </div>
    </section>
  );
}

function Entries(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { personId, recentEntries: entries } = props.page;
  if (entries.length === 0) return <p className="empty">{t('person.noEntries')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('table.date')}</th>
          <th>{t('table.kind')}</th>
          <th>{t('table.institution')}</th>
          <th className="right">{t('table.amount')}</th>
          <th className="right">{t('table.balance')}</th>
          <th>{t('reversal.column')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.entryId}>
            <td>{entry.postedOn}</td>
            <td>{t(`entry-kind.${entry.kind}`)}</td>
            <td className="wrap">{entry.institution}</td>
            <td className="right">{formatSignedYuan(entry.amount)}</td>
            <td className="right">{formatYuan(entry.balanceAfter)}</td>
            <td>
              {entry.reversal === 'reversed' && <span className="tag">{t('reversal.done')}</span>}
              {entry.reversal === null && (
                <Link
                  to="/persons/$personId/reversal/$groupId"
                  params={{ personId, groupId: entry.groupId }}
                  aria-label={t('reversal.beginOf', {
                    date: entry.postedOn,
                    kind: t(`entry-kind.${entry.kind}`),
                  })}
                >
                  {t('reversal.begin')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { cards } = props.page;
  if (cards.length === 0) return <p className="empty">{t('person.noCards')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('table.cardNumber')}</th>
          <th>{t('table.cardStatus')}</th>
          <th>{t('table.making')}</th>
          <th>{t('table.bankCard')}</th>
          <th>{t('table.issuedOn')}</th>
          <th>{t('table.office')}</th>
        </tr>
      </thead>
      <tbody>
        {cards.map((card) => (
          <tr key={card.cardNumber}>
            <td>{card.cardNumber}</td>
            <td>
              <CardStatusTag status={card.status} before={card.statusBeforeLoss} />
            </td>
            <td>{t(`making.${card.making}`)}</td>
            <td>{card.maskedBankCardNumber}</td>
            <td>{card.issuedOn ?? '—'}</td>
            <td className="wrap">{card.officeName}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Services(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { services } = props.page;
  if (services.length === 0) return <p className="empty">{t('person.noServices')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('table.serviceNumber')}</th>
          <th>{t('table.service')}</th>
          <th>{t('table.openedAt')}</th>
          <th>{t('table.clerk')}</th>
          <th>{t('table.stage')}</th>
          <th>{t('table.confirmation')}</th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <tr key={service.serviceNumber}>
            <td>
              <Link to="/services/$serviceNumber" params={{ serviceNumber: service.serviceNumber }}>
                {service.serviceNumber}
              </Link>
            </td>
            <td>{t(`service-kind.${service.kind}`)}</td>
            <td>{minuteOf(service.openedAt)}</td>
            <td>{service.clerkName}</td>
            <td>
              <StageTag service={service} />
            </td>
            <td>
              <ConfirmationTag confirmation={service.confirmation} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Contact(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  return (
    <dl className="facts">
      <dt>{t('person.documentKind')}</dt>
      <dd>{t(`document-kind.${page.documentKind}`)}</dd>
      <dt>{t('person.phone')}</dt>
      <dd>{page.maskedPhone ?? t('person.notRegistered')}</dd>
      <dt>{t('person.address')}</dt>
      <dd className="personal">{page.address === '' ? t('person.notRegistered') : page.address}</dd>
      <dt>{t('person.employer')}</dt>
      <dd>{page.employerName ?? t('person.noEmployer')}</dd>
      {page.financialAccount !== null && (
        <>
          <dt>{t('person.bankAccount')}</dt>
          <dd>
            {page.financialAccount.bankName} {page.financialAccount.maskedNumber}
          </dd>
        </>
      )}
    </dl>
  );
}
