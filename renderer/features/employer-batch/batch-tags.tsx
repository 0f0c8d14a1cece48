import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';

const stageTone = { open: 'brand', made: 'brand', 'handed-over': 'ok', cancelled: '' } as const;

/** How far a batch is, in one word; refused where the central office did not open it. */
export function BatchStageTag({ batch }: { readonly batch: BatchView }): ReactElement {
  const { t } = useTranslation();
  if (batch.stage === null) {
    return (
      <span className="tag bad">
        <span aria-hidden="true">✕</span>
        {t('batch.notOpened')}
      </span>
    );
  }
  if (batch.stage === 'open' && !batch.running) {
    return (
      <span className="tag warn">
        <span aria-hidden="true">◷</span>
        {t('batch.paused')}
      </span>
    );
  }
  if (batch.stage === 'made' && batch.made > 0 && batch.lying === 0) {
    return <span className="tag ok">{t('batch.allEnded')}</span>;
  }
  return <span className={`tag ${stageTone[batch.stage]}`}>{t(`batch-stage.${batch.stage}`)}</span>;
}

const rowTone = {
  'not-valid': 'bad',
  waiting: 'warn',
  made: 'ok',
  stuck: 'warn',
  refused: 'bad',
  'handed-over': 'ok',
  kept: 'warn',
  collected: 'ok',
  withdrawn: '',
} as const;
const rowShape = {
  'not-valid': '✕',
  waiting: '◷',
  made: '✓',
  stuck: '!',
  refused: '✕',
  'handed-over': '✓',
  kept: '◷',
  collected: '✓',
  withdrawn: '—',
} as const;

/** What has become of a row, in one word; what the central office refused is said before what was made here. */
export function BatchRowTag({ row }: { readonly row: BatchRowView }): ReactElement {
  const { t } = useTranslation();
  const isVoid = row.confirmation === 'refused' || row.confirmation === 'settled';
  return isVoid ? (
    <span className="tag bad">
      <span aria-hidden="true">✕</span>
      {t('batch.refusedByCentral')}
    </span>
  ) : (
    <span className={`tag ${rowTone[row.state]}`}>
      <span aria-hidden="true">{rowShape[row.state]}</span>
      {t(`batch.row-${row.state}`)}
    </span>
  );
}
