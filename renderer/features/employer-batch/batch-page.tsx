import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../contract/batch-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { counter } from '../../counter.ts';
import type { PrimaryAction } from '../issue-card/service-layout.tsx';
import { BatchLayout } from './batch-layout.tsx';
import { BatchPanel } from './batch-panel.tsx';
import { BatchRows } from './batch-rows.tsx';
import { startRun, useRun } from './batch-runs.ts';
import { BatchStageTag } from './batch-tags.tsx';
import { EndBatchDialog } from './end-batch-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { useListPrint } from './use-list-print.tsx';
import { useSpreadsheet } from '../../components/use-spreadsheet.tsx';

/** A batch that was opened: it opens where it stands, whoever left it there, and however the program ended. */
export function BatchPage(): ReactElement {
  const { t } = useTranslation();
  const { batchId } = useParams({ from: '/batches/$batchId' });
  const navigate = useNavigate();
  const query = useCounterQuery('listBatches', {});
  const found = query.data?.batches.some((one) => one.batchId === batchId) === true;
  useFunctionKey('Escape', t('keys.back'), found ? null : () => void navigate({ to: '/batches' }));
  return (
    <Answer query={query} rows={10}>
      {({ batches }) => {
        const batch = batches.find((one) => one.batchId === batchId);
        return batch === undefined ? (
          <FailureNotice
            failure={{ code: 'not-found', params: {}, refusals: [], problems: [] }}
            fate="not-read"
          />
        ) : (
          <Batch key={batchId} batch={batch} />
        );
      }}
    </Answer>
  );
}

type Open = 'hand-over' | 'end' | null;

function Batch({ batch }: { readonly batch: BatchView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { batchId, stage } = batch;
  const run = useRun(batchId);
  const [open, setOpen] = useState<Open>(null);
  const list = useListPrint(batch);
  const spreadsheet = useSpreadsheet();
  const running = batch.running || run.busy;
  const toHandOver = stage === 'made' || stage === 'handed-over' ? batch.lying : 0;

  const stop = () => void counter.call('stopBatch', { batchId });
  useFunctionKey('F8', t('batch.pause'), running && stage === 'open' ? stop : null);
  useFunctionKey('F4', t('batch.printList'), batch.made > 0 && !list.busy ? () => void list.print() : null);
  const save = () => void spreadsheet.save({ of: 'batch', batchId });
  useFunctionKey('F7', t('batch.saveResult'), running ? null : save);
  const end = stage === 'open' && !running ? () => setOpen('end') : null;
  useFunctionKey('F9', t('batch.end'), end);

  function primary(): PrimaryAction | null {
    if (stage === 'open') {
      const label = t(batch.made + batch.refused > 0 ? 'batch.continue' : 'batch.start');
      return {
        label: running ? t('batch.running') : label,
        busy: running,
        run: () => void startRun(batchId),
      };
    }
    if (toHandOver === 0) return null;
    return { label: t('batch.handOver'), busy: running, run: () => setOpen('hand-over') };
  }

  return (
    <BatchLayout
      title={t('batch.one')}
      employer={batch.employer.name}
      standing={
        <>
          <BatchStageTag batch={{ ...batch, running }} />
          <span className="soft">{t('batch.numbered', { number: batchId })}</span>
        </>
      }
      primary={primary()}
      onBack={() => void navigate({ to: '/batches' })}
      moreButtons={
        <>
          {running && stage === 'open' && (
            <button type="button" className="button" onClick={stop}>
              {t('batch.pause')}
              <kbd>F8</kbd>
            </button>
          )}
          {end !== null && (
            <button type="button" className="button" onClick={end}>
              {t('batch.end')}
              <kbd>F9</kbd>
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-disabled={running}
            onClick={running ? undefined : save}
          >
            {t('batch.saveResult')}
            <kbd>F7</kbd>
          </button>
          {batch.made > 0 && (
            <button
              type="button"
              className="button"
              aria-disabled={list.busy}
              onClick={list.busy ? undefined : () => void list.print()}
            >
              {t('batch.printList')}
              <kbd>F4</kbd>
            </button>
          )}
        </>
      }
      panel={<BatchPanel batch={{ ...batch, running }} run={run} list={list} />}
    >
      <BatchRows batch={batch} />
      <FailureNotice failure={spreadsheet.failure} fate="not-saved" />
      {open === 'hand-over' && (
        <HandOverDialog batch={batch} count={toHandOver} onClose={() => setOpen(null)} />
      )}
      {open === 'end' && <EndBatchDialog batch={batch} onClose={() => setOpen(null)} />}
    </BatchLayout>
  );
}
