import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServicesOf } from '../../../contract/service-views.ts';
import { Answer } from '../../components/answer.tsx';
import { failureOf, useCounterQuery, useTypedQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf, readableSerial } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { DayChart } from './day-chart.tsx';
import { DuePicture } from './due-picture.tsx';
import { StockChart } from './stock-chart.tsx';
import { WaitingChart } from './waiting-chart.tsx';
import './today.css';

/** 今日: the day in numbers and pictures, each of which leads to what is behind it, and the blanks that are next. */
export function TodayPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { today, office, outbox, approvals, connection } = useKnownCounterStatus();
  const query = useCounterQuery('getDayFigures', { day: today, whose: 'office' });
  const stock = useCounterQuery('listBlankCards', {});
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  return (
    <div className="today">
      <header className="today-header">
        <h1>{t('today.title', { date: today })}</h1>
        {connection.asOf !== null && (
          <span className="soft">{t('person.asOf', { time: minuteOf(connection.asOf) })}</span>
        )}
      </header>
      <Answer query={query} rows={2}>
        {({ accepted, completed, open }) => (
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
        )}
      </Answer>
      <div className="today-pictures">
        <div>
          <DayPicture />
          <Picture
            id="due"
            title={t('today.dueChart')}
            note={office?.kind === 'county-centre' ? t('service-point.allPoints') : (office?.name ?? '')}
          >
            <DuePicture />
          </Picture>
        </div>
        <div>
          <Picture id="waiting" title={t('today.waitingChart')} note={t('today.waitingNote')}>
            <WaitingChart />
          </Picture>
          <Picture id="stock" title={t('today.stockChart')} note={t('today.stockChartNote')}>
            <StockChart />
          </Picture>
        </div>
      </div>
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
  );
}

/** The day's services by hour and kind: one's own, the office's, and for a supervisor at the centre the county's. */
function DayPicture(): ReactElement {
  const { t } = useTranslation();
  const { today, office, clerk } = useKnownCounterStatus();
  const [whose, setWhose] = useState<ServicesOf>('office');
  const query = useTypedQuery('getDayFigures', { day: today, whose }, true);
  const seesCounty = office?.kind === 'county-centre' && clerk?.role === 'supervisor';
  const choices: readonly ServicesOf[] = seesCounty ? ['own', 'office', 'county'] : ['own', 'office'];
  return (
    <Picture
      id="day"
      title={t('today.chart')}
      note={t('today.chartNote')}
      beside={
        <Segmented<ServicesOf>
          size="small"
          value={whose}
          onChange={setWhose}
          aria-label={t('today.whose')}
          options={choices.map((value) => ({ value, label: t(`today.whose-${value}`) }))}
        />
      }
    >
      <Answer query={query} rows={6}>
        {({ accepted, hours }) =>
          accepted === 0 ? (
            <p className="empty">{t(`today.nothing-${whose}`)}</p>
          ) : (
            <DayChart hours={hours} whose={whose} />
          )
        }
      </Answer>
    </Picture>
  );
}

function Picture(props: {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const titleId = `${props.id}-picture-title`;
  return (
    <section className="card" aria-labelledby={titleId}>
      <header className="picture-header">
        <h2 id={titleId}>
          {props.title}
          <small>{props.note}</small>
        </h2>
        {props.beside}
      </header>
      {props.children}
    </section>
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
