import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSummary } from '../../../contract/approval-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { listOf, minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import './approval.css';

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

/** 复核: what waits for a second person in this office, the oldest first; what one may not decide about says why. */
export function ApprovalsPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const list = useCounterPages('listApprovals', {}, rowsOfPage, ({ approvals }) => approvals);
  const rows = useRowNavigation(list.total, (index) => {
    const approval = list.row(index);
    if (approval === undefined) return;
    const { approvalId } = approval;
    void navigate({ to: '/approvals/$approvalId', params: { approvalId }, search: { from: 'queue' } });
  });
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useFocusFirst(rows, list.data !== undefined);

  return (
    <section className="card list-page" aria-labelledby="approvals-title">
      <header className="list-header">
        <h1 id="approvals-title">{t('approval.title')}</h1>
        <span className="soft">{t('approval.lead')}</span>
        <span className="soft list-count">{t('approval.count', { count: list.total })}</span>
      </header>
      <Answer query={list}>
        {() =>
          list.total === 0 ? (
            <div className="empty">
              <strong>{t('approval.empty')}</strong>
              <p>{t('approval.emptyAdvice')}</p>
            </div>
          ) : (
            <LongTable
              label={t('approval.title')}
              columns={[
                { heading: t('approval.enteredAt'), width: '148px' },
                { heading: t('table.kind'), width: '132px' },
                { heading: t('table.person') },
                { heading: t('table.amount'), width: '120px', right: true },
                { heading: t('approval.enteredBy'), width: '124px' },
                { heading: t('table.confirmation'), width: '132px' },
                { heading: t('approval.step-decision'), width: '296px' },
              ]}
              count={list.total}
              row={list.row}
              navigation={rows}
              onSeen={list.see}
              cells={(approval) => (
                <>
                  <td>{minuteOf(approval.enteredAt)}</td>
                  <td className="wrap">{t(`approval-kind.${approval.kind}`)}</td>
                  <td className="wrap">
                    <PersonName name={approval.personName} />{' '}
                    <span className="soft">{approval.maskedNumber}</span>
                  </td>
                  <td className="right">{formatYuan(approval.amount)}</td>
                  <td className="wrap">{listOf(i18n.language, approval.enteredBy)}</td>
                  <td>
                    {approval.unconfirmed ? (
                      <span className="tag warn">
                        <span aria-hidden="true">◷</span>
                        {t('confirmation.waiting')}
                      </span>
                    ) : (
                      t('confirmation.confirmed')
                    )}
                  </td>
                  <td className="wrap">
                    <Decision approval={approval} />
                  </td>
                </>
              )}
            />
          )
        }
      </Answer>
    </section>
  );
}

/** What he may do with it, or why he may not; the row opens it either way. */
function Decision(props: { readonly approval: ApprovalSummary }): ReactElement {
  const { t, i18n } = useTranslation();
  const [reason] = [...props.approval.refusals, ...props.approval.limitRefusals];
  if (reason !== undefined) return <span className="soft">{refusalSentence(i18n, reason)}</span>;
  // The keys go through the rows, and Enter opens one: the button is for the mouse, and its click is the row's.
  return (
    <button type="button" className="button sheet-button" tabIndex={-1}>
      {t('approval.decide')}
    </button>
  );
}
