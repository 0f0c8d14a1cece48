import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../contract/work-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { timeWithSecondsOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { Age } from './age.tsx';
import { BankAnswers } from './bank-answers.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PapersToReclaim } from './papers-to-reclaim.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { WorkDetail } from './work-detail.tsx';

const tone = { waiting: 'warn', refused: 'bad', rejected: 'bad' } as const;
const shape = { waiting: '◷', refused: '✕', rejected: '✕' } as const;

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

/** Milliseconds between two looks at the next try while the line is down. */
const lookAgain = 3_000;

/**
 * 待处理: what waits for the central office, and what it refused, which waits for a person; and the bank's answers, of
 * which somebody has to be told. It opens where there is something to do.
 */
export function WorkListPage(): ReactElement {
  const { t } = useTranslation();
  const { outbox, bankAnswers, papersToReclaim } = useKnownCounterStatus();
  const [show, setShow] = useState<WorkShown>(() => {
    if (outbox.waiting + outbox.problems > 0) return 'confirmation';
    if (papersToReclaim > 0) return 'papers';
    return bankAnswers > 0 ? 'bank-answers' : 'confirmation';
  });
  const choice = (
    <Segmented<WorkShown>
      value={show}
      onChange={setShow}
      aria-label={t('work-list.show')}
      options={[
        { value: 'confirmation', label: t('work-list.show-confirmation') },
        { value: 'bank-answers', label: t('work-list.show-bank-answers', { count: bankAnswers }) },
        // Only where something was settled and its paper never asked for; it stays while it is looked at.
        ...(papersToReclaim > 0 || show === 'papers'
          ? [{ value: 'papers' as const, label: t('work-list.show-papers', { count: papersToReclaim }) }]
          : []),
      ]}
    />
  );
  if (show === 'papers') return <PapersToReclaim choice={choice} />;
  return show === 'bank-answers' ? <BankAnswers choice={choice} /> : <Unconfirmed choice={choice} />;
}

type WorkShown = 'confirmation' | 'bank-answers' | 'papers';

/** What the central office has not confirmed, or has refused. */
function Unconfirmed(props: { readonly choice: ReactElement }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { connection, outbox } = useKnownCounterStatus();
  const list = useCounterPages('listWork', {}, rowsOfPage, ({ items }) => items);
  const retry = useCommand('retryNow');
  const [settling, setSettling] = useState<WorkItem | null>(null);
  const [handling, setHandling] = useState<'export' | 'import' | null>(null);
  const { row: begin = 0 } = useSearch({ from: '/work' });
  const rows = useRowNavigation(
    list.total,
    (index) => {
      const item = list.row(index);
      const service = item?.service ?? null;
      if (service === null) return;
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber: service.serviceNumber } });
    },
    begin,
  );
  const chosen = list.row(rows.chosen);
  const settle = chosen !== undefined && chosen.state !== 'waiting' ? () => setSettling(chosen) : null;
  const tryNow = outbox.waiting > 0 ? () => void retry.run({}) : null;
  useFunctionKey('F10', t('work-list.settle'), settle);
  useFunctionKey('F5', t('work-list.tryNow'), tryNow);
  useFunctionKey('F7', t('work-list.export'), () => setHandling('export'));
  useFunctionKey('F9', t('work-list.import'), () => setHandling('import'));
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));

  // While the line is down every try sets the time of the next one, and nobody is told of it.
  const { refetch } = list;
  const isOffline = connection.state !== 'online' && tryNow !== null;
  useEffect(() => {
    if (!isOffline) return;
    const timer = setInterval(refetch, lookAgain);
    return () => clearInterval(timer);
  }, [isOffline, refetch]);

  const loaded = list.data !== undefined;
  useFocusFirst(rows, loaded);

  return (
    <div className="work">
      <section className="card list-page" aria-labelledby="work-title">
        <header className="list-header">
          <h1 id="work-title">{t('work-list.title')}</h1>
          {props.choice}
          <span className="soft">
            {t('status.connectionSince', {
              state: t(`status.${connection.state}`),
              time: connection.since.slice(11, 16),
            })}
          </span>
          <div className="list-count list-actions">
            {tryNow !== null && (
              <button type="button" className="button" onClick={tryNow}>
                {t('work-list.tryNow')}
                <kbd>F5</kbd>
              </button>
            )}
            <button type="button" className="button" onClick={() => setHandling('export')}>
              {t('work-list.export')}
              <kbd>F7</kbd>
            </button>
            <button type="button" className="button" onClick={() => setHandling('import')}>
              {t('work-list.import')}
              <kbd>F9</kbd>
            </button>
          </div>
        </header>
        <FailureNotice failure={retry.failure} fate="saved" />
        <Answer query={list}>
          {() =>
            list.total === 0 ? (
              <div className="empty">
                <strong>{t('work-list.empty')}</strong>
                <p>{t('work-list.emptyAdvice')}</p>
              </div>
            ) : (
              <LongTable
                label={t('work-list.title')}
                columns={[
                  { heading: t('table.state'), width: '140px' },
                  { heading: t('table.person') },
                  { heading: t('table.serviceNumber'), width: '200px' },
                  { heading: t('table.waitingFor'), width: '90px' },
                  { heading: t('table.tries'), width: '64px', right: true },
                  { heading: t('table.nextTry'), width: '90px' },
                ]}
                count={list.total}
                row={list.row}
                navigation={rows}
                onSeen={list.see}
                marksChosen
                cells={(item) => (
                  <>
                    <td className="wrap">
                      <span className={`tag ${tone[item.state]}`}>
                        <span aria-hidden="true">{shape[item.state]}</span>
                        {t(`work-list.${item.state}`)}
                      </span>
                      {item.waitingReason !== null && (
                        <span className="soft"> {t(`work-list.reason-${item.waitingReason}`)}</span>
                      )}
                      {item.papers.length > 0 && (
                        <div className="soft">{t('reclaim.printed', { count: item.papers.length })}</div>
                      )}
                    </td>
                    <td className="wrap">
                      <PersonName name={item.personName} />
                    </td>
                    <td>
                      {item.serviceNumber ??
                        [t(`command-kind.${item.kind}`), item.parcel?.parcelId].filter(Boolean).join(' ')}
                    </td>
                    <td>
                      <Age since={item.madeAt} />
                    </td>
                    <td className="right">{item.state === 'waiting' ? item.tries : '—'}</td>
                    <td>{item.nextTryAt === null ? '—' : timeWithSecondsOf(item.nextTryAt)}</td>
                  </>
                )}
              />
            )
          }
        </Answer>
      </section>
      {chosen !== undefined && <WorkDetail item={chosen} onSettle={settle} />}
      {handling === 'export' && <ExportDialog onClose={() => setHandling(null)} />}
      {handling === 'import' && <ImportDialog onClose={() => setHandling(null)} />}
      {settling !== null && <SettleDialog item={settling} onClose={() => setSettling(null)} />}
    </div>
  );
}
