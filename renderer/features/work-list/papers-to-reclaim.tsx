import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperToReclaim } from '../../../contract/paper-prints.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterPages } from '../../components/counter-pages.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LongTable } from '../../components/long-table.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { missingOf, nothingSaid, PaperOutcome, requestOf } from './paper-outcome.tsx';

/** Rows of a page: two screens at 1366x768. */
const rowsOfPage = 50;

/** 须收回的纸件: what was settled before anybody asked for the paper; each is off the list with what became of it. */
export function PapersToReclaim(props: { readonly choice: ReactElement }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useCounterPages('listPapersToReclaim', {}, rowsOfPage, ({ papers }) => papers);
  const [reclaiming, setReclaiming] = useState<PaperToReclaim | null>(null);
  const rows = useRowNavigation(list.total, (index) => setReclaiming(list.row(index) ?? null));
  const chosen = list.row(rows.chosen);
  useFunctionKey('F10', t('reclaim.record'), chosen === undefined ? null : () => setReclaiming(chosen));
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useFocusFirst(rows, list.data !== undefined);
  return (
    <section className="card list-page" aria-labelledby="work-title">
      <header className="list-header">
        <h1 id="work-title">{t('work-list.title')}</h1>
        {props.choice}
        <span className="soft">{t('reclaim.advice')}</span>
      </header>
      <Answer query={list}>
        {() =>
          list.total === 0 ? (
            <div className="empty">
              <strong>{t('reclaim.none')}</strong>
            </div>
          ) : (
            <LongTable
              label={t('work-list.show-papers', { count: list.total })}
              columns={[
                { heading: t('reclaim.paper'), width: '220px' },
                { heading: t('table.person') },
                { heading: t('reclaim.subject'), width: '220px' },
                { heading: t('reclaim.printedOn'), width: '150px' },
                { heading: t('reclaim.by'), width: '140px' },
              ]}
              count={list.total}
              row={list.row}
              navigation={rows}
              onSeen={list.see}
              marksChosen
              cells={(paper) => (
                <>
                  <td className="wrap">
                    {t(`print.paper-${paper.paper}`)}
                    {paper.reprint > 0 && (
                      <span className="soft"> {t('receipt.reprint', { number: paper.reprint })}</span>
                    )}
                  </td>
                  <td className="wrap">
                    <PersonName name={paper.personName} />
                  </td>
                  <td>{paper.subject}</td>
                  <td>{minuteOf(paper.printedAt)}</td>
                  <td className="wrap">{paper.clerkName}</td>
                </>
              )}
            />
          )
        }
      </Answer>
      {reclaiming !== null && <ReclaimDialog paper={reclaiming} onClose={() => setReclaiming(null)} />}
    </section>
  );
}

function ReclaimDialog(props: {
  readonly paper: PaperToReclaim;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [said, setSaid] = useState(nothingSaid);
  const [tried, setTried] = useState(false);
  const record = useCommand('recordPaperReclaimed');

  async function run(): Promise<void> {
    setTried(true);
    if (missingOf(said) !== null) return;
    const outcome = await record.run(requestOf(props.paper, said));
    if (outcome.ok) props.onClose();
  }

  return (
    <Dialog
      open
      title={t('reclaim.title')}
      onClose={props.onClose}
      submit={{ label: t('reclaim.record'), busy: record.busy, run: () => void run() }}
    >
      <PaperOutcome paper={props.paper} within={null} said={said} tried={tried} onSaid={setSaid} />
      <FailureNotice failure={record.failure} fate="not-saved" />
    </Dialog>
  );
}
