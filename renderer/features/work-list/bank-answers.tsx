import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { Age } from './age.tsx';

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

const tone = { accepted: 'ok', refused: 'bad', withdrawn: '' } as const;
const shape = { accepted: '✓', refused: '✕', withdrawn: '–' } as const;

/** 银行答复待告知: whom to telephone, the longest waiting first; each leads to the person, where it is told and recorded. */
export function BankAnswers(props: { readonly choice: ReactElement }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useCounterPages('listBankAnswers', {}, rowsOfPage, ({ answers }) => answers);
  const rows = useRowNavigation(list.total, (index) => {
    const answer = list.row(index);
    if (answer === undefined) return;
    void navigate({ to: '/persons/$personId', params: { personId: answer.personId }, search: {} });
  });
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useFocusFirst(rows, list.data !== undefined);
  return (
    <section className="card list-page" aria-labelledby="work-title">
      <header className="list-header">
        <h1 id="work-title">{t('work-list.title')}</h1>
        {props.choice}
        <span className="soft">{t('work-list.answersAdvice')}</span>
      </header>
      <Answer query={list}>
        {() =>
          list.total === 0 ? (
            <div className="empty">
              <strong>{t('work-list.noAnswers')}</strong>
            </div>
          ) : (
            <LongTable
              label={t('work-list.show-bank-answers', { count: list.total })}
              columns={[
                { heading: t('bank-request.answer'), width: '180px' },
                { heading: t('table.person') },
                { heading: t('table.service'), width: '220px' },
                { heading: t('service-details.bank'), width: '160px' },
                { heading: t('table.serviceNumber'), width: '200px' },
                { heading: t('work-list.answeredAt'), width: '150px' },
                { heading: t('table.waitingFor'), width: '90px' },
              ]}
              count={list.total}
              row={list.row}
              navigation={rows}
              onSeen={list.see}
              cells={(answer) => (
                <>
                  <td>
                    {answer.state !== 'requested' &&
                      answer.state !== 'sent' &&
                      answer.state !== 'recalling' && (
                        <span className={`tag ${tone[answer.state]}`}>
                          <span aria-hidden="true">{shape[answer.state]}</span>
                          {t(`bank-request.answer-${answer.state}`)}
                        </span>
                      )}
                  </td>
                  <td className="wrap">
                    <PersonName name={answer.personName} />
                  </td>
                  <td>{t(`unfreezing.bank-${answer.kind}`)}</td>
                  <td className="wrap">{answer.bankName}</td>
                  <td>{answer.serviceNumber}</td>
                  <td>{answer.answeredAt === null ? '—' : minuteOf(answer.answeredAt)}</td>
                  <td>{answer.answeredAt === null ? '—' : <Age since={answer.answeredAt} />}</td>
                </>
              )}
            />
          )
        }
      </Answer>
    </section>
  );
}
