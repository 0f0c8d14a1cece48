import { Progress } from 'antd';
import { Fragment, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../contract/batch-views.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { counter } from '../../counter.ts';
import type { WindowRun } from './batch-runs.ts';
import type { ListPrint } from './use-list-print.tsx';

type Counts = Pick<BatchView, 'valid' | 'made' | 'refused'>;

/** At the right of a batch: how far it has come, what happened, and what is to be done now. */
export function BatchPanel(props: {
  readonly batch: BatchView;
  readonly run: WindowRun;
  readonly list: ListPrint;
}): ReactElement {
  const { t } = useTranslation();
  const { batch, run, list } = props;
  const { valid, made, refused } = useLiveCounts(batch);
  const done = made + refused;
  const facts = [
    ['batch.letterNumber', batch.letterNumber],
    ['batch.letterDate', batch.letterDate ?? '—'],
    ['batch.agent', `${batch.agentName} ${batch.maskedAgentNumber}`],
    ['batch.step-roster', batch.fileName],
    ['table.openedAt', batch.openedAt === null ? '—' : minuteOf(batch.openedAt)],
  ] as const;
  return (
    <>
      <h2>
        {t('batch.progress')}
        <small>{t('batch.progressOf', { done, valid })}</small>
      </h2>
      <Progress
        percent={valid === 0 ? 0 : Math.floor((done / valid) * 100)}
        status="normal"
        aria-label={t('batch.progress')}
      />
      <dl className="batch-numbers">
        <Figure label={t('batch.made')} value={made} tone="ok" />
        <Figure label={t('batch.waiting')} value={valid - done} tone={valid > done ? 'warn' : ''} />
        <Figure
          label={t('batch.refused')}
          value={refused + batch.rows - valid}
          tone={refused > 0 ? 'bad' : ''}
        />
        <Figure label={t('batch.handedOver')} value={batch.handedOver} />
      </dl>
      <div role="status">
        <WhatNow batch={batch} run={run} />
      </div>
      <FailureNotice failure={run.failure} fate="saved" />
      {list.busy && <p role="status">{t('batch.printing', { page: list.page, pages: list.pages })}</p>}
      <FailureNotice failure={list.failure} fate="not-printed">
        {list.page > 1 && <p>{t('batch.printGoesOn', { page: list.page })}</p>}
      </FailureNotice>
      {batch.unconfirmed > 0 && (
        <p className="soft">{t('batch.unconfirmed', { count: batch.unconfirmed })}</p>
      )}
      <h2>{t('batch.letterAndRoster')}</h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="soft">{t('batch.listPrints', { count: batch.listPrints })}</p>
    </>
  );
}

/** The counts as the run tells them, a moment before the list is asked again. */
function useLiveCounts(batch: BatchView): Counts {
  const { batchId } = batch;
  const [live, setLive] = useState<Counts>(batch);
  useEffect(
    () =>
      counter.subscribe((event) => {
        if (event.event === 'batch-progress' && event.batchId === batchId) setLive(event);
      }),
    [batchId],
  );
  return live.made + live.refused > batch.made + batch.refused ? live : batch;
}

function WhatNow(props: { readonly batch: BatchView; readonly run: WindowRun }): ReactElement {
  const { t } = useTranslation();
  const { batch, run } = props;
  if (batch.running) return <p className="notice">{t('batch.now-running')}</p>;
  if (batch.stage === null) return <p className="notice bad">{t('batch.now-refused')}</p>;
  if (batch.stage === 'open') {
    const why = run.ended ?? 'stopped';
    return <p className="notice warn">{t(`batch.ended-${why}`)}</p>;
  }
  if (batch.stage === 'cancelled') return <p className="notice">{t('batch.now-cancelled')}</p>;
  if (batch.lying > 0) return <p className="notice ok">{t('batch.now-made')}</p>;
  if (batch.made === 0) return <p className="notice ok">{t('batch.now-nothing')}</p>;
  return (
    <p className="notice ok">
      {t(batch.handedOver < batch.made ? 'batch.now-ended' : 'batch.now-handed-over')}
    </p>
  );
}

function Figure(props: {
  readonly label: string;
  readonly value: number;
  readonly tone?: 'ok' | 'warn' | 'bad' | '';
}): ReactElement {
  return (
    <div className={props.tone ?? ''}>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
