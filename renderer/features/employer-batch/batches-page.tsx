import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../contract/batch-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { BatchStageTag } from './batch-tags.tsx';

/** 单位批量: the batches of this window, and what is left to do of each; one that broke off is gone on with from here. */
export function BatchesPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useCounterQuery('listBatches', {});
  const batches = query.data?.batches ?? [];
  const rows = useRowNavigation(batches.length, (index) => {
    const batchId = batches[index]?.batchId;
    if (batchId !== undefined) void navigate({ to: '/batches/$batchId', params: { batchId } });
  });
  const begin = () => void navigate({ to: '/batches/new' });
  const movements = () => void navigate({ to: '/movements' });
  useFunctionKey('F7', t('movement.title'), movements);
  useFunctionKey('F10', t('batch.new'), begin);
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));

  const loaded = query.data !== undefined;
  useFocusFirst(rows, loaded);

  return (
    <section className="card list-page" aria-labelledby="batches-title">
      <header className="list-header">
        <h1 id="batches-title">{t('batch.title')}</h1>
        <div className="list-count list-actions">
          <button type="button" className="button" onClick={movements}>
            {t('movement.title')}
            <kbd>F7</kbd>
          </button>
          <button type="button" className="button primary" onClick={begin}>
            {t('batch.new')}
            <kbd>F10</kbd>
          </button>
        </div>
      </header>
      <Answer query={query}>
        {() =>
          batches.length === 0 ? (
            <div className="empty">
              <strong>{t('batch.empty')}</strong>
              <p>{t('batch.emptyAdvice')}</p>
            </div>
          ) : (
            <div className="scroll">
              <table className="table rows">
                <thead>
                  <tr>
                    <th>{t('table.openedAt')}</th>
                    <th>{t('batch.batchNumber')}</th>
                    <th>{t('batch.employer')}</th>
                    <th>{t('batch.letterNumber')}</th>
                    <th>{t('table.stage')}</th>
                    <th className="right">{t('batch.valid')}</th>
                    <th className="right">{t('batch.made')}</th>
                    <th className="right">{t('batch.handedOver')}</th>
                    <th>{t('batch.whatNext')}</th>
                  </tr>
                </thead>
                <tbody>
                  {batches.map((batch, index) => (
                    <tr key={batch.batchId} {...rows.rowProps(index)}>
                      <td>{batch.openedAt === null ? '—' : minuteOf(batch.openedAt)}</td>
                      <td>{batch.batchId}</td>
                      <td className="wrap">{batch.employer.name}</td>
                      <td className="wrap">{batch.letterNumber}</td>
                      <td>
                        <BatchStageTag batch={batch} />
                      </td>
                      <td className="right">{batch.valid}</td>
                      <td className="right">{batch.made}</td>
                      <td className="right">{batch.handedOver}</td>
                      <td>{t(`batch.next-${nextOf(batch)}`)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </section>
  );
}

/** What is left to do, in a word. */
function nextOf(batch: BatchView): 'running' | 'continue' | 'hand-over' | 'look' | 'nothing' {
  if (batch.running) return 'running';
  if (batch.stage === null) return 'look';
  if (batch.stage === 'open') return 'continue';
  return batch.stage !== 'cancelled' && batch.lying > 0 ? 'hand-over' : 'nothing';
}
