import { useNavigate, useParams } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerPage as Page } from '../../../contract/employer-page.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { BatchesOfEmployer } from './batches-of-employer.tsx';
import { InsuredList } from './insured-list.tsx';
import './employer.css';

const shows = ['insured', 'late', 'arrears', 'batches'] as const;
type Show = (typeof shows)[number];

/** The page of one employer: its people, who was registered late, what is not paid, and its batches. */
export function EmployerPage(): ReactElement {
  const { t } = useTranslation();
  const { employerId } = useParams({ from: '/employers/$employerId' });
  const navigate = useNavigate();
  const query = useCounterQuery('getEmployerPage', { employerId });
  const [show, setShow] = useState<Show>('insured');
  /** Whoever chooses what is listed goes on choosing: the list does not take the keys from him. */
  const [chosen, setChosen] = useState(false);
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/employers' }));

  return (
    <Answer query={query} rows={10}>
      {(page) => (
        <section className="card list-page" aria-labelledby="employer-title">
          <EmployerHeader page={page} />
          <Segmented<Show>
            className="employer-shows"
            name="employer-show"
            value={show}
            onChange={(next) => {
              setChosen(true);
              setShow(next);
            }}
            aria-label={t('employer.filter')}
            options={shows.map((value) => ({
              value,
              label: t(`employer.show-${value}`, { count: countOf(page, value) }),
            }))}
          />
          {show === 'late' && page.hiringUnknown > 0 && (
            <p className="notice">{t('employer.hiringUnknown', { count: page.hiringUnknown })}</p>
          )}
          {show === 'arrears' && page.arrears > 0 && <p className="notice">{t('employer.arrearsMeaning')}</p>}
          {show === 'batches' ? (
            <BatchesOfEmployer page={page} />
          ) : (
            <InsuredList employerId={employerId} show={show} takesFocus={!chosen} />
          )}
        </section>
      )}
    </Answer>
  );
}

function EmployerHeader(props: { readonly page: Page }): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="list-header">
      <h1 id="employer-title" ref={heading} tabIndex={-1} className="employer-title">
        {page.name}
      </h1>
      <span className="soft">
        {page.employerId} · {page.phone}
      </span>
      <span className={`tag ${page.active ? 'ok' : ''}`}>
        {t(page.active ? 'employer.active' : 'employer.closed')}
      </span>
      {page.asOf !== null && (
        <span className="soft list-count">{t('person.asOf', { time: minuteOf(page.asOf) })}</span>
      )}
    </header>
  );
}

function countOf(page: Page, show: Show): number {
  return show === 'batches' ? page.batches.length : page[show];
}
