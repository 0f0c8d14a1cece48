import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf, readableSerial } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { DayChart } from './day-chart.tsx';

/** 今日: the day in numbers and as a picture, and the blanks that are left. */
export function TodayPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { today, outbox, approvals, connection } = useKnownCounterStatus();
  const query = useCounterQuery('getDayFigures', { day: today });
  const stock = useCounterQuery('listBlankCards', {});
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  return (
    <Answer query={query} rows={10}>
      {({ accepted, completed, open, hours }) => (
        <div className="today">
          <header className="today-header">
            <h1>{t('today.title', { date: today })}</h1>
            {connection.asOf !== null && (
              <span className="soft">{t('person.asOf', { time: minuteOf(connection.asOf) })}</span>
            )}
          </header>
          <dl className="numbers">
            <Figure label={t('today.accepted')} value={accepted} />
            <Figure label={t('today.completed')} value={completed} />
            <Figure label={t('today.open')} value={open} />
            <Figure
              label={t('today.waiting')}
              value={outbox.waiting}
              tone={outbox.waiting > 0 ? 'warn' : ''}
            />
            <Figure
              label={t('today.problems')}
              value={outbox.problems}
              tone={outbox.problems > 0 ? 'bad' : ''}
            />
            <Figure label={t('today.approvals')} value={approvals} tone={approvals > 0 ? 'warn' : ''} />
            <Figure label={t('today.blanks')} value={stock.data?.inStock ?? null} />
          </dl>
          <section className="card" aria-labelledby="day-chart-title">
            <h2 id="day-chart-title">
              {t('today.chart')}
              <small>{t('today.chartNote')}</small>
            </h2>
            {accepted === 0 ? <p className="empty">{t('services.empty')}</p> : <DayChart hours={hours} />}
          </section>
          <section className="card" aria-labelledby="blanks-title">
            <h2 id="blanks-title">
              {t('today.blanksNext')}
              <small>{t('today.blanksNote')}</small>
            </h2>
            <FailureNotice failure={failureOf(stock.error)} fate="not-read" />
            {stock.data === undefined ? null : stock.data.next.length === 0 ? (
              <p className="empty">{t('today.noBlanks')}</p>
            ) : (
              <ul className="blanks">
                {stock.data.next.map((blank) => (
                  <li key={blank.blankSerial}>
                    <b>{readableSerial(blank.blankSerial)}</b>
                    <span className="soft">{blank.cardNumber}</span>
                  </li>
                ))}
              </ul>
            )}
            <p className="today-more">
              <Link to="/services" className="link">
                {t('today.allServices')} F3
              </Link>{' '}
              <Link to="/approvals" className="link">
                {t('today.allApprovals')}
              </Link>
            </p>
          </section>
        </div>
      )}
    </Answer>
  );
}

function Figure(props: {
  readonly label: string;
  readonly value: number | null;
  readonly tone?: '' | 'warn' | 'bad';
}): ReactElement {
  return (
    <div className={`card figure ${props.tone ?? ''}`}>
      <dt>{props.label}</dt>
      <dd>{props.value ?? '—'}</dd>
    </div>
  );
}
